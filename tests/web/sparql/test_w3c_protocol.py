"""The W3C's tests of the SPARQL 1.1 Protocol, sent as they are recorded.

Seven of the 34 write to the store, which nobody may here: that they are refused is what is tested of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rdflib import RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

from claimgraph.generations import publish_generation
from tests.support.sparql_server import serving_sparql

SUITE = Path(__file__).parents[2] / "conformance" / "w3c-sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
MEDIA_TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}
WRITING = {
    "update_base_uri",
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_full",
    "update_dataset_named_graphs",
    "update_post_direct",
    "update_post_form",
}


@dataclass(frozen=True)
class Exchange:
    """A request, and what is expected of its answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[int]
    format: str | None
    boolean: bool | None


def read_suite() -> tuple[Graph, dict[str, list[Exchange]]]:
    """The manifest, and the exchanges of each test by its name."""
    manifest = Graph().parse(SUITE / "manifest.ttl")
    entries = Collection(manifest, next(manifest.objects(None, MF.entries)))  # type: ignore[arg-type]
    return manifest, {str(test).rpartition("#")[2]: read_test(manifest, test) for test in entries}


def read_test(manifest: Graph, test: object) -> list[Exchange]:
    connection = manifest.value(test, MF.action)  # type: ignore[arg-type]
    return [
        read_exchange(manifest, request)
        for request in Collection(manifest, manifest.value(connection, HT.requests))  # type: ignore[arg-type]
    ]


def read_exchange(manifest: Graph, request: object) -> Exchange:
    assert isinstance(request, (URIRef, BNode))
    response, body = manifest.value(request, HT.resp), manifest.value(request, HT.body)
    headers = manifest.value(request, HT.headers)
    expected = manifest.value(response, MF.expectedFormat)
    boolean = manifest.value(response, MF.expectedBoolean)
    return Exchange(
        method=str(manifest.value(request, HT.methodName)),
        path=str(manifest.value(request, HT.absolutePath)),
        headers={
            str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
            for header in (Collection(manifest, headers) if headers else ())  # type: ignore[arg-type]
        },
        body=read_body(manifest, body) if body else b"",
        statuses=frozenset(int(str(status)[-3]) for status in manifest.objects(response, MF.expectedStatus)),
        format=str(expected) if expected else None,
        boolean=bool(boolean) if boolean is not None else None,
    )


def read_body(manifest: Graph, body: object) -> bytes:
    characters = manifest.value(body, CNT.chars)  # type: ignore[arg-type]
    encoding = manifest.value(body, CNT.characterEncoding)  # type: ignore[arg-type]
    return str(characters).encode(str(encoding))


MANIFEST, TESTS = read_suite()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server on the suite's graphs. Their merge is the default graph, as everywhere here."""
    graphs = {
        str(MANIFEST.value(entry, RDFS.label)): str(MANIFEST.value(entry, UT.graph)).removeprefix("file://")
        for entry in MANIFEST.objects(None, UT.graphData)
    }
    lines = [
        f"{line.removesuffix('.').strip()} <{graph}> .\n"
        for graph, file in graphs.items()
        for line in Path(file).read_text().splitlines()
    ]
    entries = {graph: {"sensitive": False} for graph in graphs}
    generation = publish_generation(
        tmp_path_factory.mktemp("suite"),
        "".join(lines).encode(),
        {"graphs": entries, "versions": {}, "accounts": {}},
    )
    with serving_sparql(generation) as server:
        yield server.client


def test_the_suite_is_whole() -> None:
    assert len(TESTS) == 34
    assert set(TESTS) > WRITING


@pytest.mark.parametrize("name", sorted(set(TESTS) - WRITING))
def test_the_answer_is_the_one_expected(client: httpx.Client, name: str) -> None:
    for exchange in TESTS[name]:
        check(send(client, exchange), exchange)


@pytest.mark.parametrize("name", sorted(WRITING))
def test_what_writes_is_refused(client: httpx.Client, name: str) -> None:
    response = send(client, TESTS[name][0])
    assert response.status_code == 400
    assert "read-only" in response.json()["detail"]


def send(client: httpx.Client, exchange: Exchange) -> httpx.Response:
    return client.request(exchange.method, exchange.path, headers=exchange.headers, content=exchange.body)


def check(response: httpx.Response, exchange: Exchange) -> None:
    assert response.status_code // 100 in exchange.statuses
    if exchange.format:
        assert response.headers["content-type"].partition(";")[0] in MEDIA_TYPES[exchange.format]
    if exchange.boolean is not None:
        assert response.json()["boolean"] is exchange.boolean
