"""How a measurement compares with what a claim says, and which row of the decision table decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - a field is called date, as in all figures
from typing import Any

from pydantic import Field

from claimgraph.assessment import (
    DecisionRow,
    Gate,
    GateMark,
    PropositionVerdict,
    Reading,
    Standing,
    proposition_figure,
)
from claimgraph.documents.document import Document
from claimgraph.documents.figures import (
    DECIMAL,
    FigureFields,
    figure_fields,
    figure_text,
    say_interval,
)
from claimgraph.model import QuantityProposition
from claimgraph.quantities import ComparisonOutcome, DefinitionRelation, Interval, Timing


class DecidedBy(Document):
    """The row of the decision table that decided: the first whose condition held."""

    row: str = Field(description="Its number in docs/reference/model.md", examples=["D4"])
    condition: str = Field(description="Its condition")


class AssertedContent(Document):
    """What one part of a claim says."""

    comparator: str | None = Field(None, description="How its figure is meant", examples=["greater"])
    value: str | None = Field(None, description=DECIMAL)
    low: str | None = Field(None, description="Lower bound")
    high: str | None = Field(None, description="Upper bound")
    date: str | None = Field(None, description="For dates, in EDTF")
    unit: str | None = Field(None, description="Unit", examples=["papers"])
    relation: str | None = Field(None, description="For facts without a figure: which relation")
    negated: bool | None = Field(None, description="Whether the relation is denied")
    period: str | None = Field(None, description="When it is said to hold, in EDTF; null: not said")


class GateResult(Document):
    """What one gate found: a measurement that fails one is shown and does not decide."""

    gate: Gate = Field(description="Which gate", examples=["origin"])
    mark: str = Field(description="What it found", examples=["independent"])
    passed: bool = Field(description="Whether the measurement may decide as far as this gate goes")
    detail: str | None = Field(description="More in words: shared origins, reason of doubt, assumption")


class Comparison(Document):
    """One measurement read against one part of the claim."""

    proposition: str = Field(description="The part it was compared with")
    outcome: ComparisonOutcome = Field(description="What the figures say of each other")
    standing: Standing = Field(
        description="What it counts as: it decides, reads by another definition, leans, comes from the "
        "claim's own source, or is only shown"
    )
    gates: list[GateResult] = Field(description="What each gate found, in their order")
    definition: DefinitionRelation = Field(description="How the measured metric relates to the claimed one")
    assumption: str | None = Field(description="What has to hold for it to say something of the claim")
    origins: list[str] = Field(description="Documents it comes from, by IRI, and agents, as agent:slug")
    metric: str | None = Field(description="IRI of the measured metric")
    reading: str | None = Field(description="What was measured or counted, in words")
    claimed: AssertedContent = Field(description="What that part says")
    allowed: str | None = Field(description="Interval the claim allows, as compared", examples=["(46000, ∞]"])
    found: str | None = Field(description="Interval that was found, as compared", examples=["[9660, ∞]"])
    period_lies: Timing = Field(description="What the measured period means for the claimed one")
    value: str | None = Field(description=DECIMAL)
    low: str | None = Field(description="Lower bound")
    high: str | None = Field(description="Upper bound")
    date: str | None = Field(description="For dates, in EDTF")
    unit: str | None = Field(description="IRI of the unit it was measured in")
    period: str | None = Field(description="Period it was measured for, in EDTF")
    holds: bool | None = Field(description="For relations: true if what was measured agrees")
    known: Day | None = Field(description="First day on which everybody could know it")
    check: str = Field(description="The query that found it")
    used: list[str] = Field(description="IRIs of what it rests on")


def measured_figure_text(comparison: Comparison) -> str:
    """The measured figure for people: rounded to six digits, with its unit as people write it."""
    figure = FigureFields(
        value=comparison.value, low=comparison.low, high=comparison.high, date=comparison.date
    )
    text = figure_text(figure)
    return say_interval(text, comparison.unit) if text and comparison.date is None else text


def describe_row(row: DecisionRow[Any]) -> DecidedBy:
    """The row of the decision table, as docs/reference/model.md numbers it."""
    return DecidedBy(row=row.number, condition=row.condition)


def row_numbers(claim: DecidedBy, parts: Iterable[DecidedBy]) -> str:
    """The numbers of the rows that decided: on the claim, then on its parts; each once."""
    return " ".join(dict.fromkeys([claim.row, *(part.row for part in parts)]))


def describe_asserted_content(verdict: PropositionVerdict) -> AssertedContent:
    """What a proposition asserts; only the fields of its kind are set."""
    proposition = verdict.proposition
    period = proposition.period.text if proposition.period else None
    if isinstance(proposition, QuantityProposition):
        figure = figure_fields(proposition_figure(proposition))
        return AssertedContent(
            comparator=proposition.comparator, **figure, unit=proposition.unit, period=period
        )
    return AssertedContent(relation=proposition.predicate, negated=proposition.negated, period=period)


def describe_comparison(verdict: PropositionVerdict, reading: Reading) -> Comparison:
    """A measurement beside what the proposition says, and the outcome of comparing them."""
    measurement, result = reading.measurement, reading.comparison
    return Comparison(
        proposition=verdict.iri,
        outcome=result.outcome,
        standing=reading.standing,
        gates=[_describe_mark(mark) for mark in reading.marks],
        definition=reading.definition,
        assumption=measurement.assumption,
        origins=sorted(reading.origins),
        metric=measurement.metric,
        reading=measurement.reading,
        claimed=describe_asserted_content(verdict),
        allowed=_interval_text(result.claimed),
        found=_interval_text(result.measured),
        period_lies=result.timing,
        **figure_fields(measurement.figure),
        unit=measurement.unit,
        period=measurement.period.text if measurement.period else None,
        holds=measurement.holds,
        known=measurement.known_since,
        check=measurement.evidence_query,
        used=list(measurement.rests_on),
    )


def _describe_mark(mark: GateMark) -> GateResult:
    return GateResult(gate=mark.gate, mark=mark.mark, passed=mark.passed, detail=mark.detail)


def _interval_text(interval: Interval | None) -> str | None:
    return None if interval is None else str(interval)
