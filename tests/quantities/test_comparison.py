"""Comparing quantities: what must hold for any figures, and cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.edtf import Period
from claimgraph.quantities import Claimed, Definition, Figure, Measured, Outcome, Unit, compare
from claimgraph.quantities.comparison import figures
from claimgraph.quantities.figures import ABOUT, UnknownComparatorError, claimed
from claimgraph.quantities.intervals import Interval
from claimgraph.quantities.period_relations import Lie, lie

ONE = Unit("unit:one", Decimal(1), frozenset({"count"}))
NUMBERS = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=3, allow_nan=False)
POSITIVE = st.decimals(Decimal("0.001"), Decimal(10**9), places=3, allow_nan=False)
INTERVALS = st.builds(lambda a, b: Interval.closed(min(a, b), max(a, b)), NUMBERS, NUMBERS)
COMPARATORS = st.sampled_from(
    ["equal", "greater", "greater-or-equal", "less", "less-or-equal", "rank", "about", "multiple", "change"]
)
WORSE = {Outcome.AGREES: 0, Outcome.OVERLAPS: 1, Outcome.CONFLICTS: 2}


def number(text: str) -> Figure:
    return Figure(value=Decimal(text))


def outcome(comparator: str, said: Figure, found: Figure, **more: object) -> Outcome:
    measured = Measured(figure=found, unit=ONE, definition=more.pop("definition", Definition.SAME))  # type: ignore[arg-type]
    return compare(Claimed(figure=said, comparator=comparator, unit=ONE, **more), measured).outcome  # type: ignore[arg-type]


@given(INTERVALS, INTERVALS)
def test_a_conflict_does_not_depend_on_who_said_it_first(one: Interval, other: Interval) -> None:
    assert (figures(one, other) is Outcome.CONFLICTS) == (figures(other, one) is Outcome.CONFLICTS)


@given(INTERVALS)
def test_a_figure_agrees_with_itself(one: Interval) -> None:
    assert figures(one, one) is Outcome.AGREES


@given(COMPARATORS, POSITIVE, POSITIVE, POSITIVE)
def test_the_unit_makes_no_difference(
    comparator: str, said: Decimal, found: Decimal, multiplier: Decimal
) -> None:
    """At most 15 digits each: what the test itself multiplies is exact."""
    other = Unit("unit:other", multiplier, frozenset({"count"}))
    measured = Measured(figure=Figure(value=found), unit=ONE)
    scaled = Claimed(figure=Figure(value=said), comparator=comparator, unit=other)
    claim = Claimed(figure=Figure(value=said * multiplier), comparator=comparator, unit=ONE)
    assert compare(claim, measured).outcome is compare(scaled, measured).outcome


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_claim_that_allows_for_more_is_not_worse_off(
    allowed: Interval, found: Interval, more: Decimal
) -> None:
    wider = Interval((allowed.low[0] - more, 0), (allowed.high[0] + more, 0))
    assert WORSE[figures(wider, found)] <= WORSE[figures(allowed, found)]


@given(INTERVALS, INTERVALS, POSITIVE)
def test_a_less_certain_measurement_never_begins_to_conflict(
    allowed: Interval, found: Interval, more: Decimal
) -> None:
    wider = Interval((found.low[0] - more, 0), (found.high[0] + more, 0))
    if figures(allowed, found) is not Outcome.CONFLICTS:
        assert figures(allowed, wider) is not Outcome.CONFLICTS


@given(NUMBERS, NUMBERS)
def test_more_and_at_most_exclude_each_other(said: Decimal, found: Decimal) -> None:
    more, most = (
        figures(interval, Interval.point(found))
        for comparator in ("greater", "less-or-equal")
        if (interval := claimed(comparator, Figure(value=said)))
    )
    assert {more, most} == {Outcome.AGREES, Outcome.CONFLICTS}


@pytest.mark.parametrize(
    ("comparator", "said", "found", "expected"),
    [
        ("equal", "40", "40.0", Outcome.AGREES),
        ("equal", "40", "41", Outcome.CONFLICTS),
        ("greater", "46000", "46000", Outcome.CONFLICTS),
        ("greater-or-equal", "46000", "46000", Outcome.AGREES),
        ("less", "10", "9.99", Outcome.AGREES),
        ("rank", "1", "2", Outcome.CONFLICTS),
        ("about", "100", "110", Outcome.AGREES),
        ("about", "100", "110.01", Outcome.CONFLICTS),
        ("multiple", "10", "9", Outcome.AGREES),
        ("change", "-5", "-5.5", Outcome.AGREES),
        ("change", "-5", "5", Outcome.CONFLICTS),
    ],
)
def test_comparators_as_documented(comparator: str, said: str, found: str, expected: Outcome) -> None:
    assert outcome(comparator, number(said), number(found)) is expected


def test_about_is_a_tenth() -> None:
    assert Decimal("0.1") == ABOUT


def test_bounds_of_the_claim_replace_those_of_about() -> None:
    said = Figure(value=Decimal(140), low=Decimal(10), high=Decimal(400))
    assert outcome("about", said, number("399")) is Outcome.AGREES


def test_an_estimate_whose_bounds_stick_out_overlaps_unless_its_best_value_fits() -> None:
    estimate = Figure(value=Decimal(105), low=Decimal(80), high=Decimal(130))
    assert outcome("about", number("100"), estimate) is Outcome.AGREES
    assert outcome("greater", number("100"), estimate) is Outcome.OVERLAPS


def test_another_definition_never_agrees_or_conflicts() -> None:
    claim = Claimed(figure=number("46000"), comparator="greater", unit=ONE)
    found = compare(claim, Measured(figure=number("9660"), unit=ONE, definition=Definition.RELATED))
    assert (found.outcome, found.would) == (Outcome.OTHER_DEFINITION, Outcome.CONFLICTS)


def test_units_that_do_not_convert_cannot_be_compared() -> None:
    claim = Claimed(figure=number("100"), comparator="equal", unit=Unit("unit:PERCENT"))
    assert compare(claim, Measured(figure=number("12"), unit=Unit("fabs"))).outcome is Outcome.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("said", "found", "where", "adds_up", "holds"),
    [
        ("2015/2024", "2021", Lie.INSIDE, Outcome.OVERLAPS, Outcome.CONFLICTS),
        ("2021", "2015/2024", Lie.AROUND, Outcome.CONFLICTS, Outcome.CONFLICTS),
        ("2020/2022", "2022/2024", Lie.OVERLAPS, Outcome.OTHER_PERIOD, Outcome.CONFLICTS),
        ("2020", "2022", Lie.APART, Outcome.OTHER_PERIOD, Outcome.OTHER_PERIOD),
        ("2021-03", "2021", Lie.AROUND, Outcome.CONFLICTS, Outcome.CONFLICTS),
    ],
)
def test_periods(said: str, found: str, where: Lie, adds_up: Outcome, holds: Outcome) -> None:
    """More than 46,000 in the claimed period; 9,660 in the measured one."""
    then, measured = Period.parse(said), Period.parse(found)
    assert lie(then, measured) is where
    for sums, expected in ((True, adds_up), (False, holds)):
        claim = Claimed(figure=number("46000"), comparator="greater", unit=ONE, period=then, adds_up=sums)
        result = compare(claim, Measured(figure=number("9660"), unit=ONE, period=measured))
        assert result.outcome is expected


def test_a_change_is_only_that_of_its_own_period() -> None:
    claim = Claimed(
        figure=number("-5"), comparator="change", unit=ONE, period=Period.parse("2020/2021"), is_change=True
    )
    found = Measured(figure=number("-5"), unit=ONE, period=Period.parse("2020/2022"))
    assert compare(claim, found).outcome is Outcome.OTHER_PERIOD


def test_dates_are_compared_as_days() -> None:
    def dated(text: str) -> Figure:
        return Figure(date_value=Period.parse(text))

    assert outcome("equal", dated("2025-01"), dated("2025-01-20")) is Outcome.AGREES
    assert outcome("equal", dated("2025-01-28"), dated("2025-01-20")) is Outcome.CONFLICTS
    assert outcome("less", dated("2025-01"), dated("2024-12-31")) is Outcome.AGREES
    assert outcome("equal", dated("2025-01-20"), dated("2025-01")) is Outcome.OVERLAPS


def test_an_unknown_comparator_is_named() -> None:
    with pytest.raises(UnknownComparatorError, match=r"'roughly'.*equal, greater"):
        claimed("roughly", number("1"))
