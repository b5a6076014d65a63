"""Reads a measurement otherwise than the rules do: with a gate waived, or with money as it was stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimgraph.assessment.gates import SELF, Gate, GateMark, find_standing
from claimgraph.assessment.readings import Reading, ReadingContext
from claimgraph.quantities import (
    ComparisonOutcome,
    DefinitionRelation,
    MeasuredFigure,
    Timing,
    compare_figures,
)

_WIDER_PERIODS = (Timing.NEAR, Timing.CONTEXT)  # what else the claimed period can be taken to mean
_WAIVED = {(Gate.ORIGIN, SELF), *((Gate.PERIOD, timing) for timing in _WIDER_PERIODS)}
_NO_READING = (DefinitionRelation.PROXY_FOR, DefinitionRelation.DIFFERS_IN_KIND)


def is_possible_reading(reading: Reading) -> bool:
    """True if a person may read the claim so: only its own source or a wider period stands against it."""
    failed = {(mark.gate, mark.mark) for mark in reading.marks if not mark.passed}
    is_comparable = reading.outcome is not ComparisonOutcome.NOT_COMPARABLE
    return failed <= _WAIVED and reading.definition not in _NO_READING and is_comparable


def trust_own_source(reading: Reading) -> Reading:
    """The reading as if what comes from where the claim comes from were independent."""
    mark = reading.mark(Gate.ORIGIN)
    return _waive(reading, Gate.ORIGIN) if mark and mark.mark == SELF else reading


def widen_period(context: ReadingContext, reading: Reading) -> Reading:
    """The reading as if the claimed period were the measured one, where that lies within a year of it."""
    if reading.measured is None or reading.comparison.timing not in _WIDER_PERIODS:
        return reading
    return _waive(_compare_again(context, reading, reading.measured), Gate.PERIOD)


def take_prices_as_stated(context: ReadingContext, reading: Reading) -> Reading:
    """The reading without an adjustment of prices from one year to another. Exchange rates stay."""
    claimed, measured = context.figure, reading.measured
    if claimed is None or measured is None or measured.money_factor == Decimal(1):
        return reading
    if reading.measurement.unit not in (None, claimed.unit.name):
        return reading
    stated = replace(measured, money_factor=Decimal(1))
    marks = tuple(mark for mark in reading.marks if mark.gate is not Gate.MONEY)
    return replace(_compare_again(context, reading, stated), marks=marks, measured=stated)


def _compare_again(context: ReadingContext, reading: Reading, measured: MeasuredFigure) -> Reading:
    """The reading with the figures compared anew, without regard to a period that is none of the claim's."""
    if context.figure is None:
        return reading
    timing = reading.comparison.timing
    claimed = replace(context.figure, period=None) if timing in _WIDER_PERIODS else context.figure
    return replace(reading, comparison=replace(compare_figures(claimed, measured), timing=timing))


def _waive(reading: Reading, gate: Gate) -> Reading:
    marks = tuple(_pass(mark) if mark.gate is gate else mark for mark in reading.marks)
    return replace(reading, marks=marks, standing=find_standing(reading.definition, marks))


def _pass(mark: GateMark) -> GateMark:
    return replace(mark, passed=True)
