"""An answer is a function of the generation, this code and the request, so an ETag says all three."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def edition(generation: str) -> str:
    """Changes with the data, and with any template, query or line of this code."""
    state = hashlib.sha256(generation.encode())
    for name, content in _contents(files("claimgraph.web")) + _contents(files("claimgraph.queries")):
        state.update(name.encode() + content)
    return state.hexdigest()[:16]


class Conditional:
    """Answers 304 to a client that has the current page; /sparql knows its own answers."""

    def __init__(self, app: ASGIApp, edition: str) -> None:
        self.app, self.edition = app, edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"] == "/sparql":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        etag = self._etag(scope, headers.get("accept", ""))

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                fresh = MutableHeaders(scope=message)
                fresh["ETag"] = etag
                fresh.setdefault("Cache-Control", "no-cache")
            await send(message)

        if etag in [tag.strip() for tag in headers.get("if-none-match", "").split(",")]:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", etag.encode())]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, tagged)

    def _etag(self, scope: Scope, accept: str) -> str:
        """Weak, because the same page may come compressed or not."""
        request = f"{self.edition} {scope['path']}?{scope['query_string'].decode('latin-1')} {accept}"
        return f'W/"{hashlib.sha256(request.encode()).hexdigest()[:20]}"'


def _contents(folder: Traversable) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            found.append((entry.name, entry.read_bytes()))
        elif entry.name != "__pycache__":
            found += _contents(entry)
    return found
