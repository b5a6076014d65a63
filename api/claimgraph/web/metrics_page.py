"""/metrics for Prometheus, at an address of its own: what the server does is the operator's business.

A check of the client's address on the public port would not do: behind a proxy all come from that.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from claimgraph import __version__
from claimgraph.web.access import AccessLog, Gauge, ServerMetrics
from claimgraph.web.connections import LimitedConnection
from claimgraph.web.served_generation import ServedGeneration

_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class MetricsPage:
    """The ASGI application of the metrics."""

    def __init__(
        self, metrics: ServerMetrics, served: ServedGeneration, public: ServerState, log: AccessLog | None
    ) -> None:
        self._metrics, self._served, self._public, self._log = metrics, served, public, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/metrics":
            content, status = self._metrics.render(self._read_gauges()), 200
        else:
            content, status = "There is /metrics here, and nothing else.\n", 404
        await PlainTextResponse(content, status, media_type=_MEDIA_TYPE)(scope, receive, send)

    def _read_gauges(self) -> list[Gauge]:
        generation = (("generation", self._served.current.name), ("version", __version__))
        return [
            Gauge("claimgraph_generation_info", "The generation that is served", 1, generation),
            Gauge(
                "claimgraph_generations_open",
                "Generations in memory: the one served, and those on which requests still run",
                1 + self._served.count_former(),
            ),
            *_count_reloads(self._served),
            *_count_queries(self._served.count_queries()),
            Gauge("claimgraph_connections", "Connections open now", len(self._public.connections)),
            *_count_ended_connections(LimitedConnection.ended),
            Gauge(
                "claimgraph_log_lines_dropped_total",
                "Lines of the access log that could not be written in time",
                self._log.dropped if self._log else 0,
                kind="counter",
            ),
            Gauge("process_resident_memory_bytes", "Memory of the server itself", _resident_bytes()),
        ]


@asynccontextmanager
async def serving_metrics(page: ASGIApp, listener: socket | None) -> AsyncIterator[None]:
    """Serve the metrics while the block runs, on the loop that serves everything else."""
    if listener is None:
        yield
        return
    config = uvicorn.Config(page, log_level="warning", lifespan="off", access_log=False, server_header=False)
    config.load()
    state, loop = ServerState(), asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: LimitedConnection(config=config, server_state=state, app_state={}), sock=listener
    )
    try:
        yield
    finally:
        server.close()


def _count_reloads(served: ServedGeneration) -> list[Gauge]:
    explanation = "Changes to another generation, by how they went"
    return [
        Gauge("claimgraph_reloads_total", explanation, count, (("outcome", outcome),), "counter")
        for outcome, count in sorted(served.reloads.items())
    ]


def _count_queries(counts: dict[str, int]) -> list[Gauge]:
    explanation = (
        "Queries of /sparql now: quick and long ones hold a worker each, paused and waiting ones wait"
    )
    return [
        Gauge("claimgraph_queries", explanation, count, (("stage", stage),))
        for stage, count in sorted(counts.items())
    ]


def _count_ended_connections(ended: Counter[str]) -> list[Gauge]:
    explanation = "Connections that the server ended, by why"
    return [
        Gauge(
            "claimgraph_connections_ended_total", explanation, ended[reason], (("reason", reason),), "counter"
        )
        for reason in ("too many", "too slow", "headers too long")
    ]


def _resident_bytes() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
