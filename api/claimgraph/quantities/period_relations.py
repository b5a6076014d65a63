"""How the period of a measurement lies to the period of a claim, and what that makes of the figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.intervals import INFINITE, Interval

Days = tuple[int, int]


class Lie(StrEnum):
    """Where the measured period lies, seen from the claimed one."""

    NOT_STATED = "not stated"
    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    OVERLAPS = "overlaps"
    APART = "apart"


def lie(claimed: Period | None, measured: Period | None) -> Lie:
    """Open ends reach for ever; a period that nobody states cannot differ.

    >>> lie(Period.parse("2014/2024"), Period.parse("2021"))
    <Lie.INSIDE: 'inside'>
    """
    if claimed is None or measured is None:
        return Lie.NOT_STATED
    return between(days(claimed), days(measured))


def between(claimed: Days, measured: Days) -> Lie:
    """The same for days that are known already."""
    (start, end), (first, last) = claimed, measured
    if last < start or end < first:
        return Lie.APART
    if (start, end) == (first, last):
        return Lie.SAME
    if start <= first and last <= end:
        return Lie.INSIDE
    return Lie.AROUND if first <= start and end <= last else Lie.OVERLAPS


def over(interval: Interval, where: Lie, *, adds_up: bool, is_change: bool) -> Interval | None:
    """What a figure measured over its period says of the claimed one; None: nothing.

    A count that adds up over time is at least what a part of the period had and at most what a
    longer one had. A change is one from a beginning to an end, so both have to be the same.
    Any other figure holds throughout its period, so that one day in common is enough.
    """
    if where is Lie.APART or (is_change and where not in (Lie.SAME, Lie.NOT_STATED)):
        return None
    if not adds_up or where in (Lie.SAME, Lie.NOT_STATED):
        return interval
    if where is Lie.INSIDE:
        return Interval(interval.low, (INFINITE, 0))
    if where is Lie.AROUND:
        return Interval.closed(min(interval.low[0], Decimal(0)), interval.high[0])
    return None


def days(period: Period) -> Days:
    """Both ends as days counted from 1 January of year 1; an open end is the first or last day there is."""
    return (period.earliest or date.min).toordinal(), (period.latest or date.max).toordinal()
