"""Tombstones: what was retracted and removed answers 410 and says why."""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response

from claimgraph.documents import (
    HTML,
    RDF_FORMATS,
    RESOURCE_FORMATS,
    Format,
    negotiate_format,
    split_suffix,
    write_document,
)
from claimgraph.web.pages import render_page
from claimgraph.web.problems import PROBLEM
from claimgraph.web.routes.not_found import GoneError

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept"}


def install_tombstones(app: FastAPI) -> None:
    """Have what is gone answered with its tombstone."""
    app.add_exception_handler(GoneError, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    if not isinstance(error, GoneError):
        raise error
    form = _choose_format(request)
    if form == HTML:
        answer: Response = render_page(
            request, "gone.html", status=HTTPStatus.GONE, canonical=error.iri, retractions=error.retractions
        )
    elif form in RDF_FORMATS:
        answer = Response(write_document(error.triples, form), HTTPStatus.GONE, media_type=form.media_type)
    else:
        answer = Response(_write_problem(error), HTTPStatus.GONE, media_type=PROBLEM.media_type)
    answer.headers.update(_HEADERS)
    return answer


def _choose_format(request: Request) -> Format:
    """As the ending of the address says, or else as the client prefers; a problem if it accepts nothing."""
    path, accept = request.url.path, request.headers.get("accept")
    if not path.startswith("/id/"):
        return negotiate_format(accept, (PROBLEM, HTML)) or PROBLEM
    _, form = split_suffix(path)
    return form or negotiate_format(accept, (*RESOURCE_FORMATS, PROBLEM)) or PROBLEM


def _write_problem(error: GoneError) -> bytes:
    document = {
        "type": "about:blank",
        "title": HTTPStatus.GONE.phrase,
        "status": HTTPStatus.GONE,
        "detail": error.detail,
        "retractions": [retraction.model_dump(mode="json") for retraction in error.retractions],
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
