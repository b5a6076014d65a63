"""Slow clients, and many at once, cost the others nothing."""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, StreamingResponse

from claimgraph.web import LimitedConnection, Phase
from tests.support.serving import serve_app
from tests.support.small_generation import publish_small_generation
from tests.support.waiting import PATIENCE, wait_until

_FEW, _MANY = 150, 300  # descriptors, and sockets


class HastyConnection(LimitedConnection):
    """One that waits for nobody."""

    patience: ClassVar = {Phase.HEADERS: 0.2, Phase.BODY: 0.2}
    writing_seconds = 0.2
    check_seconds = 0.05
    lost: ClassVar[list[float]] = []

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.append(time.monotonic())
        super().connection_lost(exc)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    app = FastAPI()

    @app.get("/short")
    def answer_shortly() -> PlainTextResponse:
        return PlainTextResponse("short")

    @app.get("/endless")
    def answer_endlessly() -> StreamingResponse:
        return StreamingResponse(iter(lambda: b"x" * 2**16, b""))

    @app.post("/length")
    async def measure_body(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    with serve_app(app, HastyConnection) as client:
        yield client


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /short HTTP/1.1\r\n",
        b"POST /length HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nabc",
        b"GET /endless HTTP/1.1\r\nHost: here\r\n\r\n",
    ],
    ids=["nothing", "half of the headers", "half of the body", "an answer that is not read"],
)
def test_a_connection_ends_whose_client_is_too_slow(client: httpx.Client, beginning: bytes) -> None:
    before = len(HastyConnection.lost)
    with connect(client) as connection:
        connection.sendall(beginning)
        wait_until(lambda: len(HastyConnection.lost) > before)
    assert client.get("/short").text == "short"


def test_headers_without_end_are_refused(client: httpx.Client) -> None:
    with connect(client) as connection:
        connection.sendall(b"GET /short HTTP/1.1\r\n")
        with pytest.raises(ConnectionError):
            send_headers(connection, 10_000)


def send_headers(connection: socket.socket, count: int) -> None:
    for _ in range(count):
        connection.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")


def test_more_sockets_than_descriptors_leave_the_service_standing(tmp_path: Path) -> None:
    with serving_with_few_descriptors(tmp_path) as (address, log):
        url = httpx.URL(address)
        with ExitStack() as connections:
            for _ in range(_MANY):
                connections.enter_context(closing(socket.create_connection((url.host, url.port))))
        wait_until(lambda: httpx.get(f"{address}/sparql", params={"query": "ASK {}"}).status_code == 200)
        assert len(log.read_text().splitlines()) < 20


@contextmanager
def serving_with_few_descriptors(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of a real server with few descriptors, and its log."""
    generation, log = publish_small_generation(folder), folder / "log"
    program = f"""
from pathlib import Path
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from claimgraph.web import serve
serve(current_generation(Path({str(generation.folder.parent.parent)!r})), Settings(), "127.0.0.1", 0, print)
"""
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", program],
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (_FEW, _FEW)),  # noqa: PLW1509
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            wait_until(lambda: "http://" in log.read_text())
            yield re.findall(r"http://[\d.:]+", log.read_text())[0], log
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def connect(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 0))
