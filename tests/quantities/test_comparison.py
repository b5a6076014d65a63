"""Comparing quantities: what must hold for any figures, and cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.edtf import Period
from claimgraph.quantities import (
    TOLERANCE,
    ClaimedFigure,
    ComparisonOutcome,
    DefinitionRelation,
    Figure,
    Interval,
    MeasuredFigure,
    PeriodRelation,
    Unit,
    UnknownComparatorError,
    compare_figures,
    compare_intervals,
    interval_of_claim,
    relate_periods,
)

ONE = Unit("unit:one", Decimal(1), frozenset({"count"}))
NUMBERS = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=3, allow_nan=False)
POSITIVE = st.decimals(Decimal("0.001"), Decimal(10**9), places=3, allow_nan=False)
INTERVALS = st.builds(lambda a, b: Interval.between(min(a, b), max(a, b)), NUMBERS, NUMBERS)
COMPARATORS = st.sampled_from(
    ["equal", "greater", "greater-or-equal", "less", "less-or-equal", "rank", "about", "multiple", "change"]
)
WORSE = {ComparisonOutcome.AGREES: 0, ComparisonOutcome.OVERLAPS: 1, ComparisonOutcome.CONFLICTS: 2}


def number(text: str) -> Figure:
    return Figure(value=Decimal(text))


def outcome(comparator: str, said: Figure, found: Figure, **more: object) -> ComparisonOutcome:
    measured = MeasuredFigure(
        figure=found, unit=ONE, definition=more.pop("definition", DefinitionRelation.SAME)
    )  # type: ignore[arg-type]
    return compare_figures(
        ClaimedFigure(figure=said, comparator=comparator, unit=ONE, **more), measured
    ).outcome  # type: ignore[arg-type]


@given(INTERVALS, INTERVALS)
def test_a_conflict_does_not_depend_on_who_said_it_first(one: Interval, other: Interval) -> None:
    assert (compare_intervals(one, other) is ComparisonOutcome.CONFLICTS) == (
        compare_intervals(other, one) is ComparisonOutcome.CONFLICTS
    )


@given(INTERVALS)
def test_a_figure_agrees_with_itself(one: Interval) -> None:
    assert compare_intervals(one, one) is ComparisonOutcome.AGREES


@given(COMPARATORS, POSITIVE, POSITIVE, POSITIVE)
def test_the_unit_makes_no_difference(
    comparator: str, said: Decimal, found: Decimal, multiplier: Decimal
) -> None:
    """At most 15 digits each: what the test itself multiplies is exact."""
    other = Unit("unit:other", multiplier, frozenset({"count"}))
    measured = MeasuredFigure(figure=Figure(value=found), unit=ONE)
    scaled = ClaimedFigure(figure=Figure(value=said), comparator=comparator, unit=other)
    claim = ClaimedFigure(figure=Figure(value=said * multiplier), comparator=comparator, unit=ONE)
    assert compare_figures(claim, measured).outcome is compare_figures(scaled, measured).outcome


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_claim_that_allows_for_more_is_not_worse_off(
    allowed: Interval, found: Interval, more: Decimal
) -> None:
    wider = Interval((allowed.low[0] - more, 0), (allowed.high[0] + more, 0))
    assert WORSE[compare_intervals(wider, found)] <= WORSE[compare_intervals(allowed, found)]


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_less_certain_measurement_never_begins_to_conflict(
    allowed: Interval, found: Interval, more: Decimal
) -> None:
    wider = Interval((found.low[0] - more, 0), (found.high[0] + more, 0))
    if compare_intervals(allowed, found) is not ComparisonOutcome.CONFLICTS:
        assert compare_intervals(allowed, wider) is not ComparisonOutcome.CONFLICTS


@given(NUMBERS, NUMBERS)
def test_more_and_at_most_exclude_each_other(said: Decimal, found: Decimal) -> None:
    more, most = (
        compare_intervals(interval, Interval.point(found))
        for comparator in ("greater", "less-or-equal")
        if (interval := interval_of_claim(comparator, Figure(value=said)))
    )
    assert {more, most} == {ComparisonOutcome.AGREES, ComparisonOutcome.CONFLICTS}


@pytest.mark.parametrize(
    ("comparator", "said", "found", "expected"),
    [
        ("equal", "40", "40.0", ComparisonOutcome.AGREES),
        ("equal", "40", "41", ComparisonOutcome.CONFLICTS),
        ("greater", "46000", "46000", ComparisonOutcome.CONFLICTS),
        ("greater-or-equal", "46000", "46000", ComparisonOutcome.AGREES),
        ("less", "10", "9.99", ComparisonOutcome.AGREES),
        ("rank", "1", "2", ComparisonOutcome.CONFLICTS),
        ("about", "100", "110", ComparisonOutcome.AGREES),
        ("about", "100", "110.01", ComparisonOutcome.CONFLICTS),
        ("multiple", "10", "9", ComparisonOutcome.AGREES),
        ("change", "-5", "-5.5", ComparisonOutcome.AGREES),
        ("change", "-5", "5", ComparisonOutcome.CONFLICTS),
    ],
)
def test_comparators_as_documented(
    comparator: str, said: str, found: str, expected: ComparisonOutcome
) -> None:
    assert outcome(comparator, number(said), number(found)) is expected


def test_about_is_a_tenth() -> None:
    assert Decimal("0.1") == TOLERANCE


def test_bounds_of_the_claim_replace_those_of_about() -> None:
    said = Figure(value=Decimal(140), low=Decimal(10), high=Decimal(400))
    assert outcome("about", said, number("399")) is ComparisonOutcome.AGREES


def test_an_estimate_whose_bounds_stick_out_overlaps_unless_its_best_value_fits() -> None:
    estimate = Figure(value=Decimal(105), low=Decimal(80), high=Decimal(130))
    assert outcome("about", number("100"), estimate) is ComparisonOutcome.AGREES
    assert outcome("greater", number("100"), estimate) is ComparisonOutcome.OVERLAPS


def test_another_definition_never_agrees_or_conflicts() -> None:
    claim = ClaimedFigure(figure=number("46000"), comparator="greater", unit=ONE)
    found = compare_figures(
        claim, MeasuredFigure(figure=number("9660"), unit=ONE, definition=DefinitionRelation.RELATED)
    )
    assert (found.outcome, found.outcome_of_figures) == (
        ComparisonOutcome.OTHER_DEFINITION,
        ComparisonOutcome.CONFLICTS,
    )


def test_units_that_do_not_convert_cannot_be_compared() -> None:
    claim = ClaimedFigure(figure=number("100"), comparator="equal", unit=Unit("unit:PERCENT"))
    assert (
        compare_figures(claim, MeasuredFigure(figure=number("12"), unit=Unit("fabs"))).outcome
        is ComparisonOutcome.NOT_COMPARABLE
    )


@pytest.mark.parametrize(
    ("said", "found", "where", "adds_up", "holds"),
    [
        ("2015/2024", "2021", PeriodRelation.INSIDE, ComparisonOutcome.OVERLAPS, ComparisonOutcome.CONFLICTS),
        (
            "2021",
            "2015/2024",
            PeriodRelation.AROUND,
            ComparisonOutcome.CONFLICTS,
            ComparisonOutcome.CONFLICTS,
        ),
        (
            "2020/2022",
            "2022/2024",
            PeriodRelation.OVERLAPS,
            ComparisonOutcome.OTHER_PERIOD,
            ComparisonOutcome.CONFLICTS,
        ),
        (
            "2020",
            "2022",
            PeriodRelation.APART,
            ComparisonOutcome.OTHER_PERIOD,
            ComparisonOutcome.OTHER_PERIOD,
        ),
        ("2021-03", "2021", PeriodRelation.AROUND, ComparisonOutcome.CONFLICTS, ComparisonOutcome.CONFLICTS),
    ],
)
def test_periods(
    said: str, found: str, where: PeriodRelation, adds_up: ComparisonOutcome, holds: ComparisonOutcome
) -> None:
    """More than 46,000 in the claimed period; 9,660 in the measured one."""
    then, measured = Period.parse(said), Period.parse(found)
    assert relate_periods(then, measured) is where
    for sums, expected in ((True, adds_up), (False, holds)):
        claim = ClaimedFigure(
            figure=number("46000"), comparator="greater", unit=ONE, period=then, adds_up=sums
        )
        result = compare_figures(claim, MeasuredFigure(figure=number("9660"), unit=ONE, period=measured))
        assert result.outcome is expected


def test_a_change_is_only_that_of_its_own_period() -> None:
    claim = ClaimedFigure(
        figure=number("-5"), comparator="change", unit=ONE, period=Period.parse("2020/2021"), is_change=True
    )
    found = MeasuredFigure(figure=number("-5"), unit=ONE, period=Period.parse("2020/2022"))
    assert compare_figures(claim, found).outcome is ComparisonOutcome.OTHER_PERIOD


def test_dates_are_compared_as_days() -> None:
    def dated(text: str) -> Figure:
        return Figure(date_value=Period.parse(text))

    assert outcome("equal", dated("2025-01"), dated("2025-01-20")) is ComparisonOutcome.AGREES
    assert outcome("equal", dated("2025-01-28"), dated("2025-01-20")) is ComparisonOutcome.CONFLICTS
    assert outcome("less", dated("2025-01"), dated("2024-12-31")) is ComparisonOutcome.AGREES
    assert outcome("equal", dated("2025-01-20"), dated("2025-01")) is ComparisonOutcome.OVERLAPS


def test_an_unknown_comparator_is_named() -> None:
    with pytest.raises(UnknownComparatorError, match=r"'roughly'.*equal, greater"):
        interval_of_claim("roughly", number("1"))
