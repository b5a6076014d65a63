"""A comparison of a claimed with a measured figure, and a verdict with the rows that decided."""

from __future__ import annotations

from pydantic import Field

from claimgraph.web.views.reading import View

_DECIMAL = "Decimals are JSON strings, so that no digit is lost"


class DecidedBy(View):
    """A row of the decision table."""

    row: str = Field(description="Its number in docs/model.md", examples=["P6"])
    condition: str = Field(description="What held", examples=["by its own definition evidence conflicts"])


class Asserted(View):
    """What a part of a claim says: a figure, or a relation."""

    comparator: str | None = Field(None, description="Slug of how figure and claim compare")
    value: str | None = Field(None, description=f"The figure. {_DECIMAL}", examples=["100"])
    low: str | None = Field(None, description=f"Lower bound. {_DECIMAL}")
    high: str | None = Field(None, description=f"Upper bound. {_DECIMAL}")
    date: str | None = Field(None, description="The date, in EDTF, of a metric that is one")
    unit: str | None = Field(None, description="Unit as the tables write it", examples=["unit:PERCENT"])
    relation: str | None = Field(None, description="Slug of the relation, for a fact without a figure")
    negated: bool | None = Field(None, description="True when the claim denies the relation")
    period: str | None = Field(None, description="When it is said to hold, in EDTF; null: not said")


class Comparison(View):
    """A finding of a check beside what the claim says, and what came of it."""

    proposition: str = Field(description="IRI of the part of the claim")
    outcome: str = Field(description="Slug of the outcome", examples=["conflicts"])
    would: str | None = Field(description="What the figures alone would say where the definition differs")
    definition: str = Field(description="same, comparable or related to the claim's", examples=["same"])
    metric: str | None = Field(description="IRI of the metric measured")
    reading: str | None = Field(description="What was measured, in words")
    claimed: Asserted = Field(description="What the claim says")
    allowed: str | None = Field(description="Figures that the claim allows for, as an interval")
    found: str | None = Field(description="Figures that were measured, as an interval")
    period_lies: str = Field(description="How the measured period lies to that of the claim")
    value: str | None = Field(description=f"The figure found. {_DECIMAL}")
    low: str | None = Field(description=f"Lower bound found. {_DECIMAL}")
    high: str | None = Field(description=f"Upper bound found. {_DECIMAL}")
    date: str | None = Field(description="The date found, in EDTF")
    unit: str | None = Field(description="IRI of the unit of what was found")
    period: str | None = Field(description="When what was found held, in EDTF")
    holds: bool | None = Field(description="Whether a relation was found to hold; null for figures")
    known: str | None = Field(description="The first day on which everybody could know it")
    check: str = Field(description="IRI of the check that found it")
    used: list[str] = Field(description="IRIs of what it rests on")
