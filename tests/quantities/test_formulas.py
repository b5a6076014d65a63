"""What a formula computes excludes a figure only if no numbers that the operands allow would give it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimgraph.quantities import Interval, Operator, compute_formula


def between(low: str, high: str) -> Interval:
    return Interval.between(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("operator", "operands", "base", "computed"),
    [
        (Operator.SUM, [between("1", "2"), between("3", "4")], None, "[4, 6]"),
        (Operator.SUM, [Interval.above(Decimal(1)), between("3", "4")], None, "[4, ∞]"),
        (Operator.PART, [between("1", "2"), between("3", "4")], None, "[4, ∞]"),
        (Operator.PRODUCT, [between("1", "2"), between("3", "4")], None, "[3, 8]"),
        (Operator.PRODUCT, [between("0", "2"), Interval.above(Decimal(3))], None, "[0, ∞]"),
        (Operator.RATIO, [between("6", "8")], between("2", "4"), "[1.5, 4]"),
        (Operator.RATIO, [between("6", "8")], between("0", "4"), "[1.5, ∞]"),
        (Operator.RATIO, [between("6", "8")], Interval.above(Decimal(4)), "[0, 2]"),
        (Operator.CHANGE, [between("38", "38")], between("50", "50"), "-0.24"),
        (Operator.CONVERSION, [between("1", "2")], None, "[1, 2]"),
    ],
)
def test_a_formula_gives_all_that_its_figures_allow(
    operator: Operator, operands: list[Interval], base: Interval | None, computed: str
) -> None:
    assert str(compute_formula(operator, operands, base)) == computed


def test_a_figure_that_only_touches_what_is_computed_is_not_excluded() -> None:
    computed = compute_formula(Operator.SUM, [Interval.above(Decimal(1)), Interval.point(Decimal(2))])
    assert computed is not None
    assert not Interval.point(Decimal(3)).is_disjoint_from(computed)


@pytest.mark.parametrize(
    ("operator", "operands", "base"),
    [
        (Operator.PRODUCT, [between("-1", "1"), between("2", "2")], None),
        (Operator.RATIO, [between("1", "1")], between("-1", "1")),
        (Operator.CHANGE, [between("28", "28")], between("0", "0")),
    ],
    ids=["a factor below zero", "a divisor below zero", "a change from nothing"],
)
def test_what_cannot_be_told_is_not_computed(
    operator: Operator, operands: list[Interval], base: Interval | None
) -> None:
    assert compute_formula(operator, operands, base) is None
