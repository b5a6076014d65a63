"""Verdicts on a claim: the computed one with all that led to it, and those of people beside it."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date, as in all figures

from pydantic import Field

from claimgraph.assessment.decision_table import Verdict
from claimgraph.documents.comparisons import Claimed, Comparison, DecidedBy
from claimgraph.documents.from_rdf import Document

_IRI = "https://w3id.org/claimgraph/id/"
_DECIMAL = "Decimals are strings, so that no digit is lost"


class Policy(Document):
    """What an assessment may rest on."""

    as_of: Day = Field(description="Only what was known by this day", examples=["2025-01-28"])
    without: list[str] = Field(description="Left out: IRIs of observations, sources, publishers, data sets")
    only: list[str] = Field(description="Only sources of these tiers; empty: of every tier")
    definition: str | None = Field(description="Metric taken as the claim's own; null: the claim's own")
    text: str = Field(description="All of it in words")


class Brief(Document):
    """A verdict, and the day it speaks for."""

    verdict: Verdict = Field(description="Term of the vocabulary of verdicts", examples=["contradicted"])
    as_of: Day = Field(description="Day whose knowledge it rests on")
    decided_by: DecidedBy = Field(description="Why")


class Cause(Document):
    """Something that became known."""

    finding: str = Field(description="What, in words")
    used: list[str] = Field(description="IRIs of what it rests on")


class Change(Brief):
    """From this day on the verdict is another one; the first is that of the day the claim was said."""

    day: Day = Field(description="First day of this verdict")
    because: list[Cause] = Field(
        description="What became known that day; empty: see the next, else a day came"
    )
    retracted: list[Cause] = Field(description="What counted no longer, because it was retracted")


class Part(Document):
    """The verdict on one proposition."""

    proposition: str = Field(description="Its IRI", examples=[f"{_IRI}proposition/…"])
    verdict: Verdict = Field(description="Verdict on this part")
    decided_by: DecidedBy = Field(description="Why")
    claimed: Claimed = Field(description="What it says")
    due: Day | None = Field(description="For forecasts: last day on which it can come true")


class Opinion(Document):
    """What a person judged: a verdict, or the direction of a line of evidence."""

    record: str = Field(description="IRI of the record")
    verdict: str | None = Field(description="Verdict; null for a line of evidence")
    direction: str | None = Field(description="For a line of evidence: supports, contradicts, …")
    judge: str = Field(description="Who judged")
    judged: str | None = Field(description="When, in EDTF; null: unknown")
    rating: str | None = Field(description="The rating as printed")
    differs: bool = Field(description="Whether it says another thing than the computed verdict")


class Assessment(Document):
    """The verdict that the checks come to under a policy, recomputed for this answer."""

    claim: str = Field(
        description="IRI of the claim", examples=[f"{_IRI}claim/musk-2025-all-chip-fabs-in-taiwan"]
    )
    identifier: str = Field(description="Identifier in the source tables", examples=["S18"])
    text: str = Field(description="Our paraphrase")
    verdict: Verdict = Field(description="Term of the vocabulary of verdicts", examples=["contradicted"])
    as_of: Day = Field(description="Day whose knowledge it rests on")
    policy: Policy = Field(description="What it may rest on")
    decided_by: DecidedBy = Field(description="Row of the table for claims")
    parts: list[Part] = Field(description="The verdict on each proposition")
    comparisons: list[Comparison] = Field(description="Every finding beside what the claim says")
    checks: list[str] = Field(description="IRIs of the checks that found something; the query is `sh:select`")
    said: Brief | None = Field(description="Verdict on the first day it can have been said; null: unknown")
    changes: list[Change] = Field(description="When the verdict changed, and because of what")
    people: list[Opinion] = Field(description="What people judged")
