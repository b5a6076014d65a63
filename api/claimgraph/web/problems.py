"""Says what went wrong over HTTP: problem details (RFC 9457), the same for every address.

The one place that knows which of our errors is which HTTP status. An app may
set `app.state.problem_page`, called with (request, status, title, detail), to
say it on a page to a client that prefers text/html.
"""

from __future__ import annotations

import json
import math
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from claimgraph.documents import HTML, Format, negotiate_format
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import NoGenerationError
from claimgraph.stores import (
    QueryError,
    QueryLimitError,
    QuerySyntaxError,
    QueryTooLargeError,
    StoreBusyError,
    StoreError,
    UnknownFormatError,
)

PROBLEM = Format("json", "application/problem+json", "Problem")

# The first class that fits decides.
_STATUSES: tuple[tuple[type[ClaimgraphError], HTTPStatus], ...] = (
    (UnknownFormatError, HTTPStatus.NOT_ACCEPTABLE),
    (QueryError, HTTPStatus.BAD_REQUEST),
    (QueryTooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (QueryLimitError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (NoGenerationError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ClaimgraphError, HTTPStatus.BAD_REQUEST),
)


def install_problem_handlers(app: FastAPI) -> None:
    """Have every error of this app answered as a problem."""
    app.add_exception_handler(ClaimgraphError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(Exception, _of_nobody)


def problem_response(
    request: Request, status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """An answer that says what went wrong and what to do; `more` are further members of the document."""
    title = HTTPStatus(status).phrase
    every = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-store",
        "Vary": "Accept",
        **(headers or {}),
    }
    show = getattr(request.app.state, "problem_page", None)
    if show and negotiate_format(request.headers.get("accept"), (PROBLEM, HTML)) is HTML:
        page: Response = show(request, status, title, detail)
        page.headers.update(every)
        return page
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, every, media_type=PROBLEM.media_type)


def http_status(error: ClaimgraphError) -> HTTPStatus:
    return next(status for kind, status in _STATUSES if isinstance(error, kind))


async def _of_ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, ClaimgraphError):
        raise error
    more: dict[str, Any] = {"code": type(error).__name__.removesuffix("Error")}
    if isinstance(error, QuerySyntaxError):
        more |= {"line": error.line, "column": error.column}
    headers = {"Retry-After": str(math.ceil(error.retry_after))} if isinstance(error, StoreBusyError) else {}
    return problem_response(request, http_status(error), str(error), headers=headers, **more)


async def _of_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status, detail = error.status_code, str(error.detail)
    if detail == HTTPStatus(status).phrase:
        detail = f"{request.method} {request.url.path}: {detail.lower()}."
    return problem_response(request, status, detail, headers=dict(error.headers or {}))


async def _of_parameters(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    places = [f"{'.'.join(str(step) for step in each['loc'][1:])}: {each['msg']}" for each in error.errors()]
    return problem_response(
        request, HTTPStatus.BAD_REQUEST, f"A parameter cannot be read: {'; '.join(places)}."
    )


async def _of_nobody(request: Request, error: Exception) -> Response:
    """An error of ours, in the other sense. The server logs it; the client learns only that."""
    detail = f"Something failed here ({type(error).__name__}). It is our mistake; the server's log says more."
    return problem_response(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
