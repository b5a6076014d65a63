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
from claimgraph.generations import DamagedGenerationError, FileWriteError, NoGenerationError, TokenError
from claimgraph.pipeline.written_graphs import ChangeFailedError, StaleChangeError
from claimgraph.stores import (
    ClientBusyError,
    GraphForbiddenError,
    GraphTooLargeError,
    MergedGraphError,
    QueryError,
    QueryLimitError,
    QueryMemoryError,
    QuerySyntaxError,
    QueryTimeoutError,
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
    (GraphTooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (GraphForbiddenError, HTTPStatus.FORBIDDEN),
    (MergedGraphError, HTTPStatus.CONFLICT),
    (StaleChangeError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ChangeFailedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (TokenError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ClientBusyError, HTTPStatus.TOO_MANY_REQUESTS),
    (QueryLimitError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (NoGenerationError, HTTPStatus.SERVICE_UNAVAILABLE),
    (DamagedGenerationError, HTTPStatus.SERVICE_UNAVAILABLE),
    (FileWriteError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ClaimgraphError, HTTPStatus.BAD_REQUEST),
)


# Which limit an error is about, and the setting that holds its value.
_LIMITS: dict[type[ClaimgraphError], tuple[str, str]] = {
    QueryTimeoutError: ("seconds", "query_seconds"),
    QueryMemoryError: ("memory_mib", "query_memory_mib"),
    QueryTooLargeError: ("characters", "query_characters"),
}


def install_problem_handlers(app: FastAPI) -> None:
    """Have every error of this app answered as a problem."""
    app.add_exception_handler(ClaimgraphError, _answer_ours)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid_parameters)
    app.add_exception_handler(Exception, _answer_unexpected)


def problem_response(
    request: Request, status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """An answer that says what went wrong and what to do; `more` are further members of the document."""
    title = HTTPStatus(status).phrase
    all_headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-store",
        "Vary": "Accept",
        **(headers or {}),
    }
    show = getattr(request.app.state, "problem_page", None)
    if show and negotiate_format(request.headers.get("accept"), (PROBLEM, HTML)) is HTML:
        page: Response = show(request, status, title, detail)
        page.headers.update(all_headers)
        return page
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, all_headers, media_type=PROBLEM.media_type)


def http_status(error: ClaimgraphError) -> HTTPStatus:
    return next(status for kind, status in _STATUSES if isinstance(error, kind))


def answer_error(request: Request, error: ClaimgraphError | HTTPException) -> Response:
    """The problem for an error of ours, or for one with a status."""
    return (
        _describe_ours(request, error)
        if isinstance(error, ClaimgraphError)
        else _describe_http(request, error)
    )


async def _answer_ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, ClaimgraphError):
        raise error
    return _describe_ours(request, error)


def _describe_ours(request: Request, error: ClaimgraphError) -> Response:
    more: dict[str, Any] = {"code": type(error).__name__.removesuffix("Error")}
    if isinstance(error, QuerySyntaxError):
        more |= {"line": error.line, "column": error.column}
    headers = {"Retry-After": str(math.ceil(error.retry_after))} if isinstance(error, StoreBusyError) else {}
    settings = getattr(request.app.state, "settings", None)
    if (limit := _LIMITS.get(type(error))) and settings:
        name, value = limit[0], getattr(error, limit[0], None) or getattr(settings, limit[1])
        more["limit"] = {"name": name, "value": value}
        headers["Claimgraph-Limit"] = f"{name}={value:g}; reason=refused"
    return problem_response(request, http_status(error), str(error), headers=headers, **more)


async def _answer_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return _describe_http(request, error)


def _describe_http(request: Request, error: HTTPException) -> Response:
    status, detail = error.status_code, str(error.detail)
    if detail == HTTPStatus(status).phrase:
        detail = f"{request.method} {request.url.path}: {detail.lower()}."
    return problem_response(request, status, detail, headers=dict(error.headers or {}))


async def _answer_invalid_parameters(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    places = [f"{'.'.join(map(str, problem['loc'][1:]))}: {problem['msg']}" for problem in error.errors()]
    return problem_response(
        request, HTTPStatus.BAD_REQUEST, f"A parameter cannot be read: {'; '.join(places)}."
    )


async def _answer_unexpected(request: Request, error: Exception) -> Response:
    """A bug. The server logs it; the client learns no more than its kind."""
    detail = f"Something failed here ({type(error).__name__}). It is our mistake; the server's log says more."
    return problem_response(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
