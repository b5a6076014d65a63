"""The endpoint: SPARQL 1.1 Protocol at /sparql, for queries, in front of the framework.

The event loop reads what surrounds a query, and nothing of its text: that is read where it runs.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.stores import AnswerAbandonedError, AnswerHead, PublicAnswer, PublicQueries, PublicRequest
from claimgraph.web.access import record_of
from claimgraph.web.answer_cache import AnswerCache
from claimgraph.web.conditions import accepts_gzip, has_current, weak_etag
from claimgraph.web.middleware import SECURITY_HEADERS
from claimgraph.web.sparql.negotiation import choose_formats
from claimgraph.web.sparql.outcomes import name_outcome
from claimgraph.web.sparql.protocol import SparqlRequest
from claimgraph.web.sparql.sending import AnswerCutError, send_head, send_spooled, send_streamed, send_whole
from claimgraph.web.sparql.sending import Headers as RawHeaders

_ALWAYS: RawHeaders = [
    (name.lower().encode(), value.encode())
    for name, value in (SECURITY_HEADERS | {"Vary": "Accept, Accept-Encoding"}).items()
]
_CACHE_BYTES = 64 * 2**20
_WATCHED_AFTER = 0.02  # seconds, after which it is worth noticing that a client has hung up
_LONGEST_WARNING = 300


@dataclass(frozen=True, slots=True)
class _Result:
    """A whole answer: its headers, and what follows them."""

    headers: RawHeaders
    content: bytes


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One request, and how to answer it."""

    scope: Scope
    receive: Receive
    send: Send
    request: PublicRequest
    etag: str


class SparqlEndpoint:
    """Answers queries from a store, and keeps what it has answered."""

    def __init__(self, queries: PublicQueries, settings: Settings, edition: str) -> None:
        self._queries, self._edition = queries, edition
        self.query_characters = settings.query_characters
        self._max_rows, self._max_bytes = settings.answer_rows, settings.answer_bytes
        self._limits: RawHeaders = [(b"claimgraph-limits", describe_limits(settings).encode())]
        self._cache = AnswerCache[_Result](_CACHE_BYTES, lambda result: len(result.content))

    async def answer(self, scope: Scope, receive: Receive, send: Send, sparql_request: SparqlRequest) -> None:
        """Answer a query, unless the client has its result already.

        Raises:
            StoreError: There is no answer, and nothing has been sent.
            AnswerCutError: The answer broke off.
        """
        record = record_of(scope)
        record.query, started = sparql_request.query, time.monotonic()
        try:
            record.outcome = await self._answer(scope, receive, send, sparql_request)
        except (ClaimgraphError, AnswerCutError, asyncio.CancelledError) as error:
            record.outcome = name_outcome(error)
            raise
        finally:
            record.query_seconds = time.monotonic() - started

    async def _answer(self, scope: Scope, receive: Receive, send: Send, sparql_request: SparqlRequest) -> str:
        headers = Headers(scope=scope)
        request = replace(
            _public_request(scope, headers, sparql_request),
            max_rows=self._max_rows,
            max_bytes=self._max_bytes,
        )
        etag = self._etag(request)
        is_get = scope["method"] != "POST"
        if is_get and has_current(headers.getlist("if-none-match"), etag):
            await _send_not_modified(send, etag)
            return "not modified"
        if result := self._cache.get(etag):
            await send_whole(send, 200, result.headers, result.content)
            return "kept"
        return await self._compute(_Exchange(scope, receive, send, request, etag))

    async def _compute(self, exchange: _Exchange) -> str:
        started = time.monotonic()
        client = (exchange.scope.get("client") or ("",))[0]
        answer = self._queries.ask(exchange.request, client)
        watch = _HangUpWatch(answer, exchange.receive)
        try:
            await answer.begin()
            assert answer.head
            headers = [*_headers_of(answer.head, exchange.etag), *self._limits, *_shortening(answer.head)]
            if answer.is_whole:
                await self._send_and_keep(exchange, answer, headers, started)
            elif exchange.scope["method"] == "HEAD":
                await send_head(exchange.send, headers)
            elif exchange.scope["http_version"] == "1.0":
                await send_spooled(exchange.send, [*headers, _cost_of(answer, started)], answer)
            else:
                await send_streamed(exchange.send, [*headers, _cost_of(answer, started)], answer)
        except AnswerAbandonedError as error:
            return name_outcome(error)
        finally:
            record_of(exchange.scope).was_long = answer.was_long
            watch.stop()
            answer.close()
        return "answered"

    async def _send_and_keep(
        self, exchange: _Exchange, answer: PublicAnswer, headers: RawHeaders, started: float
    ) -> None:
        content = await answer.take()
        await send_whole(exchange.send, 200, [*headers, _cost_of(answer, started)], content)
        if answer.head and not answer.head.is_volatile:
            self._cache.put(exchange.etag, _Result([*headers, (b"server-timing", b"cache")], content))

    def _etag(self, request: PublicRequest) -> str:
        """Weak: without ORDER BY the same solutions may come in another order."""
        return weak_etag(
            self._edition,
            request.text,
            request.default_graphs,
            request.named_graphs,
            request.table_format,
            request.graph_format,
            request.base,
            request.is_compressed,
        )


