"""Printed figures as what rounds to them: what must hold for any figure, and figures that were printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.quantities import Interval, rounding_interval

FIGURES = st.decimals(Decimal("0.001"), Decimal(10**12), places=3, allow_nan=False)


@given(FIGURES)
def test_a_figure_rounds_to_itself(value: Decimal) -> None:
    assert Interval.point(value).is_within(rounding_interval(value))


@given(FIGURES, st.integers(1, 9))
def test_more_digits_never_mean_more_numbers(value: Decimal, digit: int) -> None:
    finer = value + Decimal(digit).scaleb(-4)
    assert _width(rounding_interval(finer)) <= _width(rounding_interval(value))


@given(st.integers(1, 999), st.integers(0, 12))
def test_a_figure_means_the_same_in_digits_and_in_words(value: int, scale: int) -> None:
    """176 thousand printed as "176" in thousands is [175.5, 176.5) thousand."""
    number = Decimal(value).scaleb(scale)
    interval = rounding_interval(number, f"{value}")
    if value % 100:
        assert interval.low[0] == number - Decimal(5).scaleb(scale - 1)


@pytest.mark.parametrize(
    ("value", "as_printed", "interval"),
    [
        ("176000000000", "176B", "[175500000000, 176500000000)"),
        ("3200000000000", "3.2 trillion", "[3150000000000, 3250000000000)"),
        ("3180000000000", "3.18 trillion", "[3175000000000, 3185000000000)"),
        ("6000000", "$6 million", "[5500000, 6500000)"),
        ("2000000", "2 million", "[1500000, 2500000)"),
        ("46000", "46,000", "[45500, 46500)"),
        ("46000", "46,012", "[45500, 46500)"),  # the text does not hold the value: its own digits count
        ("13631", None, "[13630.5, 13631.5)"),
        ("100", "100%", "[99.5, 100.5)"),
        ("2030", None, "[2029.5, 2030.5)"),
        ("2.50", "2.50", "[2.495, 2.505)"),
        ("10000", None, "[9000, 11000)"),  # never looser than "about"
        ("0", None, "0"),
    ],
)
def test_printed_figures(value: str, as_printed: str | None, interval: str) -> None:
    assert str(rounding_interval(Decimal(value), as_printed)) == interval


def test_percentages_are_printed_to_the_unit() -> None:
    assert str(rounding_interval(Decimal(100), in_percent=True)) == "[99.5, 100.5)"


def test_figures_that_round_to_one_another_do_not_exclude_each_other() -> None:
    """Pairs that were called contradictions while printed figures were taken as exact."""
    exact, rounded = rounding_interval(Decimal(176247271424)), rounding_interval(Decimal(176 * 10**9), "176B")
    assert exact.is_within(rounded)


def _width(interval: Interval) -> Decimal:
    return interval.high[0] - interval.low[0]
