"""How the period of a measurement lies to the period of a claim, and what that makes of the figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.intervals import INFINITY, Interval

DayRange = tuple[int, int]


class PeriodRelation(StrEnum):
    """Where the measured period lies, seen from the claimed one."""

    NOT_STATED = "not stated"
    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    OVERLAPS = "overlaps"
    APART = "apart"


def relate_periods(claimed: Period | None, measured: Period | None) -> PeriodRelation:
    """Open ends reach for ever; a period that nobody states cannot differ.

    >>> relate_periods(Period.parse("2014/2024"), Period.parse("2021"))
    <PeriodRelation.INSIDE: 'inside'>
    """
    if claimed is None or measured is None:
        return PeriodRelation.NOT_STATED
    return relate_days(day_range(claimed), day_range(measured))


def relate_days(claimed: DayRange, measured: DayRange) -> PeriodRelation:
    """The same for days that are known already."""
    (start, end), (first, last) = claimed, measured
    if last < start or end < first:
        return PeriodRelation.APART
    if (start, end) == (first, last):
        return PeriodRelation.SAME
    if start <= first and last <= end:
        return PeriodRelation.INSIDE
    return PeriodRelation.AROUND if first <= start and end <= last else PeriodRelation.OVERLAPS


def interval_for_claimed_period(
    interval: Interval, relation: PeriodRelation, *, adds_up: bool, is_change: bool
) -> Interval | None:
    """What a figure measured over its period says of the claimed one; None: nothing.

    A count that adds up over time is at least what a part of the period had and at most what a
    longer one had. A change is one from a beginning to an end, so both have to be the same.
    Any other figure holds throughout its period, so that one day in common is enough.
    """
    if relation is PeriodRelation.APART or (
        is_change and relation not in (PeriodRelation.SAME, PeriodRelation.NOT_STATED)
    ):
        return None
    if not adds_up or relation in (PeriodRelation.SAME, PeriodRelation.NOT_STATED):
        return interval
    if relation is PeriodRelation.INSIDE:
        return Interval(interval.low, (INFINITY, 0))
    if relation is PeriodRelation.AROUND:
        return Interval.between(min(interval.low[0], Decimal(0)), interval.high[0])
    return None


def day_range(period: Period) -> DayRange:
    """Both ends as days counted from 1 January of year 1; an open end is the first or last day there is."""
    return (period.earliest or date.min).toordinal(), (period.latest or date.max).toordinal()
