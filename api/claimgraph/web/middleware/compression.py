"""Compresses pages and documents, but no query results: these are streamed as they are."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class CompressionMiddleware(GZipMiddleware):
    """Compresses all answers but archives and those of /sparql, where a large one would delay all others."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["path"] == "/sparql" or scope["path"].endswith(".zip")):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
