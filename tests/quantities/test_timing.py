"""The gate for periods: cases worked out by hand, and what must hold for any periods."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.edtf import Period
from claimgraph.quantities import (
    ClaimedFigure,
    Figure,
    MeasuredFigure,
    Timing,
    Unit,
    compare_figures,
    day_period,
    judge_timing,
)
from claimgraph.quantities import ComparisonOutcome as Outcome

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
ONE = Unit("unit:one", Decimal(1), frozenset({"count"}))


@pytest.mark.parametrize(
    ("claimed", "measured", "stock", "counted"),
    [
        ("2024", "2024", Timing.SAME, Timing.SAME),
        ("2015/2024", "2021", Timing.NEAR, Timing.PART),
        ("2021", "2015/2024", Timing.NEAR, Timing.WHOLE),
        ("2020/2022", "2022/2024", Timing.NEAR, Timing.NEAR),
        ("2020", "2022", Timing.NEAR, Timing.NEAR),
        ("2020", "2023", Timing.OTHER, Timing.OTHER),
        ("2025-01-28", "2025-03-01", Timing.CLOSE, Timing.NEAR),
        ("2025-01-28", "2025-08-01", Timing.NEAR, Timing.NEAR),
        ("2025-01-28", "2026-08-01", Timing.OTHER, Timing.OTHER),
        ("2025-01-28", "2025", Timing.CONTEXT, Timing.CONTEXT),
        ("2024", "2024-12-31", Timing.WITHIN, Timing.PART),
        ("2024-06/..", "2025-12-31", Timing.WITHIN, Timing.PART),
    ],
)
def test_what_a_measured_period_means(claimed: str, measured: str, stock: Timing, counted: Timing) -> None:
    periods = Period.parse(claimed), Period.parse(measured)
    assert judge_timing(*periods, adds_up=False, is_change=False) is stock
    assert judge_timing(*periods, adds_up=True, is_change=False) is counted


@given(DAYS, st.integers(-1500, 1500))
def test_a_stock_decides_within_a_quarter_and_is_shown_within_a_year(day: date, distance: int) -> None:
    other = day + timedelta(days=distance)
    timing = judge_timing(day_period(day), day_period(other), adds_up=False, is_change=False)
    assert timing.may_decide is (abs(distance) <= 92)
    assert (timing is Timing.OTHER) is (abs(distance) > 366)


@given(DAYS, DAYS, DAYS, DAYS)
def test_periods_decide_in_both_directions_or_in_none_unless_one_holds_the_other(
    first: date, second: date, third: date, fourth: date
) -> None:
    claimed = Period.parse("/".join(sorted((first.isoformat(), second.isoformat()))))
    measured = Period.parse("/".join(sorted((third.isoformat(), fourth.isoformat()))))
    there = judge_timing(claimed, measured, adds_up=True, is_change=False)
    back = judge_timing(measured, claimed, adds_up=True, is_change=False)
    mirror = {Timing.PART: Timing.WHOLE, Timing.WHOLE: Timing.PART}
    assert back in (mirror.get(there, there), Timing.CONTEXT) or there is Timing.CONTEXT


@pytest.mark.parametrize(
    ("is_timeless", "timing", "outcome"),
    [(True, Timing.TIMELESS, Outcome.CONFLICTS), (False, Timing.NOT_STATED, Outcome.OTHER_PERIOD)],
)
def test_without_a_period_only_what_happened_once_is_decided(
    *, is_timeless: bool, timing: Timing, outcome: Outcome
) -> None:
    claimed = ClaimedFigure(
        figure=Figure(value=Decimal(0)), comparator="equal", unit=ONE, is_timeless=is_timeless
    )
    measured = MeasuredFigure(figure=Figure(value=Decimal(90)), unit=ONE, period=Period.parse("../2022-10"))
    comparison = compare_figures(claimed, measured)
    assert (comparison.timing, comparison.outcome) == (timing, outcome)


@pytest.mark.parametrize(
    ("measured", "timing"),
    [
        ("2020/2021", Timing.SAME),
        ("2020-02/2021", Timing.CLOSE),
        ("2020/2022", Timing.NEAR),
        ("2020/2024", Timing.OTHER),
    ],
)
def test_a_change_is_only_that_of_its_own_beginning_and_end(measured: str, timing: Timing) -> None:
    periods = Period.parse("2020/2021"), Period.parse(measured)
    assert judge_timing(*periods, adds_up=False, is_change=True) is timing


@pytest.mark.parametrize(
    ("claimed", "measured", "expected"),
    [
        ("2015/2024", "2021", Outcome.OVERLAPS),  # 9,660 in one year leaves any number for ten
        ("2021", "2015/2024", Outcome.CONFLICTS),
        ("2020/2022", "2022/2024", Outcome.OTHER_PERIOD),
        ("2021", "2021", Outcome.CONFLICTS),
    ],
)
def test_a_count_bounds_longer_and_shorter_periods(claimed: str, measured: str, expected: Outcome) -> None:
    """More than 46,000 in the claimed period; 9,660 in the measured one."""
    claim = ClaimedFigure(
        figure=Figure(value=Decimal(46000)),
        comparator="greater",
        unit=ONE,
        period=Period.parse(claimed),
        adds_up=True,
    )
    figure = Figure(value=Decimal(9660))
    measurement = MeasuredFigure(figure=figure, unit=ONE, period=Period.parse(measured))
    assert compare_figures(claim, measurement).outcome is expected
