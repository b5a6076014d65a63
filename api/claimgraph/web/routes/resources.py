"""The IRIs of things: each redirects to the document a client prefers, and those documents.

An IRI names a thing, not a document, so it answers 303; the same address with
an ending (".ttl") is the document in that format, whatever the client accepts.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pyoxigraph import Triple

from claimgraph.assessment import Knowledge
from claimgraph.documents import HTML, JSON, RESOURCE_FORMATS, Document, Format, lookups, page_path
from claimgraph.namespaces import ENTITY_KINDS, ID, ROOT
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.policies import PolicyParameters
from claimgraph.web.routes.claims import claim_page
from claimgraph.web.routes.content_negotiation import negotiate, redirect_to, resolve_address, respond
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters
from claimgraph.web.routes.entities import entity_page

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/id/{path:path}")
def resource(request: Request, knowledge: KnowledgeDependency, path: str) -> Response:
    iri, form = resolve_address(knowledge.store, ID, path, RESOURCE_FORMATS)
    if form is None:
        form = negotiate(request, RESOURCE_FORMATS)
        return redirect_to((form == HTML and page_path(iri)) or f"/id/{path}.{form.suffix}")
    if form == JSON:
        return Response(_load_document(knowledge.store, iri).model_dump_json(), media_type=JSON.media_type)
    return respond(
        form, lambda: _load_triples(knowledge.store, iri), lambda: _render(request, knowledge, iri)
    )


def render_resource(request: Request, store: Store, iri: str, formats: tuple[Format, ...]) -> HTMLResponse:
    """The page of a thing whose kind has no page of its own."""
    return render_page(
        request,
        "thing.html",
        canonical=iri,
        links=format_links(iri.removeprefix(ROOT), formats),
        thing=lookups.load_resource(store, iri),
        query=lookups.resource_query(iri),
    )


def _render(request: Request, knowledge: Knowledge, iri: str) -> HTMLResponse:
    kind, slug = _split(iri)
    if kind == "claim":
        return claim_page(request, knowledge, iri, (), PolicyParameters())
    if _is_entity(kind, slug):
        return entity_page(request, knowledge.store, kind, slug)
    return render_resource(request, knowledge.store, iri, RESOURCE_FORMATS)


def _load_document(store: Store, iri: str) -> Document:
    """Claims and entities as the JSON API has them; anything else as its statements."""
    kind, slug = _split(iri)
    document: Document | None = None
    if kind == "claim":
        document = lookups.load_claim(store, iri)
    elif _is_entity(kind, slug):
        document = lookups.load_entity(store, iri)
    return document or lookups.load_resource(store, iri)


def _load_triples(store: Store, iri: str) -> list[Triple]:
    kind, _ = _split(iri)
    load = lookups.load_claim_triples if kind == "claim" else lookups.load_resource_triples
    return load(store, iri)


def _split(iri: str) -> tuple[str, str]:
    kind, _, slug = iri.removeprefix(ID).partition("/")
    return kind, slug


def _is_entity(kind: str, slug: str) -> bool:
    """An entity's parts, such as its geometry, have longer addresses and no page of their own kind."""
    return kind in ENTITY_KINDS and "/" not in slug
