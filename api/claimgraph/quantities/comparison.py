"""Compares a claimed figure with a measured one; the outcome is one of five."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.figures import Figure, interval_of_claim, interval_of_measurement
from claimgraph.quantities.intervals import INFINITY, Interval, exact_product
from claimgraph.quantities.timing import Timing, apply_timing, judge_timing
from claimgraph.quantities.units import Unit, conversion_factors


class ComparisonOutcome(StrEnum):
    """What the figures say of each other; the values are the terms of the vocabulary `comparison-outcome`."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    OVERLAPS = "overlaps-within-uncertainty"
    OTHER_PERIOD = "different-period"
    NOT_COMPARABLE = "not-comparable"


class Bound(StrEnum):
    """What a measurement is of what was claimed: the whole of it, a part, or more than it."""

    WHOLE = "whole"
    PART = "part"  # the measured value is a lower bound
    MORE = "more"  # the measured value is an upper bound

    def apply(self, interval: Interval) -> Interval:
        """What the interval leaves possible for the claimed quantity."""
        if self is Bound.PART:
            return Interval(interval.low, (INFINITY, 0))
        if self is Bound.MORE:
            return Interval((min(interval.low[0], Decimal(0)), 0), interval.high)
        return interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFigure:
    """A figure as a claim states it.

    `adds_up`: figures for parts of a period sum to the figure for the whole, as counts of papers do.
    `is_change`: the figure is a change from the beginning of the period to its end.
    `period`: when it holds; for a claim in the present tense the day it was made.
    `is_timeless`: it happened once, so that the period of a measurement does not matter.
    """

    figure: Figure
    comparator: str
    unit: Unit
    period: Period | None = None
    adds_up: bool = False
    is_change: bool = False
    is_timeless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFigure:
    """A figure as it was measured, and what it is multiplied with to be in money of the claim's year."""

    figure: Figure
    unit: Unit
    period: Period | None = None
    bounds: tuple[Bound, ...] = ()
    money_factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome and the intervals it follows from.

    `claimed`, `measured` and `best_estimate` are in the claim's unit if both figures have it, else in the
    base unit of their kind. `best_estimate`: the measured value, where it is one and no bound.
    """

    outcome: ComparisonOutcome
    timing: Timing = Timing.CHOSEN
    claimed: Interval | None = None
    measured: Interval | None = None
    best_estimate: Decimal | None = None


def compare_figures(claim: ClaimedFigure, measurement: MeasuredFigure) -> Comparison:
    """Compare a claimed figure with a measured one.

    Raises:
        UnknownComparatorError: The claim's comparator is not in the vocabulary.
    """
    return compare_claimed_interval(interval_of_claim(claim.comparator, claim.figure), claim, measurement)


def compare_claimed_interval(
    claimed: Interval | None, claim: ClaimedFigure, measurement: MeasuredFigure
) -> Comparison:
    """Compare a measured figure with an interval that a claim allows, in the claim's unit and period."""
    timing = _judge_timing(claim, measurement)
    measured = interval_of_measurement(measurement.figure)
    factors = conversion_factors(claim.unit, measurement.unit)
    if claimed is None or measured is None or factors is None:
        return Comparison(ComparisonOutcome.NOT_COMPARABLE, timing, claimed, measured)
    factor = exact_product(factors[1], measurement.money_factor)
    claimed, measured = claimed.scale(factors[0]), measured.scale(factor)
    applicable = apply_timing(measured, timing)
    if applicable is None:
        return Comparison(ComparisonOutcome.OTHER_PERIOD, timing, claimed, measured)
    for bound in measurement.bounds:
        applicable = bound.apply(applicable)
    best_estimate = _scale(measurement.figure.value, factor) if applicable == measured else None
    outcome = compare_intervals(claimed, applicable, best_estimate)
    return Comparison(outcome, timing, claimed, applicable, best_estimate)


def _judge_timing(claim: ClaimedFigure, measurement: MeasuredFigure) -> Timing:
    if claim.is_timeless:
        return Timing.TIMELESS
    return judge_timing(claim.period, measurement.period, adds_up=claim.adds_up, is_change=claim.is_change)


def compare_intervals(
    claimed: Interval, measured: Interval, best_estimate: Decimal | None = None
) -> ComparisonOutcome:
    """Compare intervals alone.

    A claim also agrees with a measurement whose best estimate lies within what it allows.

    >>> compare_intervals(Interval.above(Decimal(40)), Interval.between(Decimal(30), Decimal(50)))
    <ComparisonOutcome.OVERLAPS: 'overlaps-within-uncertainty'>
    """
    if claimed.is_disjoint_from(measured):
        return ComparisonOutcome.CONFLICTS
    if measured.is_within(claimed):
        return ComparisonOutcome.AGREES
    if best_estimate is not None and Interval.point(best_estimate).is_within(claimed):
        return ComparisonOutcome.AGREES
    return ComparisonOutcome.OVERLAPS


def _scale(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else exact_product(value, factor)
