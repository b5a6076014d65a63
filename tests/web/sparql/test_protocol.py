"""The endpoint over HTTP, as foreign clients meet it."""

from __future__ import annotations

import csv
import io
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager

import httpx
import pytest
import rdflib
import SPARQLWrapper

from claimgraph.generations import Generation
from tests.support.limits import HUGE, LONG, SILENT, TRIPLES, publish_padded_generation
from tests.support.small_generation import FIRST, SECOND, WITHHELD
from tests.support.sparql_server import SparqlServer, serving_sparql
from tests.support.waiting import wait_until

SELECT = "SELECT ?o { <x:a> <x:p> ?o } ORDER BY ?o"
CONSTRUCT = "CONSTRUCT WHERE { <x:a> <x:p> ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return publish_padded_generation(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def server(generation: Generation) -> Iterator[SparqlServer]:
    with serving_sparql(generation) as server:
        yield server


@pytest.fixture(scope="module")
def impatient_server(generation: Generation) -> Iterator[SparqlServer]:
    """One where a query waits 0.2 s for a worker. Whoever has a worker may keep it."""
    with serving_sparql(generation, waiting_seconds=0.2) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: SparqlServer) -> httpx.Client:
    return server.client


@pytest.fixture(scope="module")
def address(server: SparqlServer) -> str:
    return server.address


def ask(client: httpx.Client, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def reading(server: SparqlServer, query: str) -> AbstractContextManager[httpx.Response]:
    """An answer that has begun."""
    return server.client.stream("GET", "/sparql", params={"query": query, "format": "csv"})


@contextmanager
def occupying(server: SparqlServer, query: str) -> Iterator[None]:
    """Clients that send an endless query and wait for its answer, as many as it takes to have every place."""
    with ExitStack() as connections:

        def all_places_are_taken() -> bool:
            connections.enter_context(sending(server, query))
            return finds_no_place(server)

        wait_until(all_places_are_taken)
        yield


def finds_no_place(server: SparqlServer) -> bool:
    """True if a long query is asked to come back, and not ended for want of time."""
    answer = server.client.get("/sparql", params={"query": SILENT, "timeout": 1})
    return "retry-after" in answer.headers


def sending(server: SparqlServer, query: str) -> socket.socket:
    """A connection on which a query has been sent, and nothing is read."""
    url = httpx.URL(server.address).copy_with(params={"query": query})
    connection = socket.create_connection((url.host, url.port))
    connection.sendall(b"GET %b HTTP/1.1\r\nHost: test\r\n\r\n" % url.raw_path)
    return connection


def count(response: httpx.Response) -> int:
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.7, text/html", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
    ],
)
def test_a_table_comes_in_the_format_liked_best(client: httpx.Client, accept: str, media_type: str) -> None:
    response = ask(client, SELECT, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_a_graph_comes_in_the_format_liked_best(client: httpx.Client, accept: str, media_type: str) -> None:
    assert ask(client, CONSTRUCT, accept).headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_format_named_in_the_address_wins_over_the_header(client: httpx.Client, name: str) -> None:
    response = ask(client, SELECT, "image/png", format=name)
    assert response.status_code == 200
    assert "x:shared" in response.text


@pytest.mark.parametrize(("query", "listed"), [(SELECT, "text/csv"), (CONSTRUCT, "text/turtle")])
def test_when_nothing_fits_what_there_is_is_listed(client: httpx.Client, query: str, listed: str) -> None:
    response = ask(client, query, "image/png")
    assert response.status_code == 406
    assert listed in response.json()["detail"]
    assert ask(client, SELECT, format="ttl").status_code == 406


def test_a_query_may_be_posted_in_two_ways(client: httpx.Client) -> None:
    as_form = client.post("/sparql", data={"query": SELECT})
    as_body = client.post(
        "/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}
    )
    assert as_form.content == as_body.content == ask(client, SELECT).content


def test_the_mark_that_editors_put_at_the_start_of_a_file_is_no_part_of_a_query(client: httpx.Client) -> None:
    marked = "\ufeff" + SELECT
    as_body = client.post("/sparql", content=marked, headers={"Content-Type": "application/sparql-query"})
    as_form = client.post("/sparql", data={"query": marked})
    assert as_body.content == as_form.content == ask(client, marked).content == ask(client, SELECT).content


def test_the_dataset_may_be_given_in_all_three_ways(client: httpx.Client) -> None:
    dataset = {"default-graph-uri": [FIRST, SECOND], "named-graph-uri": WITHHELD}
    everything = TRIPLES
    assert count(client.get("/sparql", params={"query": COUNT, **dataset})) == everything
    assert count(client.post("/sparql", data={"query": COUNT, **dataset})) == everything
    in_body = {"content": COUNT, "headers": {"Content-Type": "application/sparql-query"}}
    assert count(client.post("/sparql", params=dataset, **in_body)) == everything  # type: ignore[arg-type]
    assert count(client.get("/sparql", params={"query": COUNT, "named-graph-uri": WITHHELD})) == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p }", "Line 1, column 18"),
        ("DROP ALL", "read-only"),
        ("ASK { SERVICE <http://127.0.0.1/> {} }", "SERVICE"),
        ("ASK { FILTER (" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", "nested too deeply"),
    ],
)
def test_a_query_that_has_to_change_is_a_400_that_says_why(
    client: httpx.Client, query: str, words: str
) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert words in response.json()["detail"]


