"""Pages of entities: the kinds, the entities of a kind, and one entity in full."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph import namespaces
from claimgraph.documents import lookups
from claimgraph.documents.formats import THING
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.web.pages import other_formats, page
from claimgraph.web.routes.common import TheStore, not_found, only, valid
from claimgraph.web.routes.gone import missing

router = APIRouter(include_in_schema=False, dependencies=[only()])


@router.get("/entities")
def kinds(request: Request, store: TheStore) -> HTMLResponse:
    counts = lookups.counts(store)
    shown = {kind: counts[kind] for kind in ENTITY_KINDS if kind in counts}
    most = lookups.facets(store)["entity"][:24]
    return page(request, "entities.html", counts=shown, most=most)


@router.get("/entities/{kind}")
def entities(request: Request, store: TheStore, kind: str) -> HTMLResponse:
    if kind not in ENTITY_KINDS:
        raise not_found(f"entities of a kind {kind!r}; there are {', '.join(ENTITY_KINDS)}")
    found = lookups.entities_of_kind(store, kind)
    return page(request, "kind.html", canonical=namespaces.CG + ENTITY_KINDS[kind], kind=kind, entities=found)


@router.get("/entities/{kind}/{slug}")
def entity(request: Request, store: TheStore, kind: str, slug: str) -> HTMLResponse:
    iri = valid(namespaces.thing(f"{kind}/{slug}"))
    found = lookups.entity(store, iri) if kind in ENTITY_KINDS else None
    if found is None:
        raise missing(store, iri, f"an entity {f'{kind}/{slug}'!r}")
    return page(
        request,
        "entity.html",
        canonical=found.iri,
        links=other_formats(f"/id/{kind}/{slug}", THING),
        entity=found,
        query=lookups.thing_query(found.iri),
    )
