"""Pages of claims: the list with its filters, and one claim in full."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph.documents import lookups, verdict_lookups
from claimgraph.documents.formats import JSON, RESOURCE_FORMATS
from claimgraph.namespaces import thing_iri
from claimgraph.web import claim_filters as asked
from claimgraph.web import policies
from claimgraph.web.claim_filters import FILTER_PARAMETERS, ClaimFilters, FiltersParameter
from claimgraph.web.pages import FormatLink, format_links, render_page
from claimgraph.web.policies import PolicyParameter
from claimgraph.web.routes.dependencies import (
    GraphsParameter,
    KnowledgeDependency,
    StoreDependency,
    allow_parameters,
    require_iri,
)
from claimgraph.web.routes.reviews import embedded, review_link
from claimgraph.web.routes.tombstones import missing_error

router = APIRouter(include_in_schema=False)


@router.get("/claims", dependencies=[allow_parameters(*FILTER_PARAMETERS)])
def claims(request: Request, store: StoreDependency, filters: FiltersParameter) -> HTMLResponse:
    return render_page(
        request,
        "claims.html",
        links=[FormatLink(f"/api/v1/claims?{request.url.query}".rstrip("?"), JSON)],
        filters=filters,
        found=asked.load_claim_page(store, filters),
        facets=lookups.load_facets(store),
        query=asked.filtered_query(filters),
        page_links=_page_links(filters),
    )


@router.get("/claims/{slug}", dependencies=[allow_parameters("sensitive", *policies.POLICY_PARAMETERS)])
def claim(
    request: Request,
    knowledge: KnowledgeDependency,
    slug: str,
    graphs: GraphsParameter,
    policy: PolicyParameter,
) -> HTMLResponse:
    store, iri = knowledge.store, require_iri(thing_iri(f"claim/{slug}"))
    found = lookups.load_claim(store, slug, graphs)
    if found is None:
        raise missing_error(store, iri, f"a claim {slug!r}", graphs)
    verdict = (
        None
        if graphs
        else verdict_lookups.load_assessment(knowledge, slug, policies.requested_policy(store, policy))
    )
    return render_page(
        request,
        "claim.html",
        canonical=iri,
        links=[] if graphs else [*format_links(f"/id/claim/{slug}", RESOURCE_FORMATS), review_link(slug)],
        claim=found,
        verdict=verdict,
        checks=verdict_lookups.bind_evidence_queries(knowledge, verdict) if verdict else (),
        lineage=lookups.load_claim_lineage(store, slug, graphs),
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
