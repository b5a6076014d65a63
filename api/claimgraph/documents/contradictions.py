"""Contradictions between claims: found by comparison, and judged by people."""

from __future__ import annotations

from pydantic import Field

from claimgraph.analysis.contradictions.pair_rule import ContradictionKind
from claimgraph.documents.from_rdf import Document


class Figure(Document):
    """One side of a contradiction."""

    claim: str = Field(description="IRI of the claim")
    proposition: str = Field(description="IRI of its part that gives the figure")
    metric: str = Field(description="IRI of the metric")
    interval: str = Field(description="What the figure allows for, in the base unit", examples=["(46000, ∞]"])


class Judgement(Document):
    """That somebody holds the two for contradictory."""

    record: str = Field(description="IRI of the judgement")
    basis: str | None = Field(description="IRI of its basis")
    judge: str | None = Field(description="IRI of who judged")
    judged: str | None = Field(description="When, in EDTF")


class Contradiction(Document):
    """Two claims that cannot both hold, or would not by one definition and for one period."""

    claims: list[str] = Field(description="IRIs of the two claims, sorted")
    kind: ContradictionKind = Field(description="How they exclude each other")
    figures: list[Figure] = Field(description="The lower and the upper figure; empty: only judged so")
    judged: list[Judgement] = Field(description="Who holds them for contradictory")


class ContradictionPage(Document):
    """Some of the contradictions, with the count of all."""

    counts: dict[ContradictionKind, int] = Field(description="How many there are of each kind")
    total: int = Field(description="How many there are of the kinds asked for")
    contradictions: list[Contradiction] = Field(description="Those of this page, kind by kind")
    page: int = Field(description="Page; the first is 1")
    size: int = Field(description="Contradictions on a page")
