"""Compresses pages and documents, but no query results: these are compressed where they are made."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from claimgraph.web.conditions import accepts_gzip
from claimgraph.web.middleware.conditional import is_graph_file


class CompressionMiddleware(GZipMiddleware):
    """Compresses all answers but archives and the results of queries."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Decide by the address, and by whether the client gives gzip a quality above 0."""
        accepted = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        if not accepted or _is_compressed(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await super().__call__({**scope, "headers": _ask_for_gzip(scope)}, receive, send)


def _is_compressed(path: str) -> bool:
    return path.endswith(".zip") or path == "/sparql" or path.startswith("/queries/") or is_graph_file(path)


def _ask_for_gzip(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers with the answer to the question that Starlette asks of them: is there the word?"""
    others = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    return [*others, (b"accept-encoding", b"gzip")]
