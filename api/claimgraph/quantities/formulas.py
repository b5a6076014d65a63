"""What a formula makes of figures: arithmetic on intervals, which never says less than is possible.

Every end counts as closed, so that a figure which only just touches what is computed does not contradict it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from functools import reduce

from claimgraph.quantities.intervals import INFINITY, Interval

_CONTEXT = Context(prec=50)  # a quotient has no last digit
_ZERO, _ONE = Decimal(0), Decimal(1)


class Operator(StrEnum):
    """What is done with the figures; the values are the terms of the vocabulary `operator`."""

    CHANGE = "change"
    SUM = "sum"
    PART = "part"
    PRODUCT = "product"
    RATIO = "ratio"
    CONVERSION = "conversion"


def compute_formula(
    operator: Operator, operands: Sequence[Interval], base: Interval | None = None
) -> Interval | None:
    """The numbers that the answer of a formula can have; None if they cannot be told.

    Of parts it is what the whole can be. Amounts below zero are neither multiplied nor divided.

    >>> str(compute_formula(Operator.SUM, [Interval.point(Decimal(3)), Interval.above(Decimal(4))]))
    '[7, ∞]'
    """
    return _COMPUTATIONS[operator](operands, base)


def _add(operands: Sequence[Interval], _: Interval | None) -> Interval | None:
    lows, highs = zip(*(_list_ends(operand) for operand in operands), strict=True)
    return Interval.between(sum(lows, _ZERO), sum(highs, _ZERO))


def _bound_whole(operands: Sequence[Interval], _: Interval | None) -> Interval | None:
    return Interval.between(sum((_list_ends(operand)[0] for operand in operands), _ZERO), None)


def _multiply(operands: Sequence[Interval], _: Interval | None) -> Interval | None:
    if any(_list_ends(operand)[0] < 0 for operand in operands):
        return None
    lows, highs = zip(*(_list_ends(operand) for operand in operands), strict=True)
    high = INFINITY if INFINITY in highs else reduce(_CONTEXT.multiply, highs)
    return Interval.between(reduce(_CONTEXT.multiply, lows), high)


def _divide(operands: Sequence[Interval], base: Interval | None) -> Interval | None:
    (low, high), (least, most) = _list_ends(operands[0]), _list_ends(base or operands[0])
    if base is None or low < 0 or least < 0 or most == 0:
        return None
    is_unbounded = least == 0 or high == INFINITY
    lowest = _ZERO if most == INFINITY else _CONTEXT.divide(low, most)
    return Interval.between(lowest, None if is_unbounded else _CONTEXT.divide(high, least))


def _compare(operands: Sequence[Interval], base: Interval | None) -> Interval | None:
    """The relative difference of the operand from the base."""
    quotient = _divide(operands, base)
    if quotient is None:
        return None
    low, high = _list_ends(quotient)
    return Interval.between(low - _ONE, None if high == INFINITY else high - _ONE)


def _repeat(operands: Sequence[Interval], _: Interval | None) -> Interval | None:
    return Interval.between(*_list_ends(operands[0]))


def _list_ends(interval: Interval) -> tuple[Decimal, Decimal]:
    return interval.low[0], interval.high[0]


_COMPUTATIONS: dict[Operator, Callable[[Sequence[Interval], Interval | None], Interval | None]] = {
    Operator.CHANGE: _compare,
    Operator.SUM: _add,
    Operator.PART: _bound_whole,
    Operator.PRODUCT: _multiply,
    Operator.RATIO: _divide,
    Operator.CONVERSION: _repeat,
}
