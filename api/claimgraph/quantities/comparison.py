"""One claimed figure against one measured figure: exactly one outcome, with what led to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.figures import Figure, claimed, measured
from claimgraph.quantities.intervals import Interval, product
from claimgraph.quantities.period_relations import Lie, lie, over
from claimgraph.quantities.units import Unit, factor

_ONE = Decimal(1)


class Outcome(StrEnum):
    """What a comparison came to; the values are the terms of the vocabulary `comparison-outcome`."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    OVERLAPS = "overlaps-within-uncertainty"
    OTHER_DEFINITION = "different-definition"
    OTHER_PERIOD = "different-period"
    NOT_COMPARABLE = "not-comparable"


class Definition(StrEnum):
    """How the measured metric is related to the claimed one."""

    SAME = "same"
    COMPARABLE = "comparable"
    RELATED = "related"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A figure as a claim puts it. `adds_up`: periods sum; `is_change`: from one time to another."""

    figure: Figure
    comparator: str
    unit: Unit
    period: Period | None = None
    adds_up: bool = False
    is_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure as somebody measured it, by a definition that is the claim's own or another."""

    figure: Figure
    unit: Unit
    period: Period | None = None
    definition: Definition = Definition.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """`would`: what the figures alone would say where the definition differs.

    `allowed` and `found` are the intervals that were compared, in the unit of the claim where both
    have the same, else in the base unit of their kind.
    """

    outcome: Outcome
    would: Outcome | None = None
    where: Lie = Lie.NOT_STATED
    allowed: Interval | None = None
    found: Interval | None = None


def compare(claim: Claimed, measurement: Measured) -> Comparison:
    """Set a measurement against a claim.

    Raises:
        UnknownComparatorError: The claim's comparator is none of the vocabulary's.
    """
    where = lie(claim.period, measurement.period)
    allowed, found = claimed(claim.comparator, claim.figure), measured(measurement.figure)
    factors = factor(claim.unit, measurement.unit), factor(measurement.unit, claim.unit)
    if measurement.definition is Definition.NONE or None in (allowed, found, *factors):
        return Comparison(Outcome.NOT_COMPARABLE, None, where, allowed, found)
    assert allowed
    assert found
    allowed, found = allowed.times(factors[0] or _ONE), found.times(factors[1] or _ONE)
    seen = over(found, where, adds_up=claim.adds_up, is_change=claim.is_change)
    best = _best(measurement.figure, factors[1] or _ONE) if seen == found else None
    result = Outcome.OTHER_PERIOD if seen is None else figures(allowed, seen, best)
    if measurement.definition is Definition.RELATED:
        return Comparison(Outcome.OTHER_DEFINITION, result, where, allowed, seen or found)
    return Comparison(result, None, where, allowed, seen or found)


def figures(allowed: Interval, found: Interval, best: Decimal | None = None) -> Outcome:
    """Intervals alone. A claim with two ends also agrees with an estimate whose best value lies in it.

    >>> figures(Interval.above(Decimal(40)), Interval.closed(Decimal(30), Decimal(50)))
    <Outcome.OVERLAPS: 'overlaps-within-uncertainty'>
    """
    if allowed.disjoint(found):
        return Outcome.CONFLICTS
    if found.within(allowed):
        return Outcome.AGREES
    if best is not None and allowed.bounded and Interval.point(best).within(allowed):
        return Outcome.AGREES
    return Outcome.OVERLAPS


def _best(figure: Figure, multiplier: Decimal) -> Decimal | None:
    return None if figure.value is None else product(figure.value, multiplier)
