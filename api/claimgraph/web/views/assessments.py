"""Verdicts on a claim: the computed one with all that led to it, and those of people beside it."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date, as in all figures

from pydantic import Field

from claimgraph.checks.verdicts import Verdict
from claimgraph.quantities import Definition, Outcome
from claimgraph.web.views.reading import View

_IRI = "https://w3id.org/claimgraph/id/"
_DECIMAL = "Decimals are strings, so that no digit is lost"


class Policy(View):
    """What an assessment may rest on."""

    as_of: Day = Field(description="Only what was known by this day", examples=["2025-01-28"])
    without: list[str] = Field(description="Left out: IRIs of observations, sources, publishers, data sets")
    only: list[str] = Field(description="Only sources of these tiers; empty: of every tier")
    definition: str | None = Field(description="Metric taken as the claim's own; null: the claim's own")
    text: str = Field(description="All of it in words")


class DecidedBy(View):
    """The row of the decision table that held first."""

    row: str = Field(description="Its number in docs/model.md", examples=["P6"])
    condition: str = Field(description="Its condition")


class Brief(View):
    """A verdict, and the day it speaks for."""

    verdict: Verdict = Field(description="Term of the vocabulary of verdicts", examples=["contradicted"])
    as_of: Day = Field(description="Day whose knowledge it rests on")
    decided_by: DecidedBy = Field(description="Why")


class Cause(View):
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


class Claimed(View):
    """What one part of a claim says."""

    comparator: str | None = Field(None, description="How its figure is meant", examples=["greater"])
    value: str | None = Field(None, description=_DECIMAL)
    low: str | None = Field(None, description="Lower bound")
    high: str | None = Field(None, description="Upper bound")
    date: str | None = Field(None, description="For dates, in EDTF")
    unit: str | None = Field(None, description="Unit", examples=["papers"])
    relation: str | None = Field(None, description="For facts without a figure: which relation")
    negated: bool | None = Field(None, description="Whether the relation is denied")
    period: str | None = Field(None, description="When it is said to hold, in EDTF; null: not said")


class Part(View):
    """The verdict on one proposition."""

    proposition: str = Field(description="Its IRI", examples=[f"{_IRI}proposition/…"])
    verdict: Verdict = Field(description="Verdict on this part")
    decided_by: DecidedBy = Field(description="Why")
    claimed: Claimed = Field(description="What it says")
    due: Day | None = Field(description="For forecasts: last day on which it can come true")


class Comparison(View):
    """One finding set against one part of the claim."""

    proposition: str = Field(description="The part it was compared with")
    outcome: Outcome = Field(description="Exactly one of six")
    would: Outcome | None = Field(description="For another definition: what the figures alone would say")
    definition: Definition = Field(description="How the measured metric is related to the claimed one")
    metric: str | None = Field(description="IRI of the measured metric")
    reading: str | None = Field(description="What was measured or counted, in words")
    claimed: Claimed = Field(description="What that part says")
    allowed: str | None = Field(description="Interval the claim allows, as compared", examples=["(46000, ∞]"])
    found: str | None = Field(description="Interval that was found, as compared", examples=["[9660, ∞]"])
    period_lies: str = Field(description="Where the measured period lies, seen from the claimed one")
    value: str | None = Field(description=_DECIMAL)
    low: str | None = Field(description="Lower bound")
    high: str | None = Field(description="Upper bound")
    date: str | None = Field(description="For dates, in EDTF")
    unit: str | None = Field(description="IRI of the unit it was measured in")
    period: str | None = Field(description="Period it was measured for, in EDTF")
    holds: bool | None = Field(description="For relations: whether what was found agrees")
    known: Day | None = Field(description="First day on which everybody could know it")
    check: str = Field(description="The query that found it")
    used: list[str] = Field(description="IRIs of what it rests on")


class Opinion(View):
    """What a person judged: a verdict, or the direction of a line of evidence."""

    record: str = Field(description="IRI of the record")
    verdict: str | None = Field(description="Verdict; null for a line of evidence")
    direction: str | None = Field(description="For a line of evidence: supports, contradicts, …")
    judge: str = Field(description="Who judged")
    judged: str | None = Field(description="When, in EDTF; null: unknown")
    rating: str | None = Field(description="The rating as printed")
    differs: bool = Field(description="Whether it says another thing than the computed verdict")


class Assessment(View):
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
