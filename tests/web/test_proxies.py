"""The server behind nginx and Caddy as deploy/ configures them: streamed, compressed, cut and limited."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import Request

from tests.support.limits import LONG, publish_padded_generation
from tests.support.proxies import serving_behind_our_caddy, serving_behind_our_nginx
from tests.support.sparql_server import SparqlServer, serving_sparql

WHOLE = {"query": "SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 . FILTER (?o < '102') }", "format": "csv"}
CUT = {"query": LONG, "format": "csv", "timeout": "3"}
PLAIN = {"Accept-Encoding": "identity"}
_PROXIES = {"nginx": serving_behind_our_nginx, "caddy": serving_behind_our_caddy}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with serving_sparql(publish_padded_generation(tmp_path_factory.mktemp("build"))) as server:
        server.app.get("/who")(name_client)
        yield server


def name_client(request: Request) -> dict[str, str]:
    return {"client": request.client.host if request.client else "", "scheme": request.url.scheme}


@contextmanager
def serving_behind(name: str, server: SparqlServer, folder: Path) -> Iterator[httpx.Client]:
    with _PROXIES[name](server.address.removesuffix("/sparql"), folder) as client:
        yield client


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.peer(name)) for name in _PROXIES]
)
def proxy(
    request: pytest.FixtureRequest, server: SparqlServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    with serving_behind(request.param, server, tmp_path_factory.mktemp(request.param)) as client:
        yield client


def test_a_long_answer_comes_whole(proxy: httpx.Client, server: SparqlServer) -> None:
    through, direct = (client.get("/sparql", params=WHOLE) for client in (proxy, server.client))
    assert len(through.content) > 2**20
    assert sorted(through.text.splitlines()) == sorted(direct.text.splitlines())


def test_an_answer_is_streamed_and_that_it_breaks_off_is_seen(proxy: httpx.Client) -> None:
    with proxy.stream("GET", "/sparql", params=CUT, headers=PLAIN) as response:
        assert response.status_code == 200
        pieces = response.iter_raw()
        next(pieces)
        with pytest.raises(httpx.RemoteProtocolError):
            list(pieces)


def test_what_is_compressed_comes_compressed_once(proxy: httpx.Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }", "format": "csv"}
    plain = proxy.get("/sparql", params=query, headers=PLAIN)
    compressed = proxy.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), compressed.headers["content-encoding"]) == (None, "gzip")
    assert sorted(plain.text.splitlines()) == sorted(compressed.text.splitlines())
    again = PLAIN | {"If-None-Match": plain.headers["etag"]}
    assert proxy.get("/sparql", params=query, headers=again).status_code == 304


def test_the_description_states_the_address_that_the_client_used(proxy: httpx.Client) -> None:
    description = proxy.get("/sparql", headers={"Accept": "text/turtle", "X-Forwarded-Proto": "gopher"})
    assert f"<{proxy.base_url.join('/sparql')}>" in description.text


def test_a_query_of_the_largest_size_passes(proxy: httpx.Client) -> None:
    query = "ASK {} #" + "x" * 60_000
    assert proxy.get("/sparql", params={"query": query}).json()["boolean"] is True
    assert proxy.post("/sparql", data={"query": query}).json()["boolean"] is True


def test_no_client_says_itself_who_it_is(proxy: httpx.Client) -> None:
    answer = proxy.get("/who", headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
    assert answer.json() == {"client": "127.0.0.1", "scheme": "http"}


@pytest.mark.peer("nginx")
def test_a_client_that_asks_too_much_at_once_is_asked_to_come_back(
    server: SparqlServer, tmp_path: Path
) -> None:
    with (
        serving_behind("nginx", server, tmp_path) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        asked = [threads.submit(client.get, "/sparql", params={"query": "ASK {}"}) for _ in range(400)]
        answers = [answer.result() for answer in asked]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
