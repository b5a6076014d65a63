"""Compresses pages and documents. Query results stream as they are, so that none waits for its end."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class CompressionMiddleware(GZipMiddleware):
    """Leaves /sparql alone, where a large answer would keep every other reader waiting, and archives."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["path"] == "/sparql" or scope["path"].endswith(".zip")):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
