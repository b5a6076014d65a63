"""The JSON API: what the pages show, as typed documents."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from claimgraph import namespaces
from claimgraph.documents import lookups
from claimgraph.documents.claims import Claim, ClaimPage
from claimgraph.documents.document import Document
from claimgraph.documents.entities import Entity
from claimgraph.documents.lineage import Lineage
from claimgraph.documents.retractions import Retraction
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.web import claim_filters as asked
from claimgraph.web.claim_filters import FILTER_PARAMETERS, FiltersParameter
from claimgraph.web.routes.dependencies import GraphsParameter, StoreDependency, allow_parameters, require_iri
from claimgraph.web.routes.tombstones import missing_error


class Problem(Document):
    """What went wrong (RFC 9457), as application/problem+json."""

    type: str = Field(description="Kind of problem", examples=["about:blank"])
    title: str = Field(description="The kind in words", examples=["Not Found"])
    status: int = Field(description="HTTP status", examples=[404])
    detail: str = Field(description="What to change", examples=["The graph holds nothing about a claim 'x'."])
    code: str | None = Field(None, description="The kind of error, for programs", examples=["QuerySyntax"])
    line: int | None = Field(None, description="Where a query is wrong, from 1", examples=[1])
    column: int | None = Field(None, description="Where in that line, from 1", examples=[17])
    retractions: list[Retraction] | None = Field(None, description="Why a thing is gone (410)")


class FilterValue(Document):
    """A value a filter may take."""

    value: str = Field(description="What to write in the address", examples=["fabs"])
    label: str = Field(description="What it is called", examples=["chip fabs"])
    claims: int = Field(description="Claims it leaves", examples=[12])


class FilterValues(Document):
    """Every value of every filter that leaves at least one claim."""

    topic: list[FilterValue] = Field(description="Topics, the most frequent first")
    type: list[FilterValue] = Field(description="Claim types, the most frequent first")
    speaker: list[FilterValue] = Field(description="Speakers, those of most claims first")
    entity: list[FilterValue] = Field(description="Entities that claims are about, the most frequent first")


def _problem(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {"application/problem+json": {"schema": schema}}}


BAD: dict[int | str, dict[str, Any]] = {400: _problem("A parameter is unknown or cannot be"), 422: {}}
MISSING: dict[int | str, dict[str, Any]] = BAD | {
    404: _problem("The graph holds no such thing"),
    410: _problem("It was retracted and removed; `retractions` say why"),
}
router = APIRouter(prefix="/api/v1", tags=["claims"])


@router.get(
    "/claims", dependencies=[allow_parameters(*FILTER_PARAMETERS)], responses=BAD, operation_id="listClaims"
)
def claims(store: StoreDependency, filters: FiltersParameter) -> ClaimPage:
    """Claims that fit every filter given.

    Withheld claims are not among them. A claim's `iri` ends in the slug to ask for it by.
    """
    return asked.load_claim_page(store, filters)


@router.get(
    "/claims/{slug}", dependencies=[allow_parameters("sensitive")], responses=MISSING, operation_id="getClaim"
)
def claim(store: StoreDependency, slug: str, graphs: GraphsParameter) -> Claim:
    """One claim: its content, who said it where, the evidence, and the claims it bears on."""
    iri = require_iri(namespaces.thing_iri(f"claim/{slug}"))
    found = lookups.load_claim(store, slug, graphs)
    if found is None:
        raise missing_error(store, iri, f"a claim {slug!r}", graphs)
    return found


@router.get(
    "/claims/{slug}/lineage",
    dependencies=[allow_parameters("sensitive")],
    responses=MISSING,
    operation_id="getClaimLineage",
)
def lineage(store: StoreDependency, slug: str, graphs: GraphsParameter) -> Lineage:
    """Where a claim comes from: back by what its utterances repeat and quote, to independent origins."""
    iri = require_iri(namespaces.thing_iri(f"claim/{slug}"))
    found = lookups.load_claim_lineage(store, slug, graphs)
    if found is None:
        raise missing_error(store, iri, f"a claim {slug!r}", graphs)
    return found


@router.get(
    "/entities/{kind}/{slug}", dependencies=[allow_parameters()], responses=MISSING, operation_id="getEntity"
)
def entity(store: StoreDependency, kind: str, slug: str) -> Entity:
    """One entity: names, identifiers, links, fabs, measurements, and the claims about it and by it."""
    iri = require_iri(namespaces.thing_iri(f"{kind}/{slug}"))
    found = lookups.load_entity(store, iri) if kind in ENTITY_KINDS else None
    if found is None:
        raise missing_error(store, iri, f"an entity {f'{kind}/{slug}'!r}")
    return found


@router.get("/filters", dependencies=[allow_parameters()], responses=BAD, operation_id="listFilters")
def filter_values(store: StoreDependency) -> FilterValues:
    """The values that the filters of the list of claims may take."""
    facets = lookups.load_facets(store)
    return FilterValues.model_validate(
        {name: [_value(facet) for facet in values] for name, values in facets.items()}
    )


def _value(facet: lookups.Facet) -> FilterValue:
    return FilterValue(value=facet.parameter, label=facet.label, claims=facet.claims)
