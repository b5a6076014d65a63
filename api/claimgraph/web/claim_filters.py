"""Which claims are asked for, in what order, and which page of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Query
from pydantic import BaseModel, Field

from claimgraph import namespaces
from claimgraph.assessment import Knowledge
from claimgraph.documents import ClaimPage, ClaimSummary, lookups
from claimgraph.stores import Store

Sort = Literal["newest", "oldest", "text", "identifier"]
FILTER_PARAMETERS = ("topic", "type", "speaker", "entity", "q", "sort", "page", "size")


class ClaimFilters(BaseModel):
    """Every filter narrows the answer; empty ones do nothing, so that a form can send them all."""

    topic: str = Field("", description="Slug of a topic", examples=["fabs"])
    type: str = Field("", description="Slug of a claim type", examples=["prediction"])
    speaker: str = Field("", description="Who said it: kind/slug", examples=["person/elon-musk"])
    entity: str = Field("", description="What it is about: kind/slug", examples=["nation/taiwan"])
    q: str = Field(
        "",
        max_length=200,
        description="Words that must all occur in the paraphrase, a quote, or the name of a speaker or "
        "entity. Case does not matter; six words at most.",
        examples=["taiwan fabs"],
    )
    sort: Sort = Field("newest", description="By the first day it may have been said, by text, by identifier")
    page: int = Field(1, ge=1, description="Page; the first is 1")
    size: int = Field(50, ge=1, le=200, description="Claims on a page")

    @property
    def words(self) -> list[str]:
        return self.q.split()

    @property
    def iris(self) -> dict[str, str]:
        """The IRI each filter stands for, by the name of the query's variable."""
        iris = {
            "topic": self.topic and _concept("topic", self.topic),
            "kind": self.type and _concept("claim-type", self.type),
            "saidBy": self.speaker and namespaces.expand_iri(self.speaker),
            "entity": self.entity and namespaces.expand_iri(self.entity),
        }
        return {name: iri for name, iri in iris.items() if iri}

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that do something."""
        values = {name: getattr(self, name) for name in ("topic", "type", "speaker", "entity", "q")}
        return {name: value for name, value in values.items() if value}


FiltersParameter = Annotated[ClaimFilters, Query()]


def build_query(filters: ClaimFilters) -> str:
    """The query behind the list of claims.

    Raises:
        HTTPException: 400, naming the filter that is wrong.
    """
    if len(filters.words) > lookups.MAX_WORDS:
        raise HTTPException(400, f"q has {len(filters.words)} words; {lookups.MAX_WORDS} is the most.")
    try:
        return lookups.claims_query(filters.iris, filters.words)
    except ValueError as error:  # a character no IRI may have
        raise HTTPException(400, f"A filter is not the name of anything: {error}.") from None


def load_claim_page(knowledge: Knowledge, filters: ClaimFilters) -> ClaimPage:
    """The page of claims that the filters ask for.

    Raises:
        HTTPException: 400, naming a filter value that the graph does not know.
    """
    store, query = knowledge.store, build_query(filters)
    claims = (
        lookups.find_claims(store, query)
        if filters.chosen
        else knowledge.once(lookups.find_claims, store, query)
    )
    if not claims:
        _require_known_values(store, filters)
    ordered = _sort_claims(claims, filters.sort)
    start = (filters.page - 1) * filters.size
    return ClaimPage(
        total=len(ordered),
        page=filters.page,
        size=filters.size,
        pages=max(1, -(-len(ordered) // filters.size)),
        claims=ordered[start : start + filters.size],
    )


def _require_known_values(store: Store, filters: ClaimFilters) -> None:
    names = {"saidBy": "speaker", "kind": "type"}
    for variable, iri in filters.iris.items():
        if not lookups.is_described(store, iri):
            name = names.get(variable, variable)
            value = getattr(filters, name)
            raise HTTPException(400, f"No {name} {value!r} is known. /api/v1/filters lists what there is.")


def _sort_claims(claims: list[ClaimSummary], sort: Sort) -> list[ClaimSummary]:
    """The claims in an order; those of an unknown day come last, whichever way the days run."""
    by_iri = sorted(claims, key=lambda claim: claim.iri)
    if sort == "text":
        return sorted(by_iri, key=lambda claim: claim.text.casefold())
    if sort == "identifier":
        return sorted(by_iri, key=lambda claim: claim.identifiers)
    dated = [(claim.first_said, claim) for claim in by_iri if claim.first_said]
    undated = [claim for claim in by_iri if not claim.first_said]
    dated.sort(key=lambda pair: pair[0], reverse=sort == "newest")
    return [claim for _, claim in dated] + undated


def _concept(scheme: str, slug: str) -> str:
    return slug if ":" in slug else namespaces.concept_iri(scheme, slug)
