"""Every engine answers alike, and none shows what is withheld to a query that does not name it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from claimgraph.stores import (
    FORMATS_BY_FORM,
    FromClause,
    QueryEvaluationError,
    QueryRefusedError,
    QuerySyntaxError,
    Store,
    UnknownFormatError,
    UnknownGraphError,
    read_outline,
)
from claimgraph.stores.tokens import tokenize, tokenize_names
from tests.support.small_generation import FIRST, SECOND, WITHHELD

COUNT = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
# Both repeat a triple that lies in two graphs of FROM.
refused_by_repeating = pytest.mark.refused_by("oxigraph", "virtuoso")
OBJECTS = "SELECT ?o WHERE {{ {} }} ORDER BY ?o"


def number(store: Store, query: str, **dataset: tuple[str, ...]) -> int:
    answer = json.loads(store.answer(query, format="json", **dataset).read())  # type: ignore[arg-type]
    return int(answer["results"]["bindings"][0]["n"]["value"])


def values(store: Store, query: str) -> set[str]:
    return {term.value for row in store.select(query) for term in row.values() if not isinstance(term, tuple)}


def test_a_triple_in_two_graphs_counts_once_by_default(store: Store) -> None:
    assert number(store, COUNT.format("")) == 4


@refused_by_repeating
def test_a_triple_in_two_graphs_of_a_from_clause_counts_once(store: Store) -> None:
    assert number(store, COUNT.format(f"FROM <{FIRST}> FROM <{SECOND}> FROM <{FIRST}>")) == 4
    assert number(store, COUNT.format(f"FROM <{FIRST}> FROM <{WITHHELD}>")) == 4
    assert number(store, COUNT.format(f"FROM <{FIRST}> FROM <{WITHHELD}> FROM <{SECOND}>")) == 5


def test_one_from_graph_is_seen_alone(store: Store) -> None:
    assert number(store, COUNT.format(f"FROM <{SECOND}>")) == 2


@pytest.mark.parametrize(
    "pattern",
    [
        "?s ?p ?o",
        "GRAPH ?o {}",
        "GRAPH ?g { ?s ?p ?o }",
        f"GRAPH <{WITHHELD}> {{ ?s ?p ?o }}",
        "<x:a> <x:p>* ?o",
        "<x:a> !<x:none>+ ?o",
        f"{{ SELECT ?o {{ GRAPH <{WITHHELD}> {{ ?s ?p ?o }} }} }}",
        pytest.param(
            f"FILTER EXISTS {{ GRAPH <{WITHHELD}> {{ ?s ?p ?any }} }} BIND (<x:secret> AS ?o)",
            marks=pytest.mark.differs_in("virtuoso"),  # to which such a filter is always true
        ),
    ],
)
def test_a_withheld_graph_is_not_seen_by_a_query_that_names_no_dataset(store: Store, pattern: str) -> None:
    assert not values(store, OBJECTS.format(pattern)) & {"x:secret", WITHHELD}


def test_describe_does_not_show_what_is_withheld(store: Store) -> None:
    described = {triple.object.value for triple in store.construct("DESCRIBE <x:a>")}  # type: ignore[union-attr]
    assert described == {"x:shared", "x:b", "A"}


@pytest.mark.parametrize(
    "clause",
    [
        f"FROM <{WITHHELD}>",
        pytest.param(f"FROM<{FIRST}>\nFROM # a\n<{WITHHELD}>", marks=refused_by_repeating),
    ],
)
def test_a_withheld_graph_is_seen_where_it_is_named(store: Store, clause: str) -> None:
    assert "x:secret" in values(store, f"SELECT ?o {clause} {{ ?s ?p ?o }}")


@pytest.mark.differs_in("virtuoso")
def test_from_named_alone_leaves_the_default_graph_empty(store: Store) -> None:
    clause = f"FROM NAMED <{FIRST}> from named <{WITHHELD}>"
    assert values(store, f"SELECT ?g {clause} {{ GRAPH ?g {{}} }}") == {FIRST, WITHHELD}
    assert number(store, COUNT.format(clause)) == 0


@refused_by_repeating
def test_merged_and_named_graphs_can_be_asked_together(store: Store) -> None:
    clause = f"FROM <{FIRST}> FROM <{WITHHELD}> FROM NAMED <{SECOND}>"
    assert values(store, f"SELECT ?g ?o {clause} {{ <x:a> <x:p> ?b . GRAPH ?g {{ ?b <x:p> ?o }} }}") == {
        SECOND,
        "x:c",
    }


@refused_by_repeating
@pytest.mark.parametrize(
    "pattern",
    [
        "?s <x:p> :.GRAPH ?g {?a ?b ?c}",
        pytest.param("GRAPHg:second{?a ?b ?c}", marks=pytest.mark.refused_by("fuseki")),
        "{}{}GRAPH?g{?a ?b ?c}",
    ],
)
def test_a_named_graph_is_seen_however_graph_is_spelt(store: Store, pattern: str) -> None:
    prologue = f"PREFIX : <x:shared> PREFIX g: <{SECOND.removesuffix('second')}>"
    clause = f"FROM <{FIRST}> FROM <{WITHHELD}> FROM NAMED <{SECOND}>"
    assert number(store, f"{prologue} SELECT (COUNT(*) AS ?n) {clause} {{ {pattern} }}") == 2


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX g: <https://w3id.org/claimgraph/graph/> {} FROM g:second {}",
        "BASE <https://w3id.org/claimgraph/graph/> {} FROM <second> {}",
        "BASE <https://w3id.org/> PREFIX g: <claimgraph/graph/> {} FROM g:second {}",
        "PREFIX : <https://w3id.org/claimgraph/graph/> {} FROM:second {}",
        "PREFIX from: <https://w3id.org/claimgraph/graph/> {} FROM from:second {}",
    ],
)
def test_from_is_resolved_like_any_iri(store: Store, query: str) -> None:
    assert number(store, query.format("SELECT (COUNT(*) AS ?n)", "{ ?s ?p ?o }")) == 2


@pytest.mark.parametrize(
    "pattern",
    [
        f"?s ?p ?o FILTER (?o != 'FROM <{FIRST}>')",
        f'?s ?p ?o FILTER (?o != """ " FROM <{FIRST}> \\""" """)',
        f"?s ?p ?o # FROM <{FIRST}>\n",
        "?s ?p ?o FILTER (?o != <x:#FROM>)",
        "?s ?p ?o OPTIONAL { ?FROM <x:from> $from }",
    ],
)
def test_the_word_from_elsewhere_is_no_dataset_clause(store: Store, pattern: str) -> None:
    assert number(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}") == 4


def test_the_datasets_of_the_protocol_win_over_from(store: Store) -> None:
    query = COUNT.format(f"FROM <{FIRST}>")
    assert number(store, query, default_graphs=(SECOND,)) == 2
    assert number(store, query, default_graphs=(FIRST, SECOND)) == 4
    assert number(store, query, default_graphs=(SECOND, FIRST, WITHHELD)) == 5
    assert number(store, query, named_graphs=(SECOND,)) == 0
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(store, named, default_graphs=(FIRST,)) == 0
    assert number(store, named, named_graphs=(SECOND, WITHHELD)) == 4


def test_a_graph_that_is_not_here_is_an_error(store: Store) -> None:
    with pytest.raises(UnknownGraphError, match=FIRST):
        store.answer(COUNT.format("FROM <x:other>")).read()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "PREFIX : <x:> SELECT * {SERVICE:e{}}",
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1/>{}}",
        "SELECT * { { SELECT * { ?s ?p true.SERVICE<http://127.0.0.1/>{} } } }",
    ],
)
def test_service_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        store.select(query)


@pytest.mark.parametrize(
    "number", ["10000000000000000000000000", "-9223372036854775809.5", "0.1234567890123456789"]
)
def test_a_number_the_engine_would_take_for_text_is_refused(store: Store, number: str) -> None:
    with pytest.raises(QueryRefusedError, match="Write it with an exponent"):
        store.ask(f"ASK {{ ?s ?p ?o FILTER (?o > {number}) }}")


def test_a_large_number_is_asked_for_with_an_exponent(store: Store) -> None:
    assert store.ask("ASK { VALUES ?o { 4.02e24 } FILTER (?o > 1e18 && ?o < 1e25 && ?o > 12.5) }")
    assert store.ask('ASK { VALUES ?o { "10000000000000000000000000" } }')


def test_the_word_service_elsewhere_is_not_refused(store: Store) -> None:
    assert not store.ask("ASK { <x:service> <x:SERVICE> 'SERVICE <x:>' , ?service } # SERVICE")


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <x:a> <x:p> 1 }", "PREFIX s: <x:> DELETE WHERE { s:a ?p ?o }", "clear all", "LOAD <x:a>"],
)
def test_an_update_is_refused(store: Store, update: str) -> None:
    with pytest.raises(QueryRefusedError, match="read-only"):
        store.answer(update).read()


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p }", 1, 25, "'}' is not expected here. Expected a variable"),
        ("SELECT *\nWHERE {\n  ?s ?p ?o\n", 3, 11, "ends too early"),
        ("SELECT * {\n ?s ?p 'é' .\n FILTER(?x ??) }", 3, 13, "'?' is not expected"),
        ("SELECT * { ?s ?p ?o } LIMT 5", 1, 23, "'LIMT' is not expected"),
        ("SELECT * { ?s a cg:Claim }", 1, 17, "PREFIX cg: <https://w3id.org/claimgraph/ns#>"),
        ("SELECT * { ?s ?p 'open }", 1, 18, "no closing quotation mark"),
        ("SELECT * { <a> ?p ?o }", 1, 12, "relative IRI"),
        ("SELECT ?s (COUNT(*) AS ?n) {?s ?p ?o}", 1, 38, "variable that is unbound"),
        ("SELEC ?s", 1, 1, "SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("", 1, 1, "SELECT, ASK, CONSTRUCT, DESCRIBE"),
    ],
)
def test_a_syntax_error_says_where_and_what(
    store: Store, query: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.answer(query).read()
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in str(caught.value)


def test_half_a_character_is_a_syntax_error(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="half of a character"):
        store.select("SELECT * { ?s ?p '\ud800' }")


def test_what_the_engine_cannot_do_is_an_error_of_the_query(store: Store) -> None:
    with pytest.raises(QueryEvaluationError, match="x:function"):
        store.ask("ASK { FILTER (<x:function>(1)) }")


@pytest.mark.differs_in("virtuoso")
def test_solutions_are_terms_in_order_without_the_unbound(store: Store) -> None:
    rows = store.select("SELECT ?name ?none { ?s <x:name> ?name OPTIONAL { ?s <x:none> ?none } }")
    assert rows == [{"name": Literal("A", language="en")}]
    typed = store.select("SELECT ?x { VALUES ?x { 1 1.5 <x:a> true } }")
    assert [str(row["x"]).partition("^")[0] for row in typed] == ['"1"', '"1.5"', "<x:a>", '"true"']


def test_a_constructed_triple_comes_once(store: Store) -> None:
    triples = store.construct("CONSTRUCT { ?s <x:seen> true . <x:all> <x:of> ?s } { ?s ?p ?o }")
    assert len(triples) == len(set(triples)) == 4
    assert all(isinstance(triple.predicate, NamedNode) for triple in triples)


def test_asking_in_the_wrong_way_is_a_mistake_of_ours(store: Store) -> None:
    for ask in (store.ask, store.construct):
        with pytest.raises(TypeError, match="SELECT"):
            ask("SELECT * {}")


@pytest.mark.parametrize("form", ["SELECT", "ASK"])
def test_tables_are_written_in_every_format(store: Store, form: str) -> None:
    query = "SELECT ?o { <x:b> <x:p> ?o }" if form == "SELECT" else "ASK { <x:b> <x:p> ?o }"
    for result_format in FORMATS_BY_FORM[form]:
        answer = store.answer(query, format=result_format.name)
        data = answer.read()
        assert answer.media_type == result_format.media_type
        if result_format.name in ("json", "xml", "csv", "tsv") and (
            form == "SELECT" or result_format.name in ("json", "xml")
        ):
            result = rdflib.query.Result.parse(io.BytesIO(data), format=result_format.name)
            assert (
                result.askAnswer if form == "ASK" else [str(row[0]).strip("<>") for row in result] == ["x:c"]
            )


def test_csv_is_read_as_csv(store: Store) -> None:
    data = store.answer('SELECT ?x { VALUES ?x { "a,\\"b\\"" } }', format="csv").read()
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == [["x"], ['a,"b"']]


def test_graphs_are_written_in_every_format(store: Store) -> None:
    for result_format in FORMATS_BY_FORM["CONSTRUCT"]:
        data = store.answer("CONSTRUCT WHERE { <x:a> <x:p> ?o }", format=result_format.name).read()
        names = {"jsonld": "json-ld", "rdf": "xml", "nq": "nquads"}
        parsed = rdflib.Dataset(default_union=True)
        parsed.parse(data=data, format=names.get(result_format.name, result_format.name))
        assert {str(o) for o in parsed.objects()} == {"x:shared", "x:b"}


def test_turtle_declares_the_prefixes_it_uses_and_no_others(store: Store) -> None:
    query = """PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
               CONSTRUCT { <x:a> skos:note cg:Claim } {}"""
    text = store.answer(query).read().decode()
    assert text.splitlines()[:2] == [
        "@prefix cg: <https://w3id.org/claimgraph/ns#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    ]
    assert text.count("@prefix") == 2


@pytest.mark.parametrize(
    ("query", "format_"), [("SELECT * {}", "ttl"), ("CONSTRUCT {} {}", "csv"), ("ASK {}", "x")]
)
def test_a_format_that_does_not_fit_is_an_error_that_lists_what_does(
    store: Store, query: str, format_: str
) -> None:
    with pytest.raises(UnknownFormatError, match="Choose one of"):
        store.answer(query, format=format_)


PIECES = st.lists(
    st.sampled_from(
        [*"\"'>#\n ?$@.:\\_%-{}()|a1é·", "<", "FROM", '"""', "'''", "<a>", "a:b", "true.FROM", "e5"]
    )
)


@given(PIECES.map("".join))
@example("true.FROM<a>")
@example('"""a"\\"""FROM')
def test_the_quick_scan_finds_the_same_words_as_the_full_one(text: str) -> None:
    if "<<" not in text:  # where an IRI in a triple term begins is clear in sound queries only
        assert tokenize_names(text) == [
            token
            for token in tokenize(text)
            if token.kind in ("word", "iri", "open") or (token.kind == "prefixed" and token.text[0] != "_")
        ]


def test_a_store_that_is_given_an_outline_does_not_read_the_text_again(store: Store) -> None:
    outline = read_outline("SELECT ?o { ?s ?p ?o }")
    altered = replace(outline, dataset_clause=(FromClause(is_named=False, iri=f"<{WITHHELD}>"),))
    assert {row["o"].value for row in store.select(altered)} == {"x:shared", "x:secret"}  # type: ignore[union-attr]
    assert b"x:secret" in store.answer(altered).read()


def test_the_outline_tells_what_asking_again_may_change() -> None:
    assert read_outline("SELECT (NOW() AS ?n) {}").is_volatile
    assert not read_outline("SELECT ?NOW { ?s <x:RAND> 'UUID' }").is_volatile
