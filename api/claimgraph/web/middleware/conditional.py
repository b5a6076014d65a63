"""An answer is a function of the generation, this code, the day and the request: an ETag says so.

The cache needs no rule for what has become stale, since another generation is
another server with a cache of its own. The day counts because verdicts are as of today.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimgraph.web.clock import today

_KEPT_BYTES = 32 * 2**20
_LARGEST = 2**20  # one whole graph must not push every page out
_AROUND = 2_000  # bytes of memory, about, that an answer takes beside its body

# What a 304 repeats of its 200 (RFC 9110, section 15.4.5), for all addresses at once.
_UNCHANGED = ((b"cache-control", b"no-cache"), (b"vary", b"Accept, Accept-Encoding"))


@cache
def compute_edition(generation: str) -> str:
    """Changes with the data, and with any template, query or line of this code."""
    state = hashlib.sha256(generation.encode())
    for name, content in _contents(files("claimgraph")):
        state.update(name.encode() + content)
    return state.hexdigest()[:16]


class AnswerCache:
    """Answers by ETag, at most so many bytes; the one unused for longest goes first."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._answers: OrderedDict[str, list[Message]] = OrderedDict()
        self._most, self._size = most, 0

    def get(self, key: str) -> list[Message] | None:
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: str, answer: list[Message]) -> None:
        if key in self._answers or _size(answer) > _LARGEST:
            return
        self._answers[key] = answer
        self._size += _size(answer)
        while self._size > self._most:
            self._size -= _size(self._answers.popitem(last=False)[1])


class ConditionalMiddleware:
    """Answers 304 to a client that has the current page; /sparql knows its own answers."""

    def __init__(self, app: ASGIApp, edition: str) -> None:
        self.app, self.edition, self.cache = app, edition, AnswerCache()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or _knows_better(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        etag = self._etag(scope, headers)
        if etag in [tag.strip() for tag in headers.get("if-none-match", "").split(",")]:
            headers_sent = [(b"etag", etag.encode()), *_UNCHANGED]
            await send({"type": "http.response.start", "status": 304, "headers": headers_sent})
            await send({"type": "http.response.body", "body": b""})
            return
        for message in self.cache.get(etag) or await self._fresh(scope, receive, etag):
            await send(message)

    async def _fresh(self, scope: Scope, receive: Receive, etag: str) -> list[Message]:
        """The answer as it would be sent. Pages are whole before they are sent, so nothing waits for this."""
        answer: list[Message] = []

        async def take(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, take)
        if answer[0]["status"] == HTTPStatus.OK:
            headers = MutableHeaders(scope=answer[0])
            headers["ETag"] = etag
            headers.setdefault("Cache-Control", "no-cache")
            self.cache.put(etag, answer)
        return answer

    def _etag(self, scope: Scope, headers: Headers) -> str:
        """Weak, because pages are the same in meaning however they are compressed."""
        compressed = "gzip" in headers.get("accept-encoding", "")
        varying = headers.get("host", ""), headers.get("accept", ""), compressed
        request = repr((self.edition, today(), scope["path"], scope["query_string"], varying))
        return f'W/"{hashlib.sha256(request.encode()).hexdigest()[:20]}"'


def _size(answer: list[Message]) -> int:
    return _AROUND + sum(len(message.get("body", b"")) for message in answer)


def _contents(folder: Traversable) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            found.append((entry.name, entry.read_bytes()))
        elif entry.name != "__pycache__":
            found += _contents(entry)
    return found


def _knows_better(path: str) -> bool:
    """Query results are streamed; archives are files, and the list of them changes as they are made."""
    return path == "/sparql" or path.startswith("/exports/")
