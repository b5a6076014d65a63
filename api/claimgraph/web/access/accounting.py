"""Keeps the record of each request, and hands it to the metrics and the log."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimgraph.web.access.access_log import AccessLog
from claimgraph.web.access.request_record import RequestRecord, record_of
from claimgraph.web.access.server_metrics import ServerMetrics

_CLIENT_GONE = 499  # as nginx says it: there was nobody left to be answered


class Accounting:
    """The outermost application: all that is answered passes it."""

    def __init__(
        self, app: ASGIApp, metrics: ServerMetrics, log: AccessLog | None, name_route: Callable[[str], str]
    ) -> None:
        self.app, self._metrics, self._log, self._name_route = app, metrics, log, name_route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        record, started = record_of(scope), time.monotonic()

        async def send_and_count(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
            elif scope["method"] != "HEAD":
                record.sent_bytes += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_and_count)
            record.status = record.status or _CLIENT_GONE
        finally:
            record.status = record.status or 500  # which the server answers to what was raised
            self._note(scope, time.monotonic() - started, record)

    def _note(self, scope: Scope, seconds: float, record: RequestRecord) -> None:
        route = self._name_route(scope["path"])
        self._metrics.count(route, seconds, record)
        if self._log:
            self._log.write(scope, route, seconds, record)
