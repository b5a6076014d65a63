"""Reads what a request says of itself as the standards have it, before anything else looks at it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from claimgraph.web.preflight import answer_preflight
from claimgraph.web.problems import problem_response

_METHODS = ("GET", "HEAD", "OPTIONS")
_LISTS = (b"accept", b"accept-encoding", b"if-none-match")


class MethodsMiddleware:
    """Everything here is read: HEAD is answered like GET, and the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope.get("method", "GET")
        if method == "OPTIONS":
            await answer_preflight(_METHODS)(scope, receive, send)
        elif method not in _METHODS:
            allowed = ", ".join(_METHODS)
            detail = f"{method[:20]} is not answered here. This address answers {allowed}."
            problem = problem_response(Request(scope), 405, detail, headers={"Allow": allowed})
            await problem(scope, receive, send)
        else:
            await self.app({**scope, "method": "GET"} if method == "HEAD" else scope, receive, send)


class ListHeadersMiddleware:
    """Joins the lines of a header that is a list: several say the same as one (RFC 9110, section 5.3)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = [name for name, _ in scope.get("headers", ())]
        if any(names.count(name) > 1 for name in _LISTS):
            scope = {**scope, "headers": _join_lists(scope["headers"])}
        await self.app(scope, receive, send)


def _join_lists(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    joined = [
        (name, b", ".join(value for other, value in headers if other == name))
        for name in _LISTS
        if any(other == name for other, _ in headers)
    ]
    return [*joined, *(header for header in headers if header[0] not in _LISTS)]
