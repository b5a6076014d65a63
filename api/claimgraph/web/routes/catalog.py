"""The catalogue: /catalog for people and data portals, /.well-known/void for crawlers, and its own parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from pyoxigraph import Triple

from claimgraph.documents import (
    CATALOG,
    PAGE_FORMATS,
    RDF_FORMATS,
    Format,
    add_addresses,
    lookups,
    void_document,
)
from claimgraph.namespaces import GRAPH
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.content_negotiation import (
    negotiate,
    rdf_response,
    redirect_to,
    require_format,
    resolve_address,
    respond,
    respond_negotiated,
)
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters
from claimgraph.web.routes.resources import render_resource

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/catalog")
def catalog(request: Request, store: StoreDependency) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    return _answer_catalog(request, store, negotiate(request, PAGE_FORMATS))


@router.get("/catalog.{suffix}")
def catalog_document(request: Request, store: StoreDependency, suffix: str) -> Response:
    return _answer_catalog(request, store, require_format(suffix, PAGE_FORMATS, "a catalogue"))


@router.get("/.well-known/void")
def void(request: Request, store: StoreDependency) -> Response:
    """The address at which the VoID guide has crawlers look."""
    form = negotiate(request, RDF_FORMATS)
    triples = lookups.load_void_triples(store)
    response = rdf_response(_address_catalog(request, triples, void_document), form)
    response.headers["Vary"] = "Accept"
    return response


@router.get("/graph/{name}/{path:path}")
def graph_part(request: Request, store: StoreDependency, name: str, path: str) -> Response:
    """What the catalogue names within a graph: a file, the members of a class, the publisher."""
    iri, form = resolve_address(store, f"{GRAPH}{name}/", path, PAGE_FORMATS)
    if form is None:
        return redirect_to(f"/graph/{name}/{path}.{negotiate(request, PAGE_FORMATS).suffix}")
    return respond(
        form,
        lambda: lookups.load_resource_triples(store, iri),
        lambda: render_resource(request, store, iri, PAGE_FORMATS),
    )


def _answer_catalog(request: Request, store: Store, form: Format) -> Response:
    return respond_negotiated(
        form,
        lambda: _address_catalog(request, lookups.load_catalog_triples(store), add_addresses),
        lambda: _render_catalog(request, store),
    )


def _render_catalog(request: Request, store: Store) -> HTMLResponse:
    return render_page(
        request,
        "catalog.html",
        canonical=CATALOG,
        links=format_links("/catalog", PAGE_FORMATS),
        catalog=lookups.load_catalog(store),
        query=lookups.catalog_query(),
    )


def _address_catalog(
    request: Request, triples: list[Triple], add: Callable[[Iterable[Triple], str], list[Triple]]
) -> list[Triple]:
    """The catalogue with the addresses of this server.

    Raises:
        HTTPException: 400 if the Host header makes no address.
    """
    try:
        return add(triples, str(request.base_url).rstrip("/"))
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
