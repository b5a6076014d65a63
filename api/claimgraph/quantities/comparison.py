"""Compares a claimed figure with a measured one: exactly one outcome, with the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.figures import Figure, interval_of_claim, interval_of_measurement
from claimgraph.quantities.intervals import Interval, exact_product
from claimgraph.quantities.period_relations import (
    PeriodRelation,
    interval_for_claimed_period,
    relate_periods,
)
from claimgraph.quantities.units import Unit, conversion_factors


class ComparisonOutcome(StrEnum):
    """The outcome of a comparison; the values are the terms of the vocabulary `comparison-outcome`."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    OVERLAPS = "overlaps-within-uncertainty"
    OTHER_DEFINITION = "different-definition"
    OTHER_PERIOD = "different-period"
    NOT_COMPARABLE = "not-comparable"


class DefinitionRelation(StrEnum):
    """How the measured metric is related to the claimed one: the same, or by which kind of bridge.

    RELATED and NONE are those of proofs made before there were bridges, and of policies.
    """

    SAME = "same"
    COMPARABLE = "comparable"
    READING_OF = "reading-of"
    PART_OF = "part-of"
    WHOLE_OF = "whole-of"
    FORMULA = "formula"
    PROXY_FOR = "proxy-for"
    DIFFERS_IN_KIND = "differs-in-kind"
    RELATED = "related"
    NONE = "none"

    @property
    def is_own(self) -> bool:
        """True if values are compared as if they were of the claimed metric."""
        return self in {DefinitionRelation.SAME, DefinitionRelation.COMPARABLE}

    @property
    def is_unrelated(self) -> bool:
        """True if values say nothing on whether the claimed figure holds."""
        return self in {DefinitionRelation.DIFFERS_IN_KIND, DefinitionRelation.NONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFigure:
    """A figure as a claim states it.

    `adds_up`: figures for parts of a period sum to the figure for the whole, as counts of papers do.
    `is_change`: the figure is a change from the beginning of the period to its end.
    """

    figure: Figure
    comparator: str
    unit: Unit
    period: Period | None = None
    adds_up: bool = False
    is_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFigure:
    """A figure as it was measured, by the claim's definition or another one."""

    figure: Figure
    unit: Unit
    period: Period | None = None
    definition: DefinitionRelation = DefinitionRelation.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome and the intervals it follows from.

    `outcome_of_figures` is the outcome if the definitions were the same; None where they are.
    `claimed` and `measured` are in the claim's unit if both figures have it, else in the base unit of
    their kind.
    """

    outcome: ComparisonOutcome
    outcome_of_figures: ComparisonOutcome | None = None
    period_relation: PeriodRelation = PeriodRelation.NOT_STATED
    claimed: Interval | None = None
    measured: Interval | None = None


def compare_figures(claim: ClaimedFigure, measurement: MeasuredFigure) -> Comparison:
    """Compare a claimed figure with a measured one.

    Raises:
        UnknownComparatorError: The claim's comparator is not in the vocabulary.
    """
    relation = relate_periods(claim.period, measurement.period)
    claimed = interval_of_claim(claim.comparator, claim.figure)
    measured = interval_of_measurement(measurement.figure)
    factors = conversion_factors(claim.unit, measurement.unit)
    if claimed is None or measured is None or factors is None or measurement.definition.is_unrelated:
        return Comparison(ComparisonOutcome.NOT_COMPARABLE, None, relation, claimed, measured)
    claimed, measured = claimed.scale(factors[0]), measured.scale(factors[1])
    applicable = interval_for_claimed_period(
        measured, relation, adds_up=claim.adds_up, is_change=claim.is_change
    )
    best_estimate = _convert(measurement.figure.value, factors[1]) if applicable == measured else None
    outcome = _compare_if_applicable(claimed, applicable, best_estimate)
    if not measurement.definition.is_own:
        outcome_of_figures, outcome = outcome, ComparisonOutcome.OTHER_DEFINITION
        return Comparison(outcome, outcome_of_figures, relation, claimed, applicable or measured)
    return Comparison(outcome, None, relation, claimed, applicable or measured)


def compare_intervals(
    claimed: Interval, measured: Interval, best_estimate: Decimal | None = None
) -> ComparisonOutcome:
    """Compare intervals alone.

    A claim bounded on both sides also agrees with a measurement whose best estimate lies within it.

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


def _compare_if_applicable(
    claimed: Interval, applicable: Interval | None, best_estimate: Decimal | None
) -> ComparisonOutcome:
    if applicable is None:
        return ComparisonOutcome.OTHER_PERIOD
    return compare_intervals(claimed, applicable, best_estimate)


def _convert(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else exact_product(value, factor)
