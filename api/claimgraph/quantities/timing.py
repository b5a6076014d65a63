"""Whether a measurement of one time may decide on a claim about another: the gate for periods.

A figure that adds up over time, such as a count of papers, bounds what a longer or shorter period holds.
A stock or a share on a day is only as good as its date; a mean or total of a year is context for a day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimgraph.edtf import Period
from claimgraph.quantities.intervals import INFINITY, Interval
from claimgraph.quantities.period_relations import DayRange, PeriodRelation, day_range, relate_days

CLOSE, NEAR = 92, 366  # days: a quarter, within which a stock still counts; a year, within which it is shown


class Timing(StrEnum):
    """What a measured period means for a claimed one; the values are the marks of the gate."""

    TIMELESS = "timeless"  # what happened once has no other value on another day
    CHOSEN = "chosen-by-query"  # a search of its own has chosen the days that count
    NOT_STATED = "not-stated"  # of the claim or of the measurement nobody knows when it holds
    SAME = "same-period"
    CLOSE = "within-92-days"
    PART = "part-of-period"  # of a figure that adds up: a lower bound
    WHOLE = "whole-of-period"  # of a figure that adds up: an upper bound
    WITHIN = "within-period"
    NEAR = "near-period"
    CONTEXT = "context-for-day"
    OTHER = "other-period"

    @property
    def may_decide(self) -> bool:
        """True if a measurement with this mark may decide on the claim."""
        return self not in (Timing.NOT_STATED, Timing.NEAR, Timing.CONTEXT, Timing.OTHER)


def judge_timing(
    claimed: Period | None, measured: Period | None, *, adds_up: bool, is_change: bool
) -> Timing:
    """The mark of a measured period, seen from the claimed one. Open ends have no limit."""
    if claimed is None or measured is None:
        return Timing.NOT_STATED
    claim_days, measured_days = day_range(claimed), day_range(measured)
    relation = relate_days(claim_days, measured_days)
    if relation is PeriodRelation.SAME:
        return Timing.SAME
    if is_change:
        return _judge_change(claim_days, measured_days)
    if adds_up:
        return _judge_sum(relation, claim_days, measured_days)
    return _judge_stock(relation, claim_days, measured_days)


def apply_timing(interval: Interval, timing: Timing) -> Interval | None:
    """What an interval measured with this timing implies for the claimed period; None: it decides nothing."""
    if not timing.may_decide:
        return None
    if timing is Timing.PART:
        return Interval(interval.low, (INFINITY, 0))
    if timing is Timing.WHOLE:
        return Interval((min(interval.low[0], Decimal(0)), 0), interval.high)
    return interval


def day_period(day: date) -> Period:
    """A day as a period."""
    return Period.parse(day.isoformat())


def _judge_change(claimed: DayRange, measured: DayRange) -> Timing:
    """A change leads from a beginning to an end, so both have to be near."""
    ends = max(abs(claimed[0] - measured[0]), abs(claimed[1] - measured[1]))
    return Timing.CLOSE if ends <= CLOSE else Timing.NEAR if ends <= NEAR else Timing.OTHER


def _judge_sum(relation: PeriodRelation, claimed: DayRange, measured: DayRange) -> Timing:
    if relation is PeriodRelation.INSIDE:
        return Timing.PART
    if relation is PeriodRelation.AROUND:
        return Timing.CONTEXT if _is_moment(claimed) else Timing.WHOLE
    return Timing.NEAR if _gap(claimed, measured) <= NEAR else Timing.OTHER


def _judge_stock(relation: PeriodRelation, claimed: DayRange, measured: DayRange) -> Timing:
    if relation is PeriodRelation.APART:
        return _judge_distance(_gap(claimed, measured), _is_moment(claimed) and _is_moment(measured))
    if _is_moment(claimed):
        return Timing.CLOSE if _is_moment(measured) else Timing.CONTEXT
    if relation is PeriodRelation.INSIDE and (_length(claimed) <= NEAR or _is_open(claimed)):
        return Timing.WITHIN
    return Timing.WITHIN if _covers(measured, claimed) else Timing.NEAR


def _judge_distance(gap: int, are_moments: bool) -> Timing:  # noqa: FBT001 - what the distance is between
    if gap > NEAR:
        return Timing.OTHER
    return Timing.CLOSE if are_moments and gap <= CLOSE else Timing.NEAR


def _is_moment(days: DayRange) -> bool:
    """True if a period is no longer than a quarter: then it dates a stock rather than a year."""
    return _length(days) <= CLOSE


def _is_open(days: DayRange) -> bool:
    """True if a period has no beginning or no end: "since 2025" speaks of every day since."""
    return days[0] == date.min.toordinal() or days[1] == date.max.toordinal()


def _length(days: DayRange) -> int:
    return days[1] - days[0] + 1


def _gap(first: DayRange, second: DayRange) -> int:
    return max(0, first[0] - second[1], second[0] - first[1])


def _covers(measured: DayRange, claimed: DayRange) -> bool:
    """True if a measured period holds at least half of a claimed one, and is at most twice as long."""
    common = min(claimed[1], measured[1]) - max(claimed[0], measured[0]) + 1
    return 2 * common >= _length(claimed) and _length(measured) <= 2 * _length(claimed)