def test_a_syntax_error_has_its_place_as_numbers(client: httpx.Client) -> None:
    problem = ask(client, "SELECT *\n{ ?s ?p }").json()
    assert (problem["line"], problem["column"], problem["code"]) == (2, 9, "QuerySyntax")
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad Request", 400)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"data": {"update": "DROP ALL"}}, 400),
        ({"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 400),
        ({"data": {"nothing": ""}}, 400),
        ({"data": {"query": [SELECT, SELECT]}}, 400),
        ({"content": b"query=%FF", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        ({"content": b"ASK { ?s ?p '\xff' }", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ({"content": SELECT, "headers": {"Content-Type": "text/plain"}}, 415),
        ({"content": SELECT}, 415),
        ({"content": SELECT, "headers": {"Content-Type": "application/sparql-query; charset=latin-1"}}, 415),
        ({"data": {"query": "ASK {}" + " " * 100_000}}, 413),
        ({"data": {"query": "é" * 400_000}}, 413),
    ],
)
def test_a_request_outside_the_protocol_is_refused(
    client: httpx.Client, request_: dict[str, object], status: int
) -> None:
    response = client.post("/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_query_over_its_time_is_a_503_that_names_the_limit(generation: Generation) -> None:
    with serving_sparql(generation, query_seconds=0.2) as server:
        response = ask(server.client, SILENT)
    assert response.status_code == 503
    assert "0.2 s" in response.json()["detail"]


def test_a_query_over_its_memory_is_a_503_that_names_the_limit(client: httpx.Client) -> None:
    response = client.post("/sparql", data={"query": HUGE})
    assert response.status_code == 503
    assert "200 MiB" in response.json()["detail"]


def test_a_long_query_that_finds_no_place_is_a_503_that_says_when_to_come_back(
    impatient_server: SparqlServer,
) -> None:
    with occupying(impatient_server, LONG):
        response = ask(impatient_server.client, SILENT)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "1"


@pytest.mark.parametrize("query", [SILENT, LONG], ids=["silent", "long"])
def test_quick_queries_are_answered_beside_long_ones(impatient_server: SparqlServer, query: str) -> None:
    with occupying(impatient_server, query):
        answers = [ask(impatient_server.client, f"{SELECT} # {number}") for number in range(20)]
    assert {answer.status_code for answer in answers} == {200}


def test_a_client_with_many_long_queries_is_told_to_wait(server: SparqlServer) -> None:
    """Of five, one; which of them is left to chance."""
    with ExitStack() as connections:
        sent = [connections.enter_context(sending(server, SILENT)) for _ in range(5)]
        wait_until(lambda: any(peek(connection) for connection in sent))
        (refusal,) = filter(None, map(peek, sent))
    assert refusal.startswith(b"HTTP/1.1 429 ")
    assert b"\r\nretry-after: 5\r\n" in refusal


def peek(connection: socket.socket) -> bytes:
    """What has been answered so far."""
    try:
        return connection.recv(2**16, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return b""


def test_a_paused_query_goes_on_when_there_is_a_place(generation: Generation) -> None:
    """The first two are stopped when their time is up; the third has waited, and then has its own."""
    with serving_sparql(generation, query_seconds=2) as server, ExitStack() as connections:
        for _ in range(2):
            connections.enter_context(sending(server, SILENT))
        rows = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
        assert count(ask(server.client, rows)) == TRIPLES**2


def test_an_answer_says_what_it_cost(client: httpx.Client) -> None:
    """Of a clock and of a processor, in milliseconds; of a streamed one, up to its first byte."""
    work = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER (?a != ?d) }"
    streamed = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    plain = {"Accept-Encoding": "identity"}
    short, long = (
        client.get("/sparql", params={"query": query}, headers=plain) for query in (work, streamed)
    )
    for response in (short, long):
        timing = response.headers["Server-Timing"]
        match = re.fullmatch(r"query;dur=([\d.]+), processor;dur=([\d.]+)", timing)
        assert match, timing
        elapsed, processor = map(float, match.groups())
        assert processor > 0
        assert elapsed > 0
    assert "content-length" in short.headers
    assert "content-length" not in long.headers
    again = client.get("/sparql", params={"query": work}, headers=plain)
    assert again.headers["Server-Timing"] == "cache"


def test_a_timeout_may_be_shorter_than_the_servers(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SILENT, "timeout": "0.3"})
    assert response.status_code == 503
    assert "0.3 s" in response.json()["detail"]


def test_an_unknown_graph_is_an_empty_one_with_a_warning(client: httpx.Client) -> None:
    answer = ask(client, "SELECT (COUNT(*) AS ?n) FROM <x:none> { ?s ?p ?o }")
    assert count(answer) == 0
    assert "x:none" in answer.headers["warning"]
    assert "warning" not in ask(client, SELECT).headers


def test_a_relative_iri_is_resolved_against_the_address_of_the_endpoint(
    client: httpx.Client, address: str
) -> None:
    answer = ask(client, "SELECT (STR(<#here>) AS ?iri) {}", "text/csv")
    assert answer.text.split() == ["iri", f"{address}#here"]


def test_an_answer_that_is_cut_is_not_taken_for_a_whole_one(generation: Generation) -> None:
    with serving_sparql(generation) as server, reading(server, LONG) as response:
        assert response.status_code == 200
        server.store.close()
        with pytest.raises(httpx.RemoteProtocolError):
            sum(map(len, response.iter_bytes()))


def test_a_long_answer_arrives_whole(client: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o . VALUES ?n { 1 2 3 4 5 } }"
    rows = list(csv.reader(io.StringIO(ask(client, query, "text/csv").text)))
    assert len(rows) == 5 * TRIPLES + 1


@pytest.mark.parametrize("query", [SILENT, LONG], ids=["silent", "long"])
def test_a_client_that_hangs_up_ends_its_query(impatient_server: SparqlServer, query: str) -> None:
    with occupying(impatient_server, query):
        pass
    wait_until(lambda: not finds_no_place(impatient_server))


def test_fifty_clients_at_once_are_all_answered(client: httpx.Client) -> None:
    with ThreadPoolExecutor(50) as pool:
        responses = list(pool.map(lambda _: ask(client, SELECT), range(100)))
    assert {response.status_code for response in responses} == {200}


def test_an_answer_is_not_sent_again_to_a_client_that_has_it(client: httpx.Client) -> None:
    first = ask(client, SELECT)
    again = client.get(
        "/sparql", params={"query": SELECT}, headers={"If-None-Match": f'"x", {first.headers["etag"]}'}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"]


def test_another_question_has_another_etag(client: httpx.Client) -> None:
    questions = [{"query": SELECT}, {"query": SELECT + " "}, {"query": SELECT, "format": "csv"}]
    questions += [{"query": SELECT, "default-graph-uri": FIRST}, {"query": SELECT, "named-graph-uri": FIRST}]
    assert len({client.get("/sparql", params=question).headers["etag"] for question in questions}) == len(
        questions
    )


def test_a_graph_named_in_the_address_holds_for_a_form_too(client: httpx.Client) -> None:
    answer = client.post("/sparql", params={"default-graph-uri": SECOND}, data={"query": COUNT})
    assert count(answer) == 2


def test_an_answer_that_changes_by_itself_is_not_kept(client: httpx.Client) -> None:
    headers = ask(client, "SELECT (NOW() AS ?now) {}").headers
    assert "etag" not in headers
    assert headers["cache-control"] == "no-store"


def test_any_web_page_may_ask(client: httpx.Client) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=headers)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert ask(client, SELECT).headers["access-control-allow-origin"] == "*"


def test_head_says_what_get_would(client: httpx.Client) -> None:
    head, get = client.head("/sparql", params={"query": SELECT}), ask(client, SELECT)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["etag"] == get.headers["etag"]
    assert client.head("/sparql", params={"query": "nonsense"}).status_code == 400


def test_without_a_query_the_endpoint_describes_itself(client: httpx.Client, address: str) -> None:
    response = client.get("/sparql")
    assert response.headers["content-type"].startswith("text/turtle")
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert str(service) == address
    assert {str(name) for name in graph.objects(None, sd.name)} == {FIRST, SECOND}
    (merge,) = graph.objects(None, sd.defaultGraph)
    assert str(graph.value(merge, rdflib.VOID.triples)) == str(TRIPLES)
    as_xml = client.get("/sparql", headers={"Accept": "application/rdf+xml"})
    assert len(rdflib.Graph().parse(data=as_xml.text, format="xml")) == len(graph)


def test_what_is_not_there_is_a_problem_too(client: httpx.Client) -> None:
    missing = client.get("/nothing")
    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")
    assert client.delete("/sparql").status_code == 405


FORMATS = ["json", "xml", "csv", "tsv"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", FORMATS)
def test_sparqlwrapper_reads_tables(address: str, method: str, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address)
    wrapper.setQuery(SELECT)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    result = wrapper.queryAndConvert()
    if form == "json":
        assert [row["o"]["value"] for row in result["results"]["bindings"]] == ["x:b", "x:shared"]
    else:
        text = result.toxml() if form == "xml" else result.decode()
        assert text.index("x:b") < text.index("x:shared")


@pytest.mark.parametrize("form", ["turtle", "json-ld", "rdf+xml", "xml", "n3"])
def test_sparqlwrapper_reads_graphs(address: str, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address)
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(form)
    result = wrapper.queryAndConvert()
    if isinstance(result, bytes):
        result = rdflib.Graph().parse(data=result, format={"rdf+xml": "xml"}.get(form, form))
    assert {str(o) for o in result.objects()} == {"x:b", "x:shared"}


def test_rdflib_can_federate_with_us(address: str) -> None:
    query = f"SELECT ?o {{ SERVICE <{address}> {{ <x:a> <x:p> ?o }} }}"
    assert {str(row[0]) for row in rdflib.Graph().query(query)} == {"x:b", "x:shared"}  # type: ignore[index]
