"""The IRIs of things: each redirects to the document a client prefers, and those documents.

An IRI names a thing, not a document, so it answers 303; the same address with
an ending (".ttl") is the document in that format, whatever the client accepts.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from claimgraph import namespaces
from claimgraph.documents import lookups
from claimgraph.documents.formats import HTML, JSON, THING, Format, split_suffix
from claimgraph.documents.from_rdf import View
from claimgraph.documents.paths import page_path
from claimgraph.documents.rdf_documents import write
from claimgraph.namespaces import ENTITY_KINDS, ID, ROOT
from claimgraph.stores import Store
from claimgraph.web.pages import other_formats, page
from claimgraph.web.policies import PolicyParameters
from claimgraph.web.routes import claims, entities
from claimgraph.web.routes.common import TheStore, only, preferred, see_other, valid
from claimgraph.web.routes.gone import missing

router = APIRouter(include_in_schema=False, dependencies=[only()])


@router.get("/id/{path:path}")
def thing(request: Request, store: TheStore, path: str) -> Response:
    stem, form = split_suffix(path)
    if form is not None and lookups.known(store, valid(namespaces.thing(stem))):
        return _document(request, store, namespaces.thing(stem), form)
    iri = valid(namespaces.thing(path))
    if not lookups.known(store, iri):
        raise missing(store, valid(namespaces.thing(stem)), namespaces.thing(stem))
    form = preferred(request, THING)
    return see_other((form == HTML and page_path(iri)) or f"/id/{path}.{form.suffix}")


def _document(request: Request, store: Store, iri: str, form: Format) -> Response:
    kind, _, slug = iri.removeprefix(ID).partition("/")
    if form == HTML:
        return _page(request, store, iri, kind, slug)
    if form == JSON:
        return Response(_record(store, iri, kind, slug).model_dump_json(), media_type=JSON.media_type)
    triples = lookups.claim_triples(store, slug) if kind == "claim" else lookups.thing_triples(store, iri)
    return Response(write(triples, form), media_type=form.media_type)


def _page(request: Request, store: Store, iri: str, kind: str, slug: str) -> Response:
    if kind == "claim":
        return claims.claim(request, store, slug, (), PolicyParameters())
    if _is_entity(kind, slug):
        return entities.entity(request, store, kind, slug)
    return page(
        request,
        "thing.html",
        canonical=iri,
        links=other_formats(iri.removeprefix(ROOT), THING),
        thing=lookups.any_thing(store, iri),
        query=lookups.thing_query(iri),
    )


def _record(store: Store, iri: str, kind: str, slug: str) -> View:
    """Claims and entities as the JSON API has them; anything else as its statements."""
    found: View | None = None
    if kind == "claim":
        found = lookups.claim(store, slug)
    elif _is_entity(kind, slug):
        found = lookups.entity(store, iri)
    return found or lookups.any_thing(store, iri)


def _is_entity(kind: str, slug: str) -> bool:
    """An entity's parts, such as its geometry, have longer addresses and no page of their own kind."""
    return kind in ENTITY_KINDS and "/" not in slug
