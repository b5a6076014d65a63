"""The W3C's tests of the Graph Store Protocol, sent as they are recorded, in a store with a default graph.

Thirteen are current. The eighteen older records are marked as deprecated, and only counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from claimgraph.generations import publish_generation
from tests.support.recorded_requests import (
    HT,
    MF,
    Node,
    RecordedRequest,
    list_requests,
    read_body,
    read_headers,
    read_request,
)
from tests.support.writing_server import WritingServer, serving_writes

SUITE = Path(__file__).parents[2] / "conformance" / "w3c-sparql11-graph-store"
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
CURRENT, DEPRECATED = 13, 18
LOCATION = "$LOCATION$"


@dataclass(frozen=True)
class Exchange(RecordedRequest):
    """A request, and what is expected of its answer."""

    statuses: frozenset[int]
    expected_headers: dict[str, str]
    expected_graph: str | None


def read_suite() -> dict[str, list[Exchange]]:
    """The exchanges of each test, by its name."""
    tests = {}
    for file in sorted((SUITE / "graph-store-protocol").glob("manifest-*.ttl")):
        manifest = Graph().parse(file)
        entries = next(manifest.objects(None, MF.entries))
        for test in Collection(manifest, entries):  # type: ignore[arg-type]
            requests = list_requests(manifest, test)
            tests[str(test).rpartition("#")[2]] = [read_exchange(manifest, request) for request in requests]
    return tests


def read_exchange(manifest: Graph, node: Node) -> Exchange:
    request, response = read_request(manifest, node), manifest.value(node, HT.resp)
    assert isinstance(response, Node)
    statuses = (str(status).rpartition("#")[2] for status in manifest.objects(response, MF.expectedStatus))
    graph = read_body(manifest, response)
    return Exchange(
        method=request.method,
        path=request.path.replace("/gsp", "/data", 1),
        headers=request.headers,
        body=request.body,
        statuses=frozenset(STATUSES[status] for status in statuses),
        expected_headers=read_headers(manifest, response),
        expected_graph=graph.decode() if graph is not None else None,
    )


TESTS = read_suite()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WritingServer]:
    manifest = {"graphs": {}, "versions": {}, "accounts": {}}
    generation = publish_generation(tmp_path_factory.mktemp("suite"), b"", manifest)
    with serving_writes(generation, default_graph="own") as server:
        yield server


@pytest.fixture(autouse=True)
def _drop_all(server: WritingServer) -> None:
    """Each test begins with an empty store."""
    server.client.post("/sparql", data={"update": "DROP ALL"}).raise_for_status()


def test_the_suite_is_whole() -> None:
    older = Graph().parse(SUITE / "http-rdf-update" / "manifest.ttl")
    entries = next(older.objects(None, MF.entries))
    assert (len(TESTS), len(Collection(older, entries))) == (CURRENT, DEPRECATED)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(TESTS))
def test_the_answer_is_the_one_expected(server: WritingServer, name: str) -> None:
    location = ""
    for exchange in TESTS[name]:
        response = send(server.client, exchange, location)
        assert response.status_code in exchange.statuses, response.text
        location = response.headers.get("location", location)
        for header, value in exchange.expected_headers.items():
            assert response.headers[header] == value
        if exchange.expected_graph is not None:
            assert isomorphic(
                Graph().parse(data=response.text, format="turtle"),
                Graph().parse(data=exchange.expected_graph, format="turtle"),
            )


def send(client: httpx.Client, exchange: Exchange, location: str) -> httpx.Response:
    path = exchange.path.replace(LOCATION, location)
    return client.request(exchange.method, path, headers=exchange.headers, content=exchange.body)
