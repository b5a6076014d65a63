"""Slow clients, and many at once, cost the others nothing."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, StreamingResponse

from claimgraph.web import LimitedConnection, Phase
from tests.support.server_process import serving_process
from tests.support.serving import serve_app
from tests.support.small_generation import publish_small_generation
from tests.support.waiting import wait_until

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
    limits = (_FEW, _FEW)
    with serving_process(
        publish_small_generation(tmp_path),
        tmp_path,
        prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, limits),
    ) as server:
        url = httpx.URL(server.address)
        with ExitStack() as connections:
            for _ in range(_MANY):
                connections.enter_context(closing(socket.create_connection((url.host, url.port))))
        wait_until(
            lambda: httpx.get(f"{server.address}/sparql", params={"query": "ASK {}"}).status_code == 200
        )
        assert len(server.log.read_text().splitlines()) < 20


def connect(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 0))
