"""A comparison of a claimed with a measured figure, and a verdict with the rows that decided."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date, as in all figures

from pydantic import Field

from claimgraph.documents.from_rdf import Document
from claimgraph.quantities import ComparisonOutcome, DefinitionRelation

_DECIMAL = "Decimals are strings, so that no digit is lost"


class DecidedBy(Document):
    """The row of the decision table that held first."""

    row: str = Field(description="Its number in docs/reference/model.md", examples=["P6"])
    condition: str = Field(description="Its condition")


class Claimed(Document):
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


class Comparison(Document):
    """One finding set against one part of the claim."""

    proposition: str = Field(description="The part it was compared with")
    outcome: ComparisonOutcome = Field(description="Exactly one of six")
    would: ComparisonOutcome | None = Field(
        description="For another definition: what the figures alone would say"
    )
    definition: DefinitionRelation = Field(
        description="How the measured metric is related to the claimed one"
    )
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
