"""What an operator sees of a server: its log, its metrics, and how it stops."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request
from pydantic import ValidationError

from claimgraph.config import Settings
from claimgraph.web.access import RequestRecord, open_access_log
from tests.support.limits import LONG, SILENT, publish_padded_generation
from tests.support.server_process import ServerProcess, serving_process
from tests.support.serving import serve_app
from tests.support.small_generation import FIRST
from tests.support.waiting import PATIENCE, wait_until

SECRET = "s3cr3t"
PLAIN = {"Accept-Encoding": "identity"}
_LINE = re.compile(
    r'(?P<name>[a-z_]+)(\{(?P<labels>[a-z]+="[^"]*"(,[a-z]+="[^"]*")*)\})? (?P<value>[\d.e+-]+)'
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[ServerProcess]:
    generation = publish_padded_generation(home)
    with serving_process(
        generation,
        home,
        access_log=str(home / "access.log"),
        logged_queries="hash",
        metrics_port=0,
        query_seconds=600,
    ) as server:
        yield server


def find_entry(home: Path, agent: str) -> dict[str, Any]:
    """The line of the log on the request of this program."""

    def entries() -> list[dict[str, Any]]:
        lines = (home / "access.log").read_text("ascii").splitlines()
        return [entry for entry in map(json.loads, lines) if entry["agent"] == agent]

    wait_until(lambda: bool(entries()))
    (entry,) = entries()
    return entry


def read_metrics(server: ServerProcess) -> dict[str, float]:
    """Each series with its value."""
    text = httpx.get(server.metrics_url, timeout=PATIENCE).raise_for_status().text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(_LINE.fullmatch(line) for line in lines)
    series = [line.rpartition(" ") for line in lines]
    assert len({name for name, _, _ in series}) == len(series)
    return {name: float(value) for name, _, value in series}


def test_the_log_says_who_got_what_and_nothing_of_a_query_or_of_secrets(
    server: ServerProcess, home: Path
) -> None:
    query = f'SELECT ?s {{ ?s <x:number> "1" }} # {SECRET}'
    headers = {
        "User-Agent": "reader/1",
        "Authorization": f"Bearer {SECRET}",
        "Cookie": SECRET,
        "Referer": f"http://elsewhere/?token={SECRET}",
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    }
    response = server.client.get("/sparql", params={"query": query, "utm_source": SECRET}, headers=headers)
    entry = find_entry(home, "reader/1")
    assert entry.pop("ms") >= 0
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "client": "198.51.100.7",
        "method": "GET",
        "path": "/sparql",
        "route": "/sparql",
        "status": 200,
        "bytes": len(response.content),
        "agent": "reader/1",
        "outcome": "answered",
        "lane": "quick",
        "query_sha256": hashlib.sha256(query.encode()).hexdigest(),
    }
    assert SECRET not in (home / "access.log").read_text()
    assert SECRET not in server.log.read_text()


def test_what_a_client_writes_makes_no_line_of_its_own(server: ServerProcess, home: Path) -> None:
    server.client.get("/id/a%0d%0a{}%1b[2J%00", headers={"User-Agent": "y", "X-Forwarded-For": 'a"b'})
    entry = find_entry(home, "y")
    assert entry["path"] == "/id/a\r\n{}\x1b[2J\0"
    assert (entry["route"], entry["client"]) == ("other", 'a"b')
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", (home / "access.log").read_text("ascii"))


def test_a_log_that_was_moved_away_goes_on_in_a_new_file_after_sighup(
    server: ServerProcess, home: Path
) -> None:
    (home / "access.log").rename(home / "access.log.1")
    server.process.send_signal(signal.SIGHUP)
    for number in range(3):
        server.client.get("/readyz", headers={"User-Agent": f"rotated/{number}"})
    assert find_entry(home, "rotated/2")["route"] == "/readyz"


def test_a_disk_that_is_full_stops_no_request() -> None:
    log = open_access_log("/dev/full", "none")
    assert log
    scope = {"headers": [], "method": "GET", "path": "/"}
    log.write(scope, "/", 0.0, RequestRecord(200))
    log.close()
    assert log.dropped == 1


def test_metrics_count_requests_and_how_queries_ended(server: ServerProcess) -> None:
    before = read_metrics(server)
    for _ in range(2):
        server.ask("ASK { <x:a> ?p ?o }")
    server.client.get("/sparql", params={"query": "nonsense"})
    server.client.get("/sparql", params={"query": SILENT, "timeout": "0.3"})
    after = read_metrics(server)
    series = {
        'claimgraph_requests_total{route="/sparql",status="200"}': 2,
        'claimgraph_requests_total{route="/sparql",status="400"}': 1,
        'claimgraph_requests_total{route="/sparql",status="503"}': 1,
        'claimgraph_query_seconds_count{outcome="answered",lane="quick"}': 1,
        'claimgraph_query_seconds_count{outcome="kept",lane="quick"}': 1,
        'claimgraph_query_seconds_count{outcome="refused",lane="quick"}': 1,
        'claimgraph_query_seconds_count{outcome="out of time",lane="long"}': 1,
    }
    assert {name: after[name] - before.get(name, 0) for name in series} == series
    assert after['claimgraph_queries{stage="long"}'] == 0
    assert after["claimgraph_connections"] >= 1
    assert after["process_resident_memory_bytes"] > 10**6
    buckets = [value for name, value in after.items() if name.startswith("claimgraph_request_seconds_bucket")]
    assert buckets


def test_a_query_that_runs_is_seen_in_its_lane(server: ServerProcess) -> None:
    with server.client.stream("GET", "/sparql", params={"query": LONG, "format": "csv"}) as response:
        pieces = response.iter_bytes()
        next(pieces)
        wait_until(lambda: read_metrics(server)['claimgraph_queries{stage="long"}'] == 1)
    wait_until(lambda: read_metrics(server)['claimgraph_queries{stage="long"}'] == 0)
    wait_until(
        lambda: 'claimgraph_query_seconds_count{outcome="abandoned",lane="long"}' in read_metrics(server)
    )


def test_no_client_can_make_series(server: ServerProcess) -> None:
    server.client.get("/first")
    before = read_metrics(server)
    for number in range(20):
        server.client.get(f"/nowhere/{number}")
        server.client.get(f"/queries/none-{number}.json")
        server.client.request("PROPFIND", f"/id/x{number}", headers={"Host": f"h{number}"})
    new = set(read_metrics(server)) - set(before)
    assert {re.findall(r'route="([^"]*)"', name)[0] for name in new} <= {"/queries/{file}", "/id/{path:path}"}


def test_metrics_are_not_on_the_public_address(server: ServerProcess) -> None:
    assert server.client.get("/metrics").status_code == 404
    assert httpx.get(server.metrics_url.replace("metrics", "sparql?query=ASK{}")).status_code == 404
    assert FIRST not in httpx.get(server.metrics_url).text


@pytest.mark.parametrize(("trusted", "client"), [("", "127.0.0.1"), ("127.0.0.0/8", "203.0.113.9")])
def test_only_trusted_proxies_say_who_asks(trusted: str, client: str) -> None:
    app = FastAPI()

    @app.get("/")
    def name_client(request: Request) -> str:
        return request.client.host if request.client else ""

    with serve_app(app, settings=Settings(trusted_proxies=trusted)) as http:
        assert http.get("/", headers={"X-Forwarded-For": "203.0.113.9"}).json() == client


@pytest.mark.parametrize("proxies", ["*", "proxy.example", "10.0.0.1, *"])
def test_trusted_proxies_are_addresses(proxies: str) -> None:
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=proxies)


def test_a_server_that_is_stopped_ends_what_it_answers(tmp_path: Path) -> None:
    generation = publish_padded_generation(tmp_path)
    query = 'SELECT ?s ?t { ?s <x:number> ?a . ?t <x:number> ?b FILTER (?a < "2") }'
    with serving_process(generation, tmp_path, query_seconds=600, stopping_seconds=600) as server:
        with server.client.stream(
            "GET", "/sparql", params={"query": query, "format": "csv"}, headers=PLAIN
        ) as response:
            pieces = response.iter_raw()
            rows = next(pieces).count(b"\n")
            server.process.send_signal(signal.SIGTERM)
            wait_until(lambda: not _accepts(server))
            assert rows + sum(piece.count(b"\n") for piece in pieces) == 612 * 1500 + 1
        assert server.process.wait(PATIENCE) == -signal.SIGTERM


def _accepts(server: ServerProcess) -> bool:
    try:
        return httpx.get(f"{server.address}/readyz", timeout=PATIENCE).status_code == 200
    except httpx.TransportError:
        return False


def test_what_does_not_end_is_cut_when_the_server_has_to_stop(tmp_path: Path) -> None:
    generation = publish_padded_generation(tmp_path)
    with serving_process(generation, tmp_path, query_seconds=600, stopping_seconds=1) as server:
        started: list[bytes] = []
        failures: list[Exception] = []
        thread = threading.Thread(target=_read_endlessly, args=(server, started, failures))
        thread.start()
        wait_until(lambda: len(started) == 1)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == -signal.SIGTERM
        thread.join(PATIENCE)
        assert isinstance(failures[0], httpx.RemoteProtocolError)
        assert "Traceback" not in server.log.read_text()


def _read_endlessly(server: ServerProcess, started: list[bytes], failures: list[Exception]) -> None:
    try:
        with httpx.stream(
            "GET", f"{server.address}/sparql", params={"query": LONG, "format": "csv"}, timeout=PATIENCE
        ) as response:
            for piece in response.iter_bytes():
                started[:] = [piece]
    except httpx.TransportError as error:
        failures.append(error)
