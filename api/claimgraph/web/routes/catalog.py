"""The catalogue: /catalog for people and data portals, /.well-known/void for crawlers, and its own parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import Triple

from claimgraph.documents import catalogue_addresses, lookups
from claimgraph.documents.formats import DOCUMENT, HTML, RDF, Format, split_suffix
from claimgraph.documents.rdf_documents import write
from claimgraph.namespaces import GRAPH, ROOT
from claimgraph.stores import Store
from claimgraph.web.pages import other_formats, page
from claimgraph.web.routes.common import TheStore, not_found, only, preferred, see_other, valid

router = APIRouter(include_in_schema=False, dependencies=[only()])
Complete = Callable[[Iterable[Triple], str], list[Triple]]


@router.get("/catalog")
def catalog(request: Request, store: TheStore) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    return _catalog(request, store, preferred(request, DOCUMENT))


@router.get("/catalog.{suffix}")
def catalog_document(request: Request, store: TheStore, suffix: str) -> Response:
    _, form = split_suffix(f"catalog.{suffix}")
    if form not in DOCUMENT:
        raise not_found(f"a catalogue in the format {suffix!r}")
    return _catalog(request, store, form)


@router.get("/.well-known/void")
def void(request: Request, store: TheStore) -> Response:
    """The address at which the VoID guide has crawlers look."""
    return _document(request, store, catalogue_addresses.document, preferred(request, RDF))


@router.get("/graph/{name}/{path:path}")
def part(request: Request, store: TheStore, name: str, path: str) -> Response:
    """What the catalogue names within a graph: a file, the members of a class, the publisher."""
    stem, form = split_suffix(f"{GRAPH}{name}/{path}")
    if form in DOCUMENT and lookups.known(store, valid(stem)):
        return _part(request, store, stem, form)
    if not lookups.known(store, valid(f"{GRAPH}{name}/{path}")):
        raise not_found(stem)
    return see_other(f"/graph/{name}/{path}.{preferred(request, DOCUMENT).suffix}")


def _catalog(request: Request, store: Store, form: Format) -> Response:
    if form != HTML:
        return _document(request, store, catalogue_addresses.reachable, form)
    response = page(
        request,
        "catalog.html",
        canonical=catalogue_addresses.CATALOG,
        links=other_formats("/catalog", DOCUMENT),
        catalogue=catalogue_addresses.catalogue(store),
        query=catalogue_addresses.query(),
    )
    response.headers["Vary"] = "Accept"
    return response


def _document(request: Request, store: Store, complete: Complete, form: Format) -> Response:
    try:
        triples = complete(catalogue_addresses.catalogue_triples(store), str(request.base_url).rstrip("/"))
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
    return Response(write(triples, form), media_type=form.media_type, headers={"Vary": "Accept"})


def _part(request: Request, store: Store, iri: str, form: Format) -> Response:
    if form != HTML:
        return Response(write(lookups.thing_triples(store, iri), form), media_type=form.media_type)
    return page(
        request,
        "thing.html",
        canonical=iri,
        links=other_formats(iri.removeprefix(ROOT), DOCUMENT),
        thing=lookups.any_thing(store, iri),
        query=lookups.thing_query(iri),
    )
