"""Claims as pages and as JSON: the list with its filters, one claim in full, and its lineage."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph.documents import (
    JSON,
    RESOURCE_FORMATS,
    Claim,
    ClaimPage,
    FilterValues,
    Lineage,
    describe_filters,
    local_name,
    lookups,
)
from claimgraph.web.claim_filters import (
    FILTER_PARAMETERS,
    ClaimFilters,
    FiltersParameter,
    build_query,
    load_claim_page,
)
from claimgraph.web.pages import FormatLink, format_links, render_page
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.dependencies import (
    ClaimIri,
    GraphsParameter,
    KnowledgeDependency,
    StoreDependency,
    allow_parameters,
)
from claimgraph.web.routes.not_found import require_claim
from claimgraph.web.routes.responses import BAD, MISSING
from claimgraph.web.routes.reviews import embed_reviews, review_link

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1", tags=["claims"])


@api.get(
    "/claims",
    dependencies=[allow_parameters(*FILTER_PARAMETERS)],
    responses=BAD,
    operation_id="listClaims",
)
def claims(knowledge: KnowledgeDependency, filters: FiltersParameter) -> ClaimPage:
    """Claims that fit every filter given.

    Withheld claims are not among them. A claim's `iri` ends in the slug to ask for it by.
    """
    return load_claim_page(knowledge, filters)


@pages.get("/claims", dependencies=[allow_parameters(*FILTER_PARAMETERS)])
def claims_page(request: Request, knowledge: KnowledgeDependency, filters: FiltersParameter) -> HTMLResponse:
    return render_page(
        request,
        "claims.html",
        links=[FormatLink(f"/api/v1/claims?{request.url.query}".rstrip("?"), JSON)],
        filters=filters,
        claim_page=load_claim_page(knowledge, filters),
        facets=knowledge.once(lookups.load_facets, knowledge.store),
        query=build_query(filters),
        page_links=_page_links(filters),
    )


@api.get(
    "/claims/{slug}",
    dependencies=[allow_parameters("sensitive")],
    responses=MISSING,
    operation_id="getClaim",
)
def claim(store: StoreDependency, iri: ClaimIri, graphs: GraphsParameter) -> Claim:
    """One claim: its content, who said it where, the evidence, and the claims it bears on."""
    return require_claim(lookups.load_claim(store, iri, graphs), store, iri, graphs)


@pages.get("/claims/{slug}", dependencies=[allow_parameters("sensitive", *POLICY_PARAMETERS)])
def claim_page(
    request: Request,
    knowledge: KnowledgeDependency,
    iri: ClaimIri,
    graphs: GraphsParameter,
    policy: PolicyParameter,
) -> HTMLResponse:
    store, slug = knowledge.store, local_name(iri)
    claim = require_claim(lookups.load_claim(store, iri, graphs), store, iri, graphs)
    loaded = (
        None
        if graphs
        else lookups.load_verdict_with_sensitivity(knowledge, iri, requested_policy(store, policy))
    )
    verdict, sensitivity = loaded or (None, None)
    return render_page(
        request,
        "claim.html",
        canonical=iri,
        links=[] if graphs else [*format_links(f"/id/claim/{slug}", RESOURCE_FORMATS), review_link(slug)],
        claim=claim,
        verdict=verdict,
        sensitivity=sensitivity,
        evidence_queries=lookups.bind_evidence_queries(knowledge, verdict) if verdict else (),
        lineage=lookups.load_claim_lineage(store, iri, graphs),
        query=lookups.claim_query(iri),
        reviews=embed_reviews(store, iri),
    )


@api.get(
    "/claims/{slug}/lineage",
    dependencies=[allow_parameters("sensitive")],
    responses=MISSING,
    operation_id="getClaimLineage",
)
def lineage(store: StoreDependency, iri: ClaimIri, graphs: GraphsParameter) -> Lineage:
    """Where a claim comes from: back by what its utterances repeat and quote, to independent origins."""
    return require_claim(lookups.load_claim_lineage(store, iri, graphs), store, iri, graphs)


@api.get("/filters", dependencies=[allow_parameters()], responses=BAD, operation_id="listFilters")
def filter_values(knowledge: KnowledgeDependency) -> FilterValues:
    """The values that the filters of the list of claims may take."""
    return describe_filters(knowledge.once(lookups.load_facets, knowledge.store))


def _page_links(filters: ClaimFilters) -> dict[str, str]:
    """The addresses of the previous and the next page; the template knows which exist."""
    parameters: dict[str, object] = dict(filters.chosen)
    for name, default in (("sort", "newest"), ("size", 50)):
        if getattr(filters, name) != default:
            parameters[name] = getattr(filters, name)
    numbers = {"previous": filters.page - 1, "next": filters.page + 1}
    return {name: "/claims?" + urlencode(parameters | {"page": number}) for name, number in numbers.items()}
