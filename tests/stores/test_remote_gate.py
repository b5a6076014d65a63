"""What is sent to another engine can be read in one way only, and calls nothing but what SPARQL defines."""

from __future__ import annotations

import time

import pytest

from claimgraph.stores import QueryError, QueryEvaluationError, QueryRefusedError, read_outline
from claimgraph.stores.remote.gate import require_readable, write_portable_query


def written(query: str, base: str | None = None, *named_graphs: str) -> str:
    require_readable(query, base)
    return write_portable_query(read_outline(query), base, named_graphs)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <java:java.lang.System> ?o }",
        "PREFIX b: <bif:con> SELECT * { ?s b:tains ?o }",
        "PREFIX b: <b\\u0069f:> SELECT * { ?s b:contains ?o }",
        "BASE <http://jena.apache.org/ARQ/> SELECT * { ?s <property#splitIRI> ?o }",
        "SELECT * { ?s ?p ?o . ?o <BIF:contains> 'x' }",
        "SELECT * { VALUES ?x { <sql:select> } }",
    ],
)
def test_extensions_of_engines_are_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError, match=r"extension|ASCII"):
        written(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER <x:f>(1) }",
        "PREFIX f: <x:> SELECT (f:f(1) AS ?x) {}",
        "SELECT ?x { BIND (1 + <x:f>(2) AS ?x) }",
        "SELECT ?x { ?x ?y ?z } ORDER BY <x:f>(?x)",
    ],
)
def test_a_function_that_sparql_does_not_have_is_an_error_of_the_query(query: str) -> None:
    with pytest.raises(QueryEvaluationError, match="x:f"):
        written(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { <x:a> (<x:p>/<x:q>)+ ?x }",
        "SELECT ?x { ?x <x:p> (1 2) }",
        "SELECT ?x { VALUES (?x) { (<x:a>) } }",
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (xsd:date('2020-01-01') AS ?x) {}",
    ],
)
def test_what_looks_like_a_call_is_sent_as_it_is(query: str) -> None:
    assert written(query) == query


def test_comments_and_dataset_clauses_are_not_sent() -> None:
    query = "SELECT ?x # SERVICE <x:>\nFROM <x:a> FROM NAMED <x:b> { ?x <x:p#q> '# no comment' } # the end"
    assert written(query) == "SELECT ?x { ?x <x:p#q> '# no comment' }"


def test_an_escape_that_an_engine_could_take_for_the_end_of_a_string_is_refused() -> None:
    with pytest.raises(QueryRefusedError, match="ASCII"):
        written(r"SELECT * { ?s ?p '\u0027 } SERVICE <http://127.0.0.1/> { ?s ?p \u0027' }")
    assert written(r"ASK { ?s ?p '\u4e2d' }") == r"ASK { ?s ?p '\u4e2d' }"


def test_a_graph_outside_of_the_dataset_is_not_sent_by_its_name() -> None:
    query = "PREFIX g: <x:> SELECT * { GRAPH g:a { ?s ?p <x:b> } GRAPH <x:b> {} }"
    expected = "PREFIX g: <x:> SELECT * { GRAPH g:a { ?s ?p <x:b> } GRAPH <urn:claimgraph:no-graph> {} }"
    assert written(query, None, "x:a") == expected


def test_relative_names_are_sent_with_their_base() -> None:
    assert written("ASK { <a> ?p ?o }", "http://e/x") == "BASE <http://e/x> ASK { <a> ?p ?o }"


def test_nothing_of_a_query_is_computed_before_it_is_sent() -> None:
    numbers = " ".join(map(str, range(900)))
    product = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abcd")
    started = time.process_time()
    for query in (f"ASK {{ {product} FILTER (?a < 0) }}", f"SELECT (COUNT(*) AS ?n) {{ {product} }}"):
        written(query)
    assert time.process_time() - started < 5  # 6 * 10**11 rows


def test_text_that_is_no_query_is_an_error_with_its_place() -> None:
    with pytest.raises(QueryError, match="not expected here"):
        written("SELECT ?s WHERE { ?s ?p }")
