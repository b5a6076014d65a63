"""Pages of claims: the list with its filters, and one claim in full."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph.documents import assessing, lookups
from claimgraph.documents.formats import JSON, THING
from claimgraph.namespaces import thing
from claimgraph.web import filters as asked
from claimgraph.web import policies
from claimgraph.web.filters import PARAMETERS, ClaimFilters, TheFilters
from claimgraph.web.pages import Link, other_formats, page
from claimgraph.web.policies import ThePolicy
from claimgraph.web.routes.common import GraphsToRead, TheStore, only, valid
from claimgraph.web.routes.gone import missing
from claimgraph.web.routes.reviews import embedded, review_link

router = APIRouter(include_in_schema=False)


@router.get("/claims", dependencies=[only(*PARAMETERS)])
def claims(request: Request, store: TheStore, filters: TheFilters) -> HTMLResponse:
    return page(
        request,
        "claims.html",
        links=[Link(f"/api/v1/claims?{request.url.query}".rstrip("?"), JSON)],
        filters=filters,
        found=asked.find(store, filters),
        facets=lookups.facets(store),
        query=asked.query(filters),
        page_links=_page_links(filters),
    )


@router.get("/claims/{slug}", dependencies=[only("sensitive", *policies.PARAMETERS)])
def claim(
    request: Request, store: TheStore, slug: str, graphs: GraphsToRead, policy: ThePolicy
) -> HTMLResponse:
    iri = valid(thing(f"claim/{slug}"))
    found = lookups.claim(store, slug, graphs)
    if found is None:
        raise missing(store, iri, f"a claim {slug!r}", graphs)
    verdict = None if graphs else assessing.assessment(store, slug, policies.asked(store, policy))
    return page(
        request,
        "claim.html",
        canonical=iri,
        links=[] if graphs else [*other_formats(f"/id/claim/{slug}", THING), review_link(slug)],
        claim=found,
        verdict=verdict,
        checks=assessing.queries(store, verdict) if verdict else (),
        lineage=lookups.claim_lineage(store, slug, graphs),
        query=lookups.claim_query(slug),
        reviews=embedded(store, slug),
    )


def _page_links(filters: ClaimFilters) -> dict[str, str]:
    """The addresses of the previous and the next page; the template knows which exist."""
    kept: dict[str, object] = dict(filters.chosen)
    for name, usual in (("sort", "newest"), ("size", 50)):
        if getattr(filters, name) != usual:
            kept[name] = getattr(filters, name)
    numbers = {"previous": filters.page - 1, "next": filters.page + 1}
    return {name: "/claims?" + urlencode(kept | {"page": number}) for name, number in numbers.items()}
