"""What is gone: a thing that was retracted and removed answers 410 with a tombstone, not 404."""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response
from pyoxigraph import Triple
from starlette.exceptions import HTTPException

from claimgraph.documents import lookups
from claimgraph.documents.formats import (
    HTML,
    RDF_FORMATS,
    RESOURCE_FORMATS,
    Format,
    negotiate_format,
    split_suffix,
)
from claimgraph.documents.rdf_writer import write_document
from claimgraph.documents.retractions import Retraction, read_retractions
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.namespaces import compact_iri
from claimgraph.stores import Store
from claimgraph.web.pages import render_page
from claimgraph.web.problems import PROBLEM
from claimgraph.web.routes.dependencies import not_found_error

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept"}


class GoneError(HTTPException):
    """A thing that was retracted and removed; the same retractions as views and as triples."""

    def __init__(self, iri: str, retractions: list[Retraction], triples: list[Triple]) -> None:
        super().__init__(HTTPStatus.GONE, " ".join(_sentence(each) for each in retractions))
        self.iri, self.retractions, self.triples = iri, retractions, triples


def missing_error(store: Store, iri: str, what: str, graphs: tuple[str, ...] = ()) -> HTTPException:
    """Why there is nothing at this IRI: it was removed (410), or nobody ever wrote it down (404)."""
    triples = lookups.load_retraction_triples(store, iri, graphs)
    removed = [each for each in read_retractions(TripleIndex(triples), iri) if each.removed]
    return GoneError(iri, removed, triples) if removed else not_found_error(what)


def install_handler(app: FastAPI) -> None:
    """Have what is gone answered with its tombstone."""
    app.add_exception_handler(GoneError, _tombstone)


async def _tombstone(request: Request, error: Exception) -> Response:
    if not isinstance(error, GoneError):
        raise error
    form = _form(request)
    if form == HTML:
        answer: Response = render_page(
            request, "gone.html", status=HTTPStatus.GONE, canonical=error.iri, retractions=error.retractions
        )
    elif form in RDF_FORMATS:
        answer = Response(write_document(error.triples, form), HTTPStatus.GONE, media_type=form.media_type)
    else:
        answer = Response(_problem(error), HTTPStatus.GONE, media_type=PROBLEM.media_type)
    answer.headers.update(_HEADERS)
    return answer


def _form(request: Request) -> Format:
    """As the ending of the address says, or else as the client prefers; a problem if it accepts nothing."""
    path = request.url.path
    if not path.startswith("/id/"):
        return negotiate_format(request.headers.get("accept"), (PROBLEM, HTML)) or PROBLEM
    _, form = split_suffix(path)
    return form or negotiate_format(request.headers.get("accept"), (*RESOURCE_FORMATS, PROBLEM)) or PROBLEM


def _problem(gone: GoneError) -> bytes:
    document = {
        "type": "about:blank",
        "title": HTTPStatus.GONE.phrase,
        "status": HTTPStatus.GONE,
        "detail": gone.detail,
        "retractions": [each.model_dump(mode="json") for each in gone.retractions],
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _sentence(retraction: Retraction) -> str:
    """For a program's log or a person: what, when, why, and where to go instead."""
    thing = compact_iri(retraction.thing.iri) if retraction.thing else "It"
    when = f" ({retraction.retracted.edtf})" if retraction.retracted else ""
    instead = f" In its place: {retraction.replaced_by.iri}" if retraction.replaced_by else ""
    return f"{thing} was retracted and removed{when}: {retraction.reason}{instead}"