def _cost_of(answer: PublicAnswer, started: float) -> tuple[bytes, bytes]:
    """What the query took, in milliseconds, of an answer that is streamed up to its first byte."""
    times = {"query": time.monotonic() - started, "processor": answer.processor_seconds}
    entries = (f"{name};dur={seconds * 1000:.1f}" for name, seconds in times.items() if seconds)
    return b"server-timing", ", ".join(entries).encode()


def _public_request(scope: Scope, headers: Headers, sparql_request: SparqlRequest) -> PublicRequest:
    table_format, graph_format = choose_formats(sparql_request.format, sparql_request.accept)
    return PublicRequest(
        sparql_request.query,
        table_format,
        graph_format,
        sparql_request.default_graphs,
        sparql_request.named_graphs,
        base=endpoint_address(scope, headers),
        is_compressed=accepts_gzip(",".join(headers.getlist("accept-encoding"))),
        seconds=sparql_request.seconds,
    )


def endpoint_address(scope: Scope, headers: Headers) -> str | None:
    """The address that the request was sent to, against which relative IRIs are resolved (RFC 3986, 5.1)."""
    host = headers.get("host")
    return f"{scope['scheme']}://{host}{scope['path']}" if host else None


def _headers_of(head: AnswerHead, etag: str) -> RawHeaders:
    is_text = head.media_type.startswith("text/")
    media_type = f"{head.media_type}; charset=utf-8" if is_text else head.media_type
    headers = [*_ALWAYS, (b"content-type", media_type.encode())]
    if head.is_compressed:
        headers.append((b"content-encoding", b"gzip"))
    if head.is_volatile:
        headers.append((b"cache-control", b"no-store"))
    else:
        headers += [(b"cache-control", b"no-cache"), (b"etag", etag.encode())]
    if head.unknown_graphs:
        headers.append((b"warning", _warn(head.unknown_graphs)))
    return headers


def describe_limits(settings: Settings) -> str:
    """The limits in force; of rows and bytes only if the operator set one."""
    limits = {
        "seconds": f"{settings.query_seconds:g}",
        "memory": f"{settings.query_memory_mib}MiB",
        "characters": f"{settings.query_characters}",
        "rows": f"{settings.answer_rows or ''}",
        "bytes": f"{settings.answer_bytes or ''}",
    }
    return ", ".join(f"{name}={value}" for name, value in limits.items() if value)


def _shortening(head: AnswerHead) -> RawHeaders:
    """Which limit shortened the answer, and where the rest is: the next rows, or else whole graphs."""
    if not head.limit:
        return []
    rest = f'<{head.next_address}>; rel="next"' if head.next_address else '</graphs>; rel="alternate"'
    reason = f"{head.limit}; reason=shortened"
    return [(b"claimgraph-limit", reason.encode()), (b"link", rest.encode())]


def _warn(unknown_graphs: tuple[str, ...]) -> bytes:
    names = ", ".join(quote(graph, safe=":/?#[]@!$&'()*+,;=%~") for graph in unknown_graphs)
    return f'299 - "read as empty, since they are not here: {names[:_LONGEST_WARNING]}"'.encode()


async def _send_not_modified(send: Send, etag: str) -> None:
    headers = [*_ALWAYS, (b"etag", etag.encode()), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


class _HangUpWatch:
    """Ends a query that has taken a while as soon as its client hangs up."""

    def __init__(self, answer: PublicAnswer, receive: Receive) -> None:
        self._answer, self._receive = answer, receive
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_WATCHED_AFTER, self._start)

    def stop(self) -> None:
        self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._close_on_hang_up())

    async def _close_on_hang_up(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._answer.close()
