"""One claimed figure against one measured figure: exactly one outcome, with what led to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.figures import Figure, interval_of_claim, interval_of_measurement
from claimgraph.quantities.intervals import Interval, exact_product
from claimgraph.quantities.period_relations import PeriodRelation, interval_for_claimed_period, relate_periods
from claimgraph.quantities.units import Unit, conversion_factor

_ONE = Decimal(1)


class ComparisonOutcome(StrEnum):
    """What a comparison came to; the values are the terms of the vocabulary `comparison-outcome`."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    OVERLAPS = "overlaps-within-uncertainty"
    OTHER_DEFINITION = "different-definition"
    OTHER_PERIOD = "different-period"
    NOT_COMPARABLE = "not-comparable"


class DefinitionRelation(StrEnum):
    """How the measured metric is related to the claimed one."""

    SAME = "same"
    COMPARABLE = "comparable"
    RELATED = "related"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFigure:
    """A figure as a claim puts it. `adds_up`: periods sum; `is_change`: from one time to another."""

    figure: Figure
    comparator: str
    unit: Unit
    period: Period | None = None
    adds_up: bool = False
    is_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFigure:
    """A figure as somebody measured it, by a definition that is the claim's own or another."""

    figure: Figure
    unit: Unit
    period: Period | None = None
    definition: DefinitionRelation = DefinitionRelation.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """`would`: what the figures alone would say where the definition differs.

    `allowed` and `found` are the intervals that were compared, in the unit of the claim where both
    have the same, else in the base unit of their kind.
    """

    outcome: ComparisonOutcome
    outcome_of_figures: ComparisonOutcome | None = None
    period_relation: PeriodRelation = PeriodRelation.NOT_STATED
    claimed: Interval | None = None
    measured: Interval | None = None


def compare_figures(claim: ClaimedFigure, measurement: MeasuredFigure) -> Comparison:
    """Set a measurement against a claim.

    Raises:
        UnknownComparatorError: The claim's comparator is none of the vocabulary's.
    """
    where = relate_periods(claim.period, measurement.period)
    allowed, found = (
        interval_of_claim(claim.comparator, claim.figure),
        interval_of_measurement(measurement.figure),
    )
    factors = conversion_factor(claim.unit, measurement.unit), conversion_factor(measurement.unit, claim.unit)
    if measurement.definition is DefinitionRelation.NONE or None in (allowed, found, *factors):
        return Comparison(ComparisonOutcome.NOT_COMPARABLE, None, where, allowed, found)
    assert allowed
    assert found
    allowed, found = allowed.scale(factors[0] or _ONE), found.scale(factors[1] or _ONE)
    seen = interval_for_claimed_period(found, where, adds_up=claim.adds_up, is_change=claim.is_change)
    best = _best(measurement.figure, factors[1] or _ONE) if seen == found else None
    result = ComparisonOutcome.OTHER_PERIOD if seen is None else compare_intervals(allowed, seen, best)
    if measurement.definition is DefinitionRelation.RELATED:
        return Comparison(ComparisonOutcome.OTHER_DEFINITION, result, where, allowed, seen or found)
    return Comparison(result, None, where, allowed, seen or found)


def compare_intervals(
    claimed: Interval, measured: Interval, best_estimate: Decimal | None = None
) -> ComparisonOutcome:
    """Intervals alone. A claim with two ends also agrees with an estimate whose best value lies in it.

    >>> compare_intervals(Interval.above(Decimal(40)), Interval.between(Decimal(30), Decimal(50)))
    <ComparisonOutcome.OVERLAPS: 'overlaps-within-uncertainty'>
    """
    if claimed.is_disjoint_from(measured):
        return ComparisonOutcome.CONFLICTS
    if measured.is_within(claimed):
        return ComparisonOutcome.AGREES
    if best_estimate is not None and claimed.is_bounded and Interval.point(best_estimate).is_within(claimed):
        return ComparisonOutcome.AGREES
    return ComparisonOutcome.OVERLAPS


def _best(figure: Figure, multiplier: Decimal) -> Decimal | None:
    return None if figure.value is None else exact_product(figure.value, multiplier)
