"""The IRIs of things: each redirects to the document a client prefers, and those documents.

An IRI names a thing, not a document, so it answers 303; the same address with
an ending (".ttl") is the document in that format, whatever the client accepts.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from claimgraph import namespaces
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.documents import lookups
from claimgraph.documents.document import Document
from claimgraph.documents.formats import HTML, JSON, RESOURCE_FORMATS, Format, split_suffix
from claimgraph.documents.paths import page_path
from claimgraph.documents.rdf_writer import write_document
from claimgraph.namespaces import ENTITY_KINDS, ID, ROOT
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.policies import PolicyParameters
from claimgraph.web.routes import claims, entities
from claimgraph.web.routes.dependencies import (
    KnowledgeDependency,
    allow_parameters,
    negotiate,
    redirect_to,
    require_iri,
)
from claimgraph.web.routes.tombstones import missing_error

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/id/{path:path}")
def thing(request: Request, knowledge: KnowledgeDependency, path: str) -> Response:
    store = knowledge.store
    stem, form = split_suffix(path)
    if form is not None and lookups.is_described(store, require_iri(namespaces.thing_iri(stem))):
        return _document(request, knowledge, namespaces.thing_iri(stem), form)
    iri = require_iri(namespaces.thing_iri(path))
    if not lookups.is_described(store, iri):
        raise missing_error(store, require_iri(namespaces.thing_iri(stem)), namespaces.thing_iri(stem))
    form = negotiate(request, RESOURCE_FORMATS)
    return redirect_to((form == HTML and page_path(iri)) or f"/id/{path}.{form.suffix}")


def _document(request: Request, knowledge: Knowledge, iri: str, form: Format) -> Response:
    store = knowledge.store
    kind, _, slug = iri.removeprefix(ID).partition("/")
    if form == HTML:
        return _page(request, knowledge, iri, kind, slug)
    if form == JSON:
        return Response(_record(store, iri, kind, slug).model_dump_json(), media_type=JSON.media_type)
    triples = (
        lookups.load_claim_triples(store, slug)
        if kind == "claim"
        else lookups.load_resource_triples(store, iri)
    )
    return Response(write_document(triples, form), media_type=form.media_type)


def _page(request: Request, knowledge: Knowledge, iri: str, kind: str, slug: str) -> Response:
    if kind == "claim":
        return claims.claim(request, knowledge, slug, (), PolicyParameters())
    if _is_entity(kind, slug):
        return entities.entity(request, knowledge.store, kind, slug)
    return render_page(
        request,
        "thing.html",
        canonical=iri,
        links=format_links(iri.removeprefix(ROOT), RESOURCE_FORMATS),
        thing=lookups.load_resource(knowledge.store, iri),
        query=lookups.resource_query(iri),
    )


def _record(store: Store, iri: str, kind: str, slug: str) -> Document:
    """Claims and entities as the JSON API has them; anything else as its statements."""
    found: Document | None = None
    if kind == "claim":
        found = lookups.load_claim(store, slug)
    elif _is_entity(kind, slug):
        found = lookups.load_entity(store, iri)
    return found or lookups.load_resource(store, iri)


def _is_entity(kind: str, slug: str) -> bool:
    """An entity's parts, such as its geometry, have longer addresses and no page of their own kind."""
    return kind in ENTITY_KINDS and "/" not in slug
