"""The access log: a line of JSON for each request, written by a thread, so that no slow disk stops the loop.

A line has no query string, no header but the name of the program that asks, and by default nothing of a
query: addresses may hold what a person would not have others read. Whatever a client chose is escaped.
"""

from __future__ import annotations

import hashlib
import json
import queue
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal

from starlette.types import Scope

from claimgraph.web.access.request_record import RequestRecord

LoggedQueries = Literal["none", "hash", "text"]
STANDARD_OUTPUT = "-"
_MOST_WAITING = 10_000  # lines; beyond that they are dropped and counted
_LONGEST_TEXT = 500
_LONGEST_QUERY = 10_000


class AccessLog:
    """Writes lines to a stream. What does not get there in time is dropped."""

    def __init__(self, open_stream: Callable[[], IO[str]], logged_queries: LoggedQueries) -> None:
        self._open_stream, self._logged_queries = open_stream, logged_queries
        self._lines: queue.Queue[str | None] = queue.Queue(_MOST_WAITING)
        self._is_reopened = threading.Event()
        self.dropped = 0
        self._stream = open_stream()
        self._thread = threading.Thread(target=self._write_lines, name="access-log", daemon=True)
        self._thread.start()

    def write(self, scope: Scope, route: str, seconds: float, record: RequestRecord) -> None:
        """Have a line written for a request that has been answered."""
        entry = _describe(scope, route, seconds, record) | self._describe_query(record)
        try:
            self._lines.put_nowait(json.dumps(entry))
        except queue.Full:
            self.dropped += 1

    def reopen(self) -> None:
        """Open the file again before the next line: somebody has moved it away."""
        self._is_reopened.set()

    def close(self) -> None:
        """Write what is waiting, and end."""
        self._lines.put(None)
        self._thread.join()

    def _describe_query(self, record: RequestRecord) -> dict[str, Any]:
        if record.query is None or self._logged_queries == "none":
            return {}
        if self._logged_queries == "text":
            return {"query": record.query[:_LONGEST_QUERY]}
        digest = hashlib.sha256(record.query.encode("utf-8", "surrogatepass"))
        return {"query_sha256": digest.hexdigest()}

    def _write_lines(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                self._write_line(line)
            except (OSError, ValueError):  # a full disk, or a reader that has gone
                self.dropped += 1

    def _write_line(self, line: str) -> None:
        if self._is_reopened.is_set():
            self._is_reopened.clear()
            self._stream = self._open_stream()
        self._stream.write(line + "\n")
        self._stream.flush()


def open_access_log(place: str | None, logged_queries: LoggedQueries) -> AccessLog | None:
    """The log at a place: a file, or "-" for standard output; None for None.

    Raises:
        OSError: The file cannot be opened.
    """
    if not place:
        return None
    if place == STANDARD_OUTPUT:
        return AccessLog(lambda: sys.stdout, logged_queries)
    return AccessLog(lambda: Path(place).open("a", encoding="ascii"), logged_queries)


def _describe(scope: Scope, route: str, seconds: float, record: RequestRecord) -> dict[str, Any]:
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": _shorten((scope.get("client") or ("",))[0]),
        "method": scope["method"],
        "path": _shorten(scope["path"]),
        "route": route,
        "status": record.status,
        "bytes": record.sent_bytes,
        "ms": round(seconds * 1000, 1),
        "agent": _shorten(agent.decode("latin-1")),
    }
    if record.outcome:
        entry |= {"outcome": record.outcome, "lane": record.lane}
    return entry


def _shorten(text: str) -> str:
    return text[:_LONGEST_TEXT]
