"""Documents in several formats: which one a request is for, and how it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pyoxigraph import Triple

from claimgraph.documents import HTML, Format, negotiate_format, split_suffix, write_document
from claimgraph.documents.lookups import is_described
from claimgraph.stores import Store
from claimgraph.web.routes.not_found import missing_error, not_found_error, require_iri


def negotiate(request: Request, offered: tuple[Format, ...]) -> Format:
    """The format the client asks for in its Accept header.

    Raises:
        HTTPException: 406, naming what there is.
    """
    form = negotiate_format(request.headers.get("accept"), offered)
    if form is None:
        media_types = ", ".join(form.media_type for form in offered)
        raise HTTPException(406, f"Not available in the formats you accept. Available: {media_types}.")
    return form


def require_format(suffix: str, offered: tuple[Format, ...], what: str) -> Format:
    """The format that the ending of an address names.

    Raises:
        HTTPException: 404 if the document is not offered in it.
    """
    _, form = split_suffix(f"document.{suffix}")
    if form not in offered:
        raise not_found_error(f"{what} in the format {suffix!r}")
    return form


def resolve_address(
    store: Store, base: str, path: str, offered: tuple[Format, ...]
) -> tuple[str, Format | None]:
    """The IRI below `base` that a path means, and the format that its ending names, if it names one.

    Slugs may hold dots, so an ending only counts as a format if the rest is described.

    Raises:
        HTTPException: 404, or 410 if the thing was removed.
    """
    stem, form = split_suffix(path)
    if form in offered and is_described(store, require_iri(base + stem)):
        return base + stem, form
    if not is_described(store, require_iri(base + path)):
        raise missing_error(store, base + stem, base + stem)
    return base + path, None


def redirect_to(path: str) -> Response:
    """303: what you asked for is not a document, but this document describes it."""
    return RedirectResponse(path, 303, {"Vary": "Accept"})


def respond(
    form: Format, load_triples: Callable[[], Collection[Triple]], render: Callable[[], Response]
) -> Response:
    """The document in a format: the page, or triples in one of the formats of RDF."""
    return render() if form == HTML else rdf_response(load_triples(), form)


def respond_negotiated(
    form: Format, load_triples: Callable[[], Collection[Triple]], render: Callable[[], Response]
) -> Response:
    """The same at an address without an ending, whose answer depends on what the client accepts."""
    response = respond(form, load_triples, render)
    response.headers["Vary"] = "Accept"
    return response


def rdf_response(triples: Collection[Triple], form: Format) -> Response:
    return Response(write_document(triples, form), media_type=form.media_type)
