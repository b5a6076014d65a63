"""An answer that a limit shortened says so, and leads to the rest; without a limit none is shortened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pytest

from claimgraph.generations import Generation
from tests.support.limits import HUGE, SILENT, publish_padded_generation
from tests.support.processes import memory_mib
from tests.support.sparql_server import serving_sparql

NUMBERS = "SELECT ?number { ?s <x:number> ?number } ORDER BY ?number"
TRIPLES = "CONSTRUCT { ?s <x:number> ?n } WHERE { ?s <x:number> ?n }"
ROWS = 2_250_000
CROSS = "SELECT ?n ?m { ?s <x:number> ?n . ?t <x:number> ?m }"


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return publish_padded_generation(tmp_path_factory.mktemp("limits"))


@pytest.fixture(scope="module")
def limited(generation: Generation) -> Iterator[httpx.Client]:
    with serving_sparql(generation, answer_rows=600) as server:
        yield server.client


def ask(client: httpx.Client, query: str, format_: str) -> httpx.Response:
    response = client.get("/sparql", params={"query": query, "format": format_})
    assert response.status_code == 200, response.text
    return response


def test_a_shortened_answer_names_its_limit_and_leads_to_the_rest(limited: httpx.Client) -> None:
    response, numbers, pages = ask(limited, NUMBERS, "csv"), list[str](), 0
    while True:
        numbers += [row["number"] for row in csv.DictReader(io.StringIO(response.text))]
        pages += 1
        if "link" not in response.headers:
            break
        assert response.headers["claimgraph-limit"] == "rows=600; reason=shortened"
        response = limited.get(response.links["next"]["url"])
    assert "claimgraph-limit" not in response.headers
    assert pages == 3
    assert numbers == sorted(map(str, range(1500)))


def test_the_body_says_it_too_where_its_format_has_a_place(limited: httpx.Client) -> None:
    response = ask(limited, NUMBERS, "json")
    document, following = response.json(), response.links["next"]["url"]
    assert document["head"] == {"link": [following], "vars": ["number"]}
    assert len(document["results"]["bindings"]) == 600
    head = ElementTree.fromstring(ask(limited, NUMBERS, "xml").content)[0]
    assert [element.tag.rpartition("}")[2] for element in head] == ["variable", "link"]
    turtle = ask(limited, TRIPLES, "ttl")
    assert turtle.text.startswith("# Shortened by a limit of this server, rows=600: there is more.\n")
    assert turtle.links["alternate"]["url"] == "/graphs"


@pytest.mark.parametrize("query", [NUMBERS.partition(" ORDER")[0], f"{NUMBERS} LIMIT 700"])
def test_rows_in_no_order_have_no_next_ones(limited: httpx.Client, query: str) -> None:
    """Nor do those of a query with a LIMIT of its own, whose rest is not what OFFSET would give."""
    response = ask(limited, query, "json")
    assert "next" not in response.links
    assert response.headers["claimgraph-limit"] == "rows=600; reason=shortened"


def test_an_answer_within_the_limit_is_what_it_is_without_one(
    generation: Generation, limited: httpx.Client
) -> None:
    query = f"{NUMBERS} LIMIT 600"
    with serving_sparql(generation) as free:
        for format_ in ("json", "xml", "csv", "tsv"):
            assert ask(limited, query, format_).content == ask(free.client, query, format_).content
    assert "claimgraph-limit" not in ask(limited, query, "json").headers


def test_an_answer_has_no_more_bytes_than_the_limit(generation: Generation) -> None:
    with serving_sparql(generation, answer_bytes=20_000) as server:
        for query, format_ in ((NUMBERS, "json"), (NUMBERS, "xml"), (CROSS, "tsv"), (TRIPLES, "rdf")):
            response = ask(server.client, query, format_)
            assert 10_000 < len(response.content) <= 20_000
            assert response.headers["claimgraph-limit"] == "bytes=20000; reason=shortened"
        assert "claimgraph-limit" not in ask(server.client, f"{NUMBERS} LIMIT 9", "json").headers


def test_every_answer_names_the_limits_in_force(limited: httpx.Client) -> None:
    limits = "seconds=600, memory=200MiB, characters=100000, rows=600"
    assert ask(limited, "ASK {}", "json").headers["claimgraph-limits"] == limits


def test_a_query_that_is_refused_by_a_limit_learns_which(generation: Generation) -> None:
    with serving_sparql(generation, query_characters=2000) as server:
        expected = {SILENT: ("seconds", 1), HUGE: ("memory_mib", 200), f"#{'x' * 3000}": ("characters", 2000)}
        for query, (name, value) in expected.items():
            response = server.client.post(
                "/sparql", data={"query": query} | ({"timeout": "1"} if query == SILENT else {})
            )
            assert response.json()["limit"] == {"name": name, "value": value}
            assert response.headers["claimgraph-limit"] == f"{name}={value}; reason=refused"


def test_millions_of_rows_stream_in_constant_memory(generation: Generation) -> None:
    plain = {"Accept-Encoding": "identity"}
    with serving_sparql(generation, query_seconds=600) as server:
        ask(server.client, NUMBERS, "tsv")
        before, peak, lines = memory_mib(), 0.0, 0
        with server.client.stream(
            "GET", "/sparql", params={"query": CROSS, "format": "tsv"}, headers=plain
        ) as response:
            for number, piece in enumerate(response.iter_raw(2**20)):
                lines += piece.count(b"\n")
                if number % 8 == 0:
                    peak = max(peak, memory_mib())
        assert lines == ROWS + 1
        assert peak - before < 64
