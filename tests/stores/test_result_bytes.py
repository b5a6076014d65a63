"""Every answer is read by foreign readers as what it is, or refused: no format bends a term."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import cast

import pyoxigraph as ox
import pytest
import rdflib

from claimgraph.stores import EmbeddedStore, QueryEvaluationError, prepare_graphs
from claimgraph.stores.xml_results import XmlSink

CONTROLS = ("\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff")
TEXTS = (
    *("a,b", 'a"b', '"', '""', "a\nb", "a\r\nb", "a\rb", "\r", "\t", "a\tb", " leading", "trailing ", ""),
    *("\\n", "<&>]]>", "<!ENTITY a>", "&lt;script&gt;", "<script>alert(1)</script>", "'", "\\"),
    *("𝄞", "\u0085", "\u2028", "\ufeff", "\x7f", "{{7*7}}", "null", "_:b", "<x:a>", "?v", "@context"),
)  # fmt: skip
IRIS = (
    *("x:a,b", "x:a'b", "http://e/%20%22", "http://e/é", "http://e/a?b=c&d=e#f", "urn:x:(1)", "x:𝄞", "x:-."),
    *("javascript:alert(1)", "mailto:a@b,c;d"),
)  # fmt: skip
TYPED = (
    '"x"@en', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "01", "1.5", "true", '"a,b"^^<x:t,u>',
    '"<a>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>', '"{"^^<x:json>',
)  # fmt: skip
STORE = EmbeddedStore(prepare_graphs(ox.Store(), frozenset(), ()), "nothing")
GRAPH_READERS = {
    "ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml", "trig": "trig", "nq": "nquads",
}  # fmt: skip
SPARQL_XML = "{http://www.w3.org/2005/sparql-results#}"


def escape(text: str) -> str:
    return "".join(f"\\U{ord(character):08X}" for character in text)


TERMS = [f'"{escape(text)}"' for text in TEXTS] + [f"<{iri}>" for iri in IRIS] + list(TYPED)


def select(*terms: str) -> str:
    rows = " ".join(f"({i} {term})" for i, term in enumerate(terms))
    return f"SELECT ?i ?x {{ VALUES (?i ?x) {{ {rows} (-1 UNDEF) }} }} ORDER BY ?i"


def answer(query: str, format_: str) -> bytes:
    return STORE.answer(query, format=format_).read()


def terms_of(query: str) -> list[ox.NamedNode | ox.Literal | None]:
    """The terms as the engine has them."""
    return [cast("ox.NamedNode | ox.Literal | None", row.get("x")) for row in STORE.select(query)]


def values_of(query: str) -> list[str | None]:
    return [term.value if term else None for term in terms_of(query)]


def as_rdflib(term: ox.NamedNode | ox.Literal | None) -> rdflib.URIRef | rdflib.Literal | None:
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value.endswith("#string") else term.datatype.value
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    return rdflib.URIRef(term.value) if term else None


def read_tsv_term(cell: str) -> rdflib.term.Node | None:
    graph = rdflib.Graph().parse(data=f"<x:s> <x:p> {cell} ." if cell else "", format="turtle")
    return next(graph.objects(), None)


def test_csv_is_read_by_python() -> None:
    rows = list(csv.reader(io.StringIO(answer(select(*TERMS), "csv").decode(), newline="")))
    assert rows[0] == ["i", "x"]
    assert [row[1] for row in rows[1:]] == [value or "" for value in values_of(select(*TERMS))]


def test_a_row_without_a_value_is_a_row_in_csv() -> None:
    assert answer('SELECT ?x { VALUES ?x { "" UNDEF } }', "csv") == b'x\r\n""\r\n""\r\n'
    assert answer("SELECT * {}", "csv") == b"\r\n\r\n"


def test_json_is_read_by_python() -> None:
    bindings = json.loads(answer(select(*TERMS, *(f'"{escape(c)}"' for c in CONTROLS)), "json"))["results"]
    values = [row["x"]["value"] if "x" in row else None for row in bindings["bindings"]]
    assert values == values_of(select(*TERMS, *(f'"{escape(c)}"' for c in CONTROLS)))


def test_xml_is_read_by_python() -> None:
    root = ET.fromstring(answer(select(*TERMS), "xml"))
    cells = [result.find(f"{SPARQL_XML}binding[@name='x']") for result in root.iter(SPARQL_XML + "result")]
    assert [None if cell is None else cell[0].text or "" for cell in cells] == values_of(select(*TERMS))


def test_tsv_cells_are_terms_in_turtle() -> None:
    lines = answer(select(*TERMS), "tsv").decode().removesuffix("\n").split("\n")[1:]
    terms = [as_rdflib(term) for term in terms_of(select(*TERMS))]
    assert [read_tsv_term(line.split("\t")[1]) for line in lines] == terms


@pytest.mark.parametrize("format_", ["json", "xml"])
def test_results_are_read_by_rdflib(format_: str) -> None:
    result = rdflib.query.Result.parse(io.BytesIO(answer(select(*TERMS), format_)), format=format_)
    assert [row[1] for row in result] == [as_rdflib(term) for term in terms_of(select(*TERMS))]  # type: ignore[index]


@pytest.mark.parametrize("format_", GRAPH_READERS)
@pytest.mark.parametrize("term", TERMS)
def test_graphs_are_read_by_rdflib(format_: str, term: str) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(
        data=answer(f"CONSTRUCT {{ <x:s> <x:p> {term} }} {{}}", format_), format=GRAPH_READERS[format_]
    )
    assert [*dataset.objects()] == [as_rdflib(terms_of(f"SELECT ({term} AS ?x) {{}}")[0])]


@pytest.mark.parametrize("character", CONTROLS)
def test_what_xml_cannot_hold_is_refused_and_can_be_had_otherwise(character: str) -> None:
    for query, format_ in (
        (f'SELECT ("a{escape(character)}" AS ?x) {{}}', "xml"),
        (f'CONSTRUCT {{ <x:s> <x:p> "a{escape(character)}" }} {{}}', "rdf"),
    ):
        with pytest.raises(QueryEvaluationError, match="which XML cannot write"):
            answer(query, format_)
    assert json.loads(answer(f'SELECT ("{escape(character)}" AS ?x) {{}}', "json"))["results"][
        "bindings"
    ] == [{"x": {"type": "literal", "value": character}}]


def test_a_non_character_is_found_where_chunks_meet() -> None:
    sink = XmlSink(io.BytesIO())
    sink.write(b"<a>\xef\xbf")
    with pytest.raises(QueryEvaluationError):
        sink.write(b"\xbe</a>")


@pytest.mark.parametrize(
    "iri",
    [
        "http://e/", "http://e/123", "x:a:1", "http://e/a)", "http://www.w3.org/XML/1998/namespacelang",
        "http://www.w3.org/2000/xmlns/a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#li",
    ],
)  # fmt: skip
def test_a_predicate_without_a_name_is_refused_in_rdf_xml(iri: str) -> None:
    with pytest.raises(QueryEvaluationError, match="RDF/XML has no name for"):
        answer(f"CONSTRUCT {{ <x:s> <{iri}> 1 }} {{}}", "rdf")
    assert f"<{iri}>".encode() in answer(f"CONSTRUCT {{ <x:s> <{iri}> 1 }} {{}}", "nt")


@pytest.mark.parametrize("iri", ["x:p1", "http://e/123abc", "http://e/a/_1", "x:é", "x:a·b", "http://e/-a"])
def test_names_of_elements_are_the_ends_of_iris(iri: str) -> None:
    query = f"CONSTRUCT {{ <x:s> <{iri}> 1 ; a <{iri}> }} {{}}"
    triples = {
        tuple(map(str, triple)) for triple in rdflib.Graph().parse(data=answer(query, "rdf"), format="xml")
    }
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert triples == {("x:s", iri, "1"), ("x:s", rdf_type, iri)}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]
)
def test_guarded_csv_holds_no_formula(text: str) -> None:
    query = f'SELECT ("{escape(text)}" AS ?x) {{}}'
    assert list(csv.reader(io.StringIO(answer(query, "csv-safe").decode(), newline="")))[1] == ["'" + text]
    assert list(csv.reader(io.StringIO(answer(query, "csv").decode(), newline="")))[1] == [text]


def test_guarded_csv_leaves_numbers_and_other_texts_as_they_are() -> None:
    query = 'SELECT ?x { VALUES ?x { -1 -1.5 -1e0 "a=1" <x:-a> "" } }'
    assert answer(query, "csv-safe") == answer(query, "csv")


def test_a_graph_may_be_asked_for_as_a_dataset() -> None:
    query = "CONSTRUCT { <x:s> <x:p> <x:o> } {}"
    assert answer(query, "nq") == answer(query, "nt")
    assert answer(query, "trig") == answer(query, "ttl")


def test_triple_terms_are_written_in_every_format() -> None:
    query = 'SELECT (<<( <x:s> <x:p> "a,b" )>> AS ?x) {}'
    assert list(csv.reader(io.StringIO(answer(query, "csv").decode(), newline="")))[1] == ["x:s x:p a,b"]
    assert b'<<( <x:s> <x:p> "a,b" )>>' in answer(query, "tsv")
    assert json.loads(answer(query, "json"))["results"]["bindings"][0]["x"]["type"] == "triple"
    assert ET.fromstring(answer(query, "xml")).find(f".//{SPARQL_XML}triple") is not None
