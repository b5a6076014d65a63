"""Connections that end when a client is too slow, and no more of them than there are descriptors for."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import time
from collections import Counter
from enum import Enum, auto
from typing import ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_CONNECTIONS = 1000
_RESERVED_DESCRIPTORS = 100  # for workers, files and the listener itself
_REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 41\r\nconnection: close\r\n\r\nToo many connections are open. Try again.\n"
)
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Phase(Enum):
    """What a connection waits for from its client."""

    HEADERS = auto()
    BODY = auto()
    NOTHING = auto()


HEADER_BYTES = 2 * 2**20  # a query in the address may be long: 100,000 characters of 12 bytes each


class LimitedConnection(HttpToolsProtocol):
    """A connection of uvicorn's with limits on time (in seconds), size and number."""

    patience: ClassVar = {Phase.HEADERS: 10.0, Phase.BODY: 30.0}
    writing_seconds = 60.0  # without the client taking anything of an answer
    check_seconds = 1.0
    ended: ClassVar[Counter[str]] = Counter()  # connections, by why this server ended them

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, or say that there is no room."""
        self._phase, self._phase_since = Phase.HEADERS, time.monotonic()
        self._blocked_since: float | None = None
        self._header_bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        super().connection_made(cast(asyncio.Transport, transport))
        _send_at_once(transport.get_extra_info("socket"))
        if len(self.connections) > most_connections():
            self.ended["too many"] += 1
            self.transport.write(_REFUSAL)
            self.transport.close()
        else:
            self._timer = self.loop.call_later(self.check_seconds, self._check)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what arrived, unless the headers have become too long."""
        if self.transport.is_closing():
            return
        if self._phase is not Phase.BODY:
            self._header_bytes += len(data)
            if self._header_bytes > HEADER_BYTES:
                self.ended["headers too long"] += 1
                self.transport.write(_TOO_LARGE)
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._enter(Phase.HEADERS)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Each proxy adds to X-Forwarded-Proto; the first one met the client."""
        if name.lower() == b"x-forwarded-proto":
            value = value.partition(b",")[0].strip()
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._enter(Phase.BODY)
        self._header_bytes = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._enter(Phase.NOTHING)
        super().on_message_complete()

    def pause_writing(self) -> None:
        self._blocked_since = time.monotonic()
        super().pause_writing()

    def resume_writing(self) -> None:
        self._blocked_since = None
        super().resume_writing()

    def _enter(self, phase: Phase) -> None:
        self._phase, self._phase_since = phase, time.monotonic()

    def _check(self) -> None:
        """End the connection if its client has let it wait for too long."""
        now = time.monotonic()
        overdue = now - self._phase_since > self.patience.get(self._phase, float("inf"))
        if overdue or (self._blocked_since and now - self._blocked_since > self.writing_seconds):
            self.ended["too slow"] += 1
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(self.check_seconds, self._check)


def _send_at_once(connection: socket.socket) -> None:
    """Switch Nagle's algorithm off: headers and content are two writes, of which the second waits 40 ms."""
    if connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def most_connections() -> int:
    """As many as are allowed, or as there are descriptors for."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(min(MOST_CONNECTIONS, soft - _RESERVED_DESCRIPTORS), 1)


class QuietCuts(logging.Filter):
    """Logs an answer that was cut as one line: it is no mistake of the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if type(error).__name__ == "AnswerCutError":
            record.msg, record.args, record.exc_info = f"An answer was cut: {error}", (), None
        return True
