"""What a query must not do to a store, or through it: a test for each line of the security list."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest

from claimgraph.stores import (
    QueryError,
    QueryRefusedError,
    QueryTooDeepError,
    Store,
    StoreError,
    UnknownGraphError,
    read_outline,
)
from claimgraph.stores.quick_outline import read_plain_outline
from tests.support.small_generation import FIRST


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/data"


def test_from_does_not_fetch_a_graph(store: Store, listener: socket.socket) -> None:
    for clause in ("FROM", "FROM NAMED"):
        with pytest.raises(UnknownGraphError):
            store.answer(f"SELECT * {clause} <{address(listener)}> {{ ?s ?p ?o }}").read()


def test_graph_and_describe_do_not_fetch_a_thing(store: Store, listener: socket.socket) -> None:
    assert store.select(f"SELECT * {{ GRAPH <{address(listener)}> {{ ?s ?p ?o }} }}") == []
    assert store.construct(f"DESCRIBE <{address(listener)}>") == []


@pytest.mark.parametrize(
    "form",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT*{{SERVICESILENT<{0}>{{}}}}",
        "ASK {{ {{ }} UNION {{ service Silent <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ VALUES ?e {{ <{0}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        "PREFIX s: <{0}> CONSTRUCT {{ ?s ?p ?o }} WHERE {{ OPTIONAL {{ SERVICE s: {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
        "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "PREFIX : <x:> SELECT * {{ ?s a :.SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ FILTER(?x<'a>')SERVICE<{0}>{{}}#'\n }}",
        "SELECT * {{ VALUES ?v {{'''a'}}SERVICE<{0}>{{}} }}",
    ],
)
def test_no_form_of_service_calls_anybody(store: Store, listener: socket.socket, form: str) -> None:
    with pytest.raises(QueryError):
        store.answer(form.format(address(listener))).read()


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <{}>",
        "LOAD SILENT <{}> INTO GRAPH <x:g>",
        "#SELECT\nDROP ALL",
        "PREFIX select: <x:> INSERT DATA {{ <x:a> <x:p> 1 }}",
        "SELECT * {{}} ; DROP ALL",
        "ASK {{}} INSERT DATA {{ <x:a> <x:p> 1 }}",
        "SELECT * {{ INSERT DATA {{ <x:a> <x:p> 1 }} }}",
        "CONSTRUCT {{}} WHERE {{}}; CLEAR DEFAULT",
    ],
)
def test_no_update_is_carried_out(store: Store, listener: socket.socket, update: str) -> None:
    everything = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?s ?p ?o"
    before = store.select(everything)
    with pytest.raises(QueryError):
        store.answer(update.format(address(listener))).read()
    assert store.select(everything) == before


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{", "}"), ("(", ")"), ("[ <x:p> ", "]"), ("OPTIONAL {", "}"), ("{ SELECT * {", "} }"), ("<<", ">>")],
)
def test_deep_nesting_is_refused_before_the_engine_reads_it(opening: str, closing: str) -> None:
    with pytest.raises(QueryTooDeepError, match="64"):
        read_outline("SELECT * { " + opening * 20_000 + closing * 20_000 + " }")
    for read in (read_outline, read_plain_outline):
        with pytest.raises(QueryTooDeepError):
            read("SELECT * { " + opening * 65)


def test_brackets_side_by_side_or_in_texts_are_not_nested(store: Store) -> None:
    rows = " ".join("(1 '((((')" for _ in range(2_000))
    assert store.select(f"SELECT (COUNT(*) AS ?n) {{ VALUES (?x ?y) {{ {rows} }} }}")[0]["n"].value == "2000"  # type: ignore[union-attr]
    assert store.ask("ASK { FILTER('" + "(" * 5_000 + "' != '') } #" + "{" * 5_000)


@pytest.mark.given_up_by("virtuoso")  # which compiles a query into at most 32,767 words
def test_a_giant_values_clause_is_answered(store: Store) -> None:
    values = " ".join(f"<x:n{i}>" for i in range(8_000))
    assert store.select(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}")[0]["n"].value == "8000"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {",
        "SELECT * { ?s ?p 'open }",
        "SELECT * { ?s ?p '\ud800' }",
        "SELECT * { ?s x:p ?o }",
        "SELECT * { <a> ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT (<x:f>(1) AS ?x) {}",
        "LOAD <file:///etc/passwd>",
        "ASK { FILTER(REGEX('a', '(')) }",
        "ASK { FILTER(?x > 99999999999999999999) }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT ?x (1 AS ?x) {}",
        "\x00",
        "{" * 100,
    ],
)
def test_an_error_tells_nothing_of_the_machine(store: Store, query: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.answer(query).read()
    message = str(caught.value).replace("file:///etc/passwd", "")
    assert not re.search(
        r"Traceback|\.py\b|\.rs\b|/(?:tmp|usr|home|root|var|etc)\b|panicked|0x[0-9a-f]{6}", message
    )


def test_json_ld_results_refer_to_no_context(store: Store) -> None:
    data = store.answer(f"CONSTRUCT {{ ?s ?p ?o }} FROM <{FIRST}> {{ ?s ?p ?o }}", format="jsonld").read()
    assert b"@context" not in data


@pytest.mark.parametrize(("query", "format_"), [("SELECT * { ?s ?p ?o }", "xml"), ("DESCRIBE <x:a>", "rdf")])
def test_xml_results_declare_no_entities(store: Store, query: str, format_: str) -> None:
    data = store.answer(query, format=format_).read()
    assert b"<!" not in data
    assert data.startswith(b"<?xml")


@pytest.mark.parametrize("name", ["<b>", 'a"b', "a&b", "a'b", "a b", "a<!--", "é<x"])
def test_a_variable_name_holds_no_markup(store: Store, name: str) -> None:
    with pytest.raises((QueryError, QueryRefusedError)):
        store.answer(f"SELECT (1 AS ?{name}) {{}}").read()
