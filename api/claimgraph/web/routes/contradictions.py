"""Contradictions between claims, as a page and as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from claimgraph import namespaces
from claimgraph.analysis.contradictions import ContradictionKind, find_contradictions
from claimgraph.assessment import Knowledge, is_described
from claimgraph.documents import JSON, ContradictionPage, describe_contradiction_page
from claimgraph.documents.lookups import claims_query, find_claims
from claimgraph.web.pages import FormatLink, render_page
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters
from claimgraph.web.routes.responses import BAD

router = APIRouter()
_PARAMETERS = ("kind", "claim", "page", "size")


class ContradictionFilters(BaseModel):
    """Which contradictions. Empty values do nothing, so that a form can send them all."""

    kind: ContradictionKind | None = Field(
        None, description="How they exclude each other; left out: all kinds"
    )
    claim: str = Field("", description="Slug of a claim that is one side")
    page: int = Field(1, ge=1, description="Page; the first is 1")
    size: int = Field(100, ge=1, le=500, description="Contradictions on a page")

    @property
    def kinds(self) -> tuple[ContradictionKind, ...]:
        return (self.kind,) if self.kind else tuple(ContradictionKind)


FiltersParameter = Annotated[ContradictionFilters, Query()]


@router.get(
    "/api/v1/contradictions",
    dependencies=[allow_parameters(*_PARAMETERS)],
    responses=BAD,
    operation_id="listContradictions",
    tags=["checks"],
)
def contradictions(knowledge: KnowledgeDependency, filters: FiltersParameter) -> ContradictionPage:
    """Pairs of claims that contradict each other, that only seem to, or that say the same, by kind."""
    return _load_page(knowledge, filters)


@router.get("/contradictions", dependencies=[allow_parameters(*_PARAMETERS)], include_in_schema=False)
def contradictions_page(
    request: Request, knowledge: KnowledgeDependency, filters: FiltersParameter
) -> HTMLResponse:
    claims = knowledge.once(find_claims, knowledge.store, claims_query({}, []))
    return render_page(
        request,
        "contradictions.html",
        links=[FormatLink(f"/api/v1/contradictions?{request.url.query}".rstrip("?"), JSON)],
        answer=_load_page(knowledge, filters),
        claims={claim.iri: claim for claim in claims},
        kinds=tuple(ContradictionKind),
        filters=filters,
    )


def _load_page(knowledge: Knowledge, filters: ContradictionFilters) -> ContradictionPage:
    if filters.claim and not is_described(knowledge.store, namespaces.thing_iri(f"claim/{filters.claim}")):
        raise HTTPException(400, f"claim: no claim {filters.claim!r} is known. /api/v1/claims lists them.")
    contradictions = knowledge.once(find_contradictions, knowledge)
    return describe_contradiction_page(
        contradictions, filters.kinds, filters.claim or None, filters.page, filters.size
    )
