"""What is gone: a thing that was retracted and removed answers 410 with a tombstone, not 404."""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response
from pyoxigraph import Triple
from starlette.exceptions import HTTPException

from claimgraph.documents import lookups
from claimgraph.documents.description import Description
from claimgraph.documents.formats import HTML, RDF, THING, Format, choose, split_suffix
from claimgraph.documents.rdf_documents import write
from claimgraph.documents.retractions import Retraction, retractions
from claimgraph.namespaces import compact
from claimgraph.stores import Store
from claimgraph.web.pages import page
from claimgraph.web.problems import PROBLEM
from claimgraph.web.routes.common import not_found

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept"}


class Gone(HTTPException):
    """A thing that was retracted and removed; the same retractions as views and as triples."""

    def __init__(self, iri: str, retractions: list[Retraction], triples: list[Triple]) -> None:
        super().__init__(HTTPStatus.GONE, " ".join(_sentence(each) for each in retractions))
        self.iri, self.retractions, self.triples = iri, retractions, triples


def missing(store: Store, iri: str, what: str, graphs: tuple[str, ...] = ()) -> HTTPException:
    """Why there is nothing at this IRI: it was removed (410), or nobody ever wrote it down (404)."""
    triples = lookups.retraction_triples(store, iri, graphs)
    removed = [each for each in retractions(Description(triples), iri) if each.removed]
    return Gone(iri, removed, triples) if removed else not_found(what)


def install(app: FastAPI) -> None:
    """Have what is gone answered with its tombstone."""
    app.add_exception_handler(Gone, _tombstone)


async def _tombstone(request: Request, error: Exception) -> Response:
    if not isinstance(error, Gone):
        raise error
    form = _form(request)
    if form == HTML:
        answer: Response = page(
            request, "gone.html", status=HTTPStatus.GONE, canonical=error.iri, retractions=error.retractions
        )
    elif form in RDF:
        answer = Response(write(error.triples, form), HTTPStatus.GONE, media_type=form.media_type)
    else:
        answer = Response(_problem(error), HTTPStatus.GONE, media_type=PROBLEM.media_type)
    answer.headers.update(_HEADERS)
    return answer


def _form(request: Request) -> Format:
    """As the ending of the address says, or else as the client prefers; a problem if it accepts nothing."""
    path = request.url.path
    if not path.startswith("/id/"):
        return choose(request.headers.get("accept"), (PROBLEM, HTML)) or PROBLEM
    _, form = split_suffix(path)
    return form or choose(request.headers.get("accept"), (*THING, PROBLEM)) or PROBLEM


def _problem(gone: Gone) -> bytes:
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
    thing = compact(retraction.thing.iri) if retraction.thing else "It"
    when = f" ({retraction.retracted.edtf})" if retraction.retracted else ""
    instead = f" In its place: {retraction.replaced_by.iri}" if retraction.replaced_by else ""
    return f"{thing} was retracted and removed{when}: {retraction.reason}{instead}"
