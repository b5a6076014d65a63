"""How the period of a measurement relates to that of a claim."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from claimgraph.edtf import Period

DayRange = tuple[int, int]  # first and last day, as days since 1 January of year 1


class PeriodRelation(StrEnum):
    """How the measured period relates to the claimed one: "inside" means within the claimed period."""

    NOT_STATED = "not stated"
    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    OVERLAPS = "overlaps"
    APART = "apart"


def relate_days(claimed: DayRange, measured: DayRange) -> PeriodRelation:
    """Relate periods given as days."""
    (claimed_first, claimed_last), (first, last) = claimed, measured
    if last < claimed_first or claimed_last < first:
        return PeriodRelation.APART
    if claimed == measured:
        return PeriodRelation.SAME
    if claimed_first <= first and last <= claimed_last:
        return PeriodRelation.INSIDE
    around = first <= claimed_first and claimed_last <= last
    return PeriodRelation.AROUND if around else PeriodRelation.OVERLAPS


def day_range(period: Period) -> DayRange:
    """Return the first and the last day; an open end is the first or last day that Python knows."""
    return (period.earliest or date.min).toordinal(), (period.latest or date.max).toordinal()
