"""The W3C's tests of the SPARQL 1.1 Protocol, sent as they are recorded, by a holder of a token.

The server is one whose default graph is not the merge of all: some updates write to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rdflib import RDFS, Graph, Namespace
from rdflib.collection import Collection

from claimgraph.generations import publish_generation
from tests.support.recorded_requests import HT, MF, Node, RecordedRequest, list_requests, read_request
from tests.support.writing_server import WritingServer, serving_writes

SUITE = Path(__file__).parents[2] / "conformance" / "w3c-sparql11-protocol"
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
MEDIA_TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


@dataclass(frozen=True)
class Exchange(RecordedRequest):
    """A request, and what is expected of its answer."""

    statuses: frozenset[int]
    format: str | None
    boolean: bool | None


def read_suite() -> tuple[Graph, dict[str, list[Exchange]]]:
    """The manifest, and the exchanges of each test by its name."""
    manifest = Graph().parse(SUITE / "manifest.ttl")
    entries = Collection(manifest, next(manifest.objects(None, MF.entries)))  # type: ignore[arg-type]
    return manifest, {str(test).rpartition("#")[2]: read_test(manifest, test) for test in entries}


def read_test(manifest: Graph, test: object) -> list[Exchange]:
    return [read_exchange(manifest, request) for request in list_requests(manifest, test)]


def read_exchange(manifest: Graph, node: Node) -> Exchange:
    request, response = read_request(manifest, node), manifest.value(node, HT.resp)
    expected = manifest.value(response, MF.expectedFormat)
    boolean = manifest.value(response, MF.expectedBoolean)
    return Exchange(
        method=request.method,
        path=request.path,
        headers=request.headers,
        body=request.body,
        statuses=frozenset(int(str(status)[-3]) for status in manifest.objects(response, MF.expectedStatus)),
        format=str(expected) if expected else None,
        boolean=bool(boolean) if boolean is not None else None,
    )


MANIFEST, TESTS = read_suite()


GRAPHS = {
    str(MANIFEST.value(entry, RDFS.label)): Path(
        str(MANIFEST.value(entry, UT.graph)).removeprefix("file://")
    ).read_bytes()
    for entry in MANIFEST.objects(None, UT.graphData)
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WritingServer]:
    manifest = {"graphs": {}, "versions": {}, "accounts": {}}
    generation = publish_generation(tmp_path_factory.mktemp("suite"), b"", manifest)
    with serving_writes(generation, default_graph="own") as server:
        yield server


@pytest.fixture(scope="module")
def filled(server: WritingServer) -> WritingServer:
    """The server with the suite's graphs in it, as the tests of queries want them."""
    for graph, content in GRAPHS.items():
        headers = {"content-type": "application/n-triples"}
        response = server.client.put("/data", params={"graph": graph}, content=content, headers=headers)
        response.raise_for_status()
    return server


def test_the_suite_is_whole() -> None:
    assert len(TESTS) == 34


@pytest.mark.parametrize("name", sorted(name for name in TESTS if not name.startswith("update_")))
def test_the_answer_is_the_one_expected(filled: WritingServer, name: str) -> None:
    for exchange in TESTS[name]:
        check(send(filled.client, exchange), exchange)


@pytest.mark.parametrize("name", sorted(name for name in TESTS if name.startswith("update_")))
def test_what_was_written_is_there(server: WritingServer, name: str) -> None:
    for exchange in TESTS[name]:
        check(send(server.client, exchange), exchange)


def test_without_a_token_nothing_is_written(filled: WritingServer) -> None:
    for name in ("update_post_form", "update_post_direct"):
        (exchange,) = TESTS[name]
        with httpx.Client(base_url=filled.client.base_url) as anonymous:
            assert send(anonymous, exchange).status_code == 401


def send(client: httpx.Client, exchange: Exchange) -> httpx.Response:
    return client.request(exchange.method, exchange.path, headers=exchange.headers, content=exchange.body)


def check(response: httpx.Response, exchange: Exchange) -> None:
    assert response.status_code // 100 in exchange.statuses
    if exchange.format:
        assert response.headers["content-type"].partition(";")[0] in MEDIA_TYPES[exchange.format]
    if exchange.boolean is not None:
        assert response.json()["boolean"] is exchange.boolean
