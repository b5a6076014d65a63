"""Requests to another engine: one connection each, kept for the next, with an end in time."""

from __future__ import annotations

import io
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Protocol
from urllib.parse import urlsplit

from claimgraph.stores.errors import QueryTimeoutError, StoreError

_PIECE = 64 * 1024
_MOST_KEPT = 32  # connections
_LONGEST_MESSAGE = 20_000  # bytes of an error that are read


class Address(Protocol):
    """Where an engine is asked."""

    @property
    def scheme(self) -> str: ...
    @property
    def netloc(self) -> str: ...


@dataclass(slots=True)
class Request:
    """A request, and until when (of the monotonic clock) its answer has to be there."""

    method: str
    target: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    deadline: float = 0.0


class EngineUnreachableError(StoreError):
    """The other engine does not answer."""


class RemoteReply(io.RawIOBase):
    """An answer as it arrives. Reading it raises `failure` where it is cut or late; `cut` ends it early."""

    def __init__(
        self, response: HTTPResponse, connection: socket.socket, deadline: float, done: Callable[[], None]
    ) -> None:
        self.status, self.headers = response.status, response.headers
        self.failure: StoreError | None = None
        self._is_done = False
        self._response, self._socket, self._deadline, self._done = response, connection, deadline, done

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        piece = self._read_piece(min(len(buffer), _PIECE))
        buffer[: len(piece)] = piece
        return len(piece)

    def _read_piece(self, size: int) -> bytes:
        try:
            self._socket.settimeout(_seconds_until(self._deadline))
            piece = self._response.read1(size)
        except TimeoutError:
            self.failure = QueryTimeoutError("The engine behind this endpoint took too long.")
        except (OSError, HTTPException, ValueError) as error:
            self.failure = StoreError(f"The engine behind this endpoint broke off: {error!r}.")
        else:
            if not piece and not self._is_done:
                self._is_done = True
                self._done()
            return piece
        raise self.failure

    def read_message(self) -> str:
        """The beginning of an error, in one line, without the query that Virtuoso repeats there."""
        message = (self.read(_LONGEST_MESSAGE) or b"").decode("utf-8", "replace")
        return " ".join(message.partition("SPARQL query:")[0].split())

    def cut(self) -> None:
        """End it, also for a thread that is reading it."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


class Connections:
    """Connections to one address. Safe to share between threads."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._place, self._kept = parts.netloc, deque[HTTPConnection]()

    def send(self, request: Request) -> RemoteReply:
        """Send a request, and return its answer when its head is there.

        Raises:
            EngineUnreachableError: Nobody answers.
            QueryTimeoutError: Nobody has answered in time.
        """
        while True:
            connection, is_kept = self._take()
            try:
                return self._send(connection, request)
            except TimeoutError:
                connection.close()
                raise QueryTimeoutError("The engine behind this endpoint took too long.") from None
            except (OSError, HTTPException) as error:
                connection.close()
                if not is_kept:  # one that was kept may have been closed meanwhile
                    raise EngineUnreachableError(
                        f"The engine at {self._place} does not answer: {error or type(error).__name__}."
                    ) from None

    def close(self) -> None:
        while self._kept:
            self._kept.pop().close()

    def _take(self) -> tuple[HTTPConnection, bool]:
        try:
            return self._kept.pop(), True
        except IndexError:
            return self._kind(self._place), False

    def _send(self, connection: HTTPConnection, request: Request) -> RemoteReply:
        seconds = _seconds_until(request.deadline)
        connection.timeout = seconds
        if connection.sock:
            connection.sock.settimeout(seconds)
        connection.request(request.method, request.target, request.body, request.headers)
        channel: socket.socket = connection.sock
        response = connection.getresponse()
        return RemoteReply(response, channel, request.deadline, lambda: self._keep(connection))

    def _keep(self, connection: HTTPConnection) -> None:
        if connection.sock and len(self._kept) < _MOST_KEPT:
            self._kept.append(connection)
        else:
            connection.close()


def _seconds_until(deadline: float) -> float:
    """What is left, also of an answer that keeps coming.

    Raises:
        TimeoutError: Nothing.
    """
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
