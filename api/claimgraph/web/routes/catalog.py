"""The catalogue: /catalog for people and data portals, /.well-known/void for crawlers, and its own parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import Triple

from claimgraph.documents import catalog_addresses, lookups
from claimgraph.documents.formats import HTML, PAGE_FORMATS, RDF_FORMATS, Format, split_suffix
from claimgraph.documents.rdf_writer import write_document
from claimgraph.namespaces import GRAPH, ROOT
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.dependencies import (
    StoreDependency,
    allow_parameters,
    negotiate,
    not_found_error,
    redirect_to,
    require_iri,
)

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])
Complete = Callable[[Iterable[Triple], str], list[Triple]]


@router.get("/catalog")
def catalog(request: Request, store: StoreDependency) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    return _catalog(request, store, negotiate(request, PAGE_FORMATS))


@router.get("/catalog.{suffix}")
def catalog_document(request: Request, store: StoreDependency, suffix: str) -> Response:
    _, form = split_suffix(f"catalog.{suffix}")
    if form not in PAGE_FORMATS:
        raise not_found_error(f"a catalogue in the format {suffix!r}")
    return _catalog(request, store, form)


@router.get("/.well-known/void")
def void(request: Request, store: StoreDependency) -> Response:
    """The address at which the VoID guide has crawlers look."""
    return _document(request, store, catalog_addresses.void_document, negotiate(request, RDF_FORMATS))


@router.get("/graph/{name}/{path:path}")
def part(request: Request, store: StoreDependency, name: str, path: str) -> Response:
    """What the catalogue names within a graph: a file, the members of a class, the publisher."""
    stem, form = split_suffix(f"{GRAPH}{name}/{path}")
    if form in PAGE_FORMATS and lookups.is_described(store, require_iri(stem)):
        return _part(request, store, stem, form)
    if not lookups.is_described(store, require_iri(f"{GRAPH}{name}/{path}")):
        raise not_found_error(stem)
    return redirect_to(f"/graph/{name}/{path}.{negotiate(request, PAGE_FORMATS).suffix}")


def _catalog(request: Request, store: Store, form: Format) -> Response:
    if form != HTML:
        return _document(request, store, catalog_addresses.add_addresses, form)
    response = render_page(
        request,
        "catalog.html",
        canonical=catalog_addresses.CATALOG,
        links=format_links("/catalog", PAGE_FORMATS),
        catalogue=catalog_addresses.load_catalog(store),
        query=catalog_addresses.catalog_query(),
    )
    response.headers["Vary"] = "Accept"
    return response


def _document(request: Request, store: Store, complete: Complete, form: Format) -> Response:
    try:
        triples = complete(catalog_addresses.load_catalog_triples(store), str(request.base_url).rstrip("/"))
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
    return Response(write_document(triples, form), media_type=form.media_type, headers={"Vary": "Accept"})


def _part(request: Request, store: Store, iri: str, form: Format) -> Response:
    if form != HTML:
        return Response(
            write_document(lookups.load_resource_triples(store, iri), form), media_type=form.media_type
        )
    return render_page(
        request,
        "thing.html",
        canonical=iri,
        links=format_links(iri.removeprefix(ROOT), PAGE_FORMATS),
        thing=lookups.load_resource(store, iri),
        query=lookups.resource_query(iri),
    )
