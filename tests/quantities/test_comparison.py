"""Comparing figures: what must hold for any figures, and cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.edtf import Period
from claimgraph.quantities import (
    TOLERANCE,
    Bound,
    ClaimedFigure,
    Figure,
    Interval,
    MeasuredFigure,
    PeriodRelation,
    Unit,
    UnknownComparatorError,
    compare_figures,
    compare_intervals,
    day_range,
    interval_of_claim,
    relate_days,
)
from claimgraph.quantities import ComparisonOutcome as Outcome

ONE = Unit("unit:one", Decimal(1), frozenset({"count"}))
NUMBERS = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=3, allow_nan=False)
POSITIVE = st.decimals(Decimal("0.001"), Decimal(10**9), places=3, allow_nan=False)
INTERVALS = st.builds(lambda a, b: Interval.between(min(a, b), max(a, b)), NUMBERS, NUMBERS)
COMPARATORS = st.sampled_from(
    ["equal", "greater", "greater-or-equal", "less", "less-or-equal", "rank", "about", "multiple", "change"]
)
BADNESS = {Outcome.AGREES: 0, Outcome.OVERLAPS: 1, Outcome.CONFLICTS: 2}


def number(text: str) -> Figure:
    return Figure(value=Decimal(text))


def date(text: str) -> Figure:
    return Figure(date_value=Period.parse(text))


def outcome(comparator: str, claimed: Figure, measured: Figure) -> Outcome:
    claim = ClaimedFigure(figure=claimed, comparator=comparator, unit=ONE, is_timeless=True)
    return compare_figures(claim, MeasuredFigure(figure=measured, unit=ONE)).outcome


@given(INTERVALS, INTERVALS)
def test_a_conflict_does_not_depend_on_which_figure_is_the_claim(first: Interval, second: Interval) -> None:
    there, back = compare_intervals(first, second), compare_intervals(second, first)
    assert (there is Outcome.CONFLICTS) == (back is Outcome.CONFLICTS)


@given(INTERVALS)
def test_a_figure_agrees_with_itself(interval: Interval) -> None:
    assert compare_intervals(interval, interval) is Outcome.AGREES


@given(COMPARATORS, POSITIVE, POSITIVE, POSITIVE)
def test_the_unit_makes_no_difference(
    comparator: str, claimed: Decimal, measured: Decimal, multiplier: Decimal
) -> None:
    """At most 15 digits each: what the test itself multiplies is exact."""
    multiple = Unit("unit:multiple", multiplier, frozenset({"count"}))
    measurement = MeasuredFigure(figure=Figure(value=measured), unit=ONE)
    claim = ClaimedFigure(
        figure=Figure(value=claimed), comparator=comparator, unit=multiple, is_timeless=True
    )
    converted = ClaimedFigure(
        figure=Figure(value=claimed * multiplier), comparator=comparator, unit=ONE, is_timeless=True
    )
    assert compare_figures(claim, measurement).outcome is compare_figures(converted, measurement).outcome


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_claim_that_allows_for_more_is_not_worse_off(
    claimed: Interval, measured: Interval, margin: Decimal
) -> None:
    wider = Interval((claimed.low[0] - margin, 0), (claimed.high[0] + margin, 0))
    assert BADNESS[compare_intervals(wider, measured)] <= BADNESS[compare_intervals(claimed, measured)]


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_less_certain_measurement_never_begins_to_conflict(
    claimed: Interval, measured: Interval, margin: Decimal
) -> None:
    wider = Interval((measured.low[0] - margin, 0), (measured.high[0] + margin, 0))
    if compare_intervals(claimed, measured) is not Outcome.CONFLICTS:
        assert compare_intervals(claimed, wider) is not Outcome.CONFLICTS


@given(NUMBERS, NUMBERS)
def test_more_and_at_most_exclude_each_other(claimed: Decimal, measured: Decimal) -> None:
    outcomes = {
        outcome(name, Figure(value=claimed), Figure(value=measured)) for name in ("greater", "less-or-equal")
    }
    assert outcomes in ({Outcome.AGREES, Outcome.CONFLICTS}, {Outcome.AGREES, Outcome.OVERLAPS})


@pytest.mark.parametrize(
    ("comparator", "claimed", "measured", "expected"),
    [
        ("equal", "40", "40.0", Outcome.AGREES),
        ("equal", "40", "41", Outcome.CONFLICTS),
        ("greater", "46000", "45400", Outcome.CONFLICTS),
        ("greater", "46000", "46000", Outcome.OVERLAPS),
        ("greater-or-equal", "46000", "46000", Outcome.AGREES),
        ("less", "10", "9.99", Outcome.AGREES),
        ("rank", "1", "2", Outcome.CONFLICTS),
        ("about", "100", "110", Outcome.AGREES),
        ("about", "100", "110.1", Outcome.CONFLICTS),
        ("multiple", "10", "9", Outcome.AGREES),
        ("change", "-5", "-5.5", Outcome.AGREES),
        ("change", "-5", "5", Outcome.CONFLICTS),
    ],
)
def test_comparators_mean_what_is_documented(
    comparator: str, claimed: str, measured: str, expected: Outcome
) -> None:
    assert outcome(comparator, number(claimed), number(measured)) is expected


def test_about_is_a_tenth() -> None:
    assert Decimal("0.1") == TOLERANCE


def test_bounds_of_the_claim_replace_those_of_about() -> None:
    claimed = Figure(value=Decimal(140), low=Decimal(10), high=Decimal(400))
    assert outcome("about", claimed, number("399")) is Outcome.AGREES


def test_an_estimate_whose_bounds_stick_out_overlaps_unless_its_best_value_fits() -> None:
    estimate = Figure(value=Decimal(105), low=Decimal(80), high=Decimal(130))
    assert outcome("about", number("100"), estimate) is Outcome.AGREES
    assert outcome("greater", number("100"), estimate) is Outcome.AGREES
    assert outcome("greater", number("110"), estimate) is Outcome.OVERLAPS


def test_a_part_of_what_was_claimed_is_a_lower_bound_and_more_than_it_an_upper_one() -> None:
    claim = ClaimedFigure(figure=number("46000"), comparator="less", unit=ONE, is_timeless=True)
    part = MeasuredFigure(figure=number("50001"), unit=ONE, bounds=(Bound.PART,))
    more = MeasuredFigure(figure=number("50001"), unit=ONE, bounds=(Bound.MORE,))
    assert compare_figures(claim, part).outcome is Outcome.CONFLICTS
    assert compare_figures(claim, more).outcome is Outcome.OVERLAPS


def test_money_of_another_year_is_compared_in_that_of_the_claim() -> None:
    claim = ClaimedFigure(
        figure=Figure(value=Decimal(6000000), as_printed="$6 million"),
        comparator="equal",
        unit=ONE,
        is_timeless=True,
    )
    measurement = MeasuredFigure(figure=number("5390000"), unit=ONE)
    converted = MeasuredFigure(figure=number("5390000"), unit=ONE, money_factor=Decimal("1.05"))
    assert compare_figures(claim, measurement).outcome is Outcome.CONFLICTS
    assert compare_figures(claim, converted).outcome is Outcome.AGREES


def test_units_that_do_not_convert_cannot_be_compared() -> None:
    claim = ClaimedFigure(figure=number("100"), comparator="equal", unit=Unit("unit:PERCENT"))
    measurement = MeasuredFigure(figure=number("12"), unit=Unit("fabs"))
    assert compare_figures(claim, measurement).outcome is Outcome.NOT_COMPARABLE


PERIODS = [
    ("2015/2024", "2021", PeriodRelation.INSIDE),
    ("2021", "2015/2024", PeriodRelation.AROUND),
    ("2020/2022", "2022/2024", PeriodRelation.OVERLAPS),
    ("2020", "2022", PeriodRelation.APART),
    ("2021-03", "2021", PeriodRelation.AROUND),
    ("2021", "2021-01/2021-12", PeriodRelation.SAME),
]


@pytest.mark.parametrize(("claimed", "measured", "relation"), PERIODS)
def test_a_measured_period_is_related_to_the_claimed_one(
    claimed: str, measured: str, relation: PeriodRelation
) -> None:
    days = (day_range(Period.parse(text)) for text in (claimed, measured))
    assert relate_days(*days) is relation


def test_dates_are_compared_as_days() -> None:
    assert outcome("equal", date("2025-01"), date("2025-01-20")) is Outcome.AGREES
    assert outcome("equal", date("2025-01-28"), date("2025-01-20")) is Outcome.CONFLICTS
    assert outcome("less", date("2025-01"), date("2024-12-31")) is Outcome.AGREES
    assert outcome("equal", date("2025-01-20"), date("2025-01")) is Outcome.OVERLAPS


def test_an_unknown_comparator_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UnknownComparatorError, match=r"'roughly'.*equal, greater"):
        interval_of_claim("roughly", number("1"))
