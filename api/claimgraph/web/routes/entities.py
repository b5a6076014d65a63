"""Pages of entities: the kinds, the entities of a kind, and one entity in full."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph import namespaces
from claimgraph.documents import lookups
from claimgraph.documents.formats import RESOURCE_FORMATS
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters, not_found_error, require_iri
from claimgraph.web.routes.tombstones import missing_error

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/entities")
def kinds(request: Request, store: StoreDependency) -> HTMLResponse:
    counts = lookups.count_resources(store)
    shown = {kind: counts[kind] for kind in ENTITY_KINDS if kind in counts}
    most = lookups.load_facets(store)["entity"][:24]
    return render_page(request, "entities.html", counts=shown, most=most)


@router.get("/entities/{kind}")
def entities(request: Request, store: StoreDependency, kind: str) -> HTMLResponse:
    if kind not in ENTITY_KINDS:
        raise not_found_error(f"entities of a kind {kind!r}; there are {', '.join(ENTITY_KINDS)}")
    found = lookups.list_entities(store, kind)
    return render_page(
        request, "kind.html", canonical=namespaces.CG + ENTITY_KINDS[kind], kind=kind, entities=found
    )


@router.get("/entities/{kind}/{slug}")
def entity(request: Request, store: StoreDependency, kind: str, slug: str) -> HTMLResponse:
    iri = require_iri(namespaces.thing_iri(f"{kind}/{slug}"))
    found = lookups.load_entity(store, iri) if kind in ENTITY_KINDS else None
    if found is None:
        raise missing_error(store, iri, f"an entity {f'{kind}/{slug}'!r}")
    return render_page(
        request,
        "entity.html",
        canonical=found.iri,
        links=format_links(f"/id/{kind}/{slug}", RESOURCE_FORMATS),
        entity=found,
        query=lookups.resource_query(found.iri),
    )
