"""An answer that breaks off is seen to be cut, whatever stands between the server and its client."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.support.limits import LONG, TRIPLES, publish_padded_generation
from tests.support.proxies import serving_behind_nginx
from tests.support.sparql_server import SparqlServer, serving_sparql

# Rows that fill more than any buffer, and end; and others that begin at once, and never do.
WHOLE = "SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 . FILTER (?o < '11') }"
CUT = {"query": LONG, "format": "csv", "timeout": "1"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with serving_sparql(publish_padded_generation(tmp_path_factory.mktemp("build"))) as server:
        yield server


@pytest.fixture(scope="module")
def behind_nginx(server: SparqlServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    address = server.address.removesuffix("/sparql")
    with serving_behind_nginx(address, tmp_path_factory.mktemp("nginx")) as client:
        yield client


def test_a_client_sees_that_a_stream_broke_off(server: SparqlServer) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        server.client.get("/sparql", params=CUT, headers={"Accept-Encoding": "identity"})


def test_by_http_1_0_no_answer_begins_that_breaks_off(server: SparqlServer) -> None:
    status, _, content = ask_by_http_1_0(server, CUT)
    assert status == 503
    assert "1 s" in content


def test_by_http_1_0_a_long_answer_has_its_length(server: SparqlServer) -> None:
    status, headers, content = ask_by_http_1_0(server, {"query": WHOLE, "format": "csv"})
    assert status == 200
    assert headers["content-length"] == str(len(content))
    assert "transfer-encoding" not in headers
    assert (content.count("\n") - 1) % TRIPLES == 0


def test_head_states_no_length_that_get_would_not(server: SparqlServer) -> None:
    head = server.client.head("/sparql", params={"query": WHOLE, "format": "csv"})
    assert head.status_code == 200
    assert "content-length" not in head.headers


@pytest.mark.peer("nginx")
def test_through_nginx_as_it_comes_no_answer_is_cut_unseen(behind_nginx: httpx.Client) -> None:
    """Its default speaks HTTP/1.0 to us, and could not tell a cut answer from a whole one."""
    assert behind_nginx.get("/sparql", params=CUT).status_code == 503


@pytest.mark.peer("nginx")
def test_a_long_answer_comes_whole_through_nginx(server: SparqlServer, behind_nginx: httpx.Client) -> None:
    question = {"query": WHOLE, "format": "csv"}
    through, direct = (client.get("/sparql", params=question) for client in (behind_nginx, server.client))
    assert len(through.content) > 2**20
    assert sorted(through.text.splitlines()) == sorted(direct.text.splitlines())


def ask_by_http_1_0(server: SparqlServer, parameters: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """The status, the headers by lower-case name, and the content."""
    url = httpx.URL(server.address).copy_with(params=parameters)
    with socket.create_connection((url.host, url.port or 0)) as connection:
        connection.sendall(b"GET " + url.raw_path + b" HTTP/1.0\r\nHost: here\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(2**16), b"")).decode()
    head, _, content = answer.partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(status.split()[1]), headers, content
