"""Entities: the kinds, the entities of a kind, and one entity in full, as a page and as JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph import namespaces
from claimgraph.documents import RESOURCE_FORMATS, Entity, lookups
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.dependencies import KnowledgeDependency, StoreDependency, allow_parameters
from claimgraph.web.routes.not_found import missing_error, not_found_error, require_iri
from claimgraph.web.routes.responses import MISSING

pages = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])
api = APIRouter(prefix="/api/v1", tags=["claims"])
_MOST_NAMED = 24


@pages.get("/entities")
def kinds_page(request: Request, knowledge: KnowledgeDependency) -> HTMLResponse:
    counts = knowledge.once(lookups.count_resources, knowledge.store)
    return render_page(
        request,
        "entities.html",
        counts={kind: counts[kind] for kind in ENTITY_KINDS if kind in counts},
        most_named=knowledge.once(lookups.load_facets, knowledge.store)["entity"][:_MOST_NAMED],
    )


@pages.get("/entities/{kind}")
def kind_page(request: Request, store: StoreDependency, kind: str) -> HTMLResponse:
    if kind not in ENTITY_KINDS:
        raise not_found_error(f"entities of a kind {kind!r}; there are {', '.join(ENTITY_KINDS)}")
    return render_page(
        request,
        "kind.html",
        canonical=namespaces.CG + ENTITY_KINDS[kind],
        kind=kind,
        entities=lookups.list_entities(store, kind),
    )


@pages.get("/entities/{kind}/{slug}")
def entity_page(request: Request, store: StoreDependency, kind: str, slug: str) -> HTMLResponse:
    entity = _require_entity(store, kind, slug)
    return render_page(
        request,
        "entity.html",
        canonical=entity.iri,
        links=format_links(f"/id/{kind}/{slug}", RESOURCE_FORMATS),
        entity=entity,
        query=lookups.resource_query(entity.iri),
    )


@api.get(
    "/entities/{kind}/{slug}",
    dependencies=[allow_parameters()],
    responses=MISSING,
    operation_id="getEntity",
)
def entity(store: StoreDependency, kind: str, slug: str) -> Entity:
    """One entity: names, identifiers, links, fabs, measurements, and the claims about it and by it."""
    return _require_entity(store, kind, slug)


def _require_entity(store: Store, kind: str, slug: str) -> Entity:
    iri = require_iri(namespaces.thing_iri(f"{kind}/{slug}"))
    entity = lookups.load_entity(store, iri) if kind in ENTITY_KINDS else None
    if entity is None:
        raise missing_error(store, iri, f"an entity {f'{kind}/{slug}'!r}")
    return entity
