"""Answers that a client has already are not sent again, and those we have already are not computed again.

An answer is a function of the generation, this code, the day and the request,
and its ETag is a hash of these. The day counts because verdicts are as of today.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimgraph.web.answer_cache import AnswerCache
from claimgraph.web.clock import today
from claimgraph.web.conditions import accepts_gzip, has_current, weak_etag

_CACHE_BYTES = 32 * 2**20
_NEVER_KEPT = ("/sparql", "/healthz", "/readyz")
# What a 304 repeats of its 200 (RFC 9110, section 15.4.5), the same for all addresses.
_HEADERS_OF_304 = ((b"cache-control", b"no-cache"), (b"vary", b"Accept, Accept-Encoding"))


class ConditionalMiddleware:
    """Answers 304 to a client that has the current page. /sparql and /queries compare ETags of their own."""

    def __init__(self, app: ASGIApp, edition: str) -> None:
        self.app, self.edition = app, edition
        self.cache = AnswerCache(_CACHE_BYTES, _count_bytes)
        self._computing: dict[str, asyncio.Task[list[Message]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or _is_exempt(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        etag = self._etag(scope, headers)
        if has_current([headers.get("if-none-match", "")], etag):
            answer = _not_modified(etag)
        else:
            answer = self.cache.get(etag) or await self._compute_once(scope, receive, etag)
        for message in answer:
            await send(message)

    async def _compute_once(self, scope: Scope, receive: Receive, etag: str) -> list[Message]:
        """The answer; who asks for one that is being computed waits for that one."""
        if etag not in self._computing:
            task = asyncio.create_task(self._compute(scope, receive, etag))
            self._computing[etag] = task
            task.add_done_callback(lambda _: self._computing.pop(etag))
        return await asyncio.shield(self._computing[etag])  # another may wait when the first has gone

    async def _compute(self, scope: Scope, receive: Receive, etag: str) -> list[Message]:
        """The answer as it would be sent. Pages are whole before they are sent, so nothing waits for this."""
        answer: list[Message] = []

        async def collect(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, collect)
        if answer[0]["status"] == HTTPStatus.OK:
            headers = MutableHeaders(scope=answer[0])
            headers["ETag"] = etag
            headers.setdefault("Cache-Control", "no-cache")
            self.cache.put(etag, answer)
        return answer

    def _etag(self, scope: Scope, headers: Headers) -> str:
        """Weak, because pages are the same in meaning however they are compressed."""
        compressed = accepts_gzip(headers.get("accept-encoding", ""))
        varying = headers.get("host", ""), headers.get("accept", ""), compressed
        return weak_etag(self.edition, today(), scope["path"], scope["query_string"], varying)


def _count_bytes(answer: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in answer)


def _not_modified(etag: str) -> list[Message]:
    headers = [(b"etag", etag.encode()), *_HEADERS_OF_304]
    return [
        {"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED.value, "headers": headers},
        {"type": "http.response.body", "body": b""},
    ]


def _is_exempt(path: str) -> bool:
    """Query results are streamed; archives and graphs are files; the list of archives changes."""
    return path in _NEVER_KEPT or path.startswith(("/queries", "/exports/")) or is_graph_file(path)


def is_graph_file(path: str) -> bool:
    """True for the address of a graph's triples, and not of the page on it."""
    return path.startswith("/graph/") and not path.endswith(".html")
