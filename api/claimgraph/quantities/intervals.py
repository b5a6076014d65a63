"""Intervals of exact decimals, with open or closed ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

Endpoint = tuple[Decimal, int]  # a number, and a position: +1 just above it, 0 on it, -1 just below it
INFINITY = Decimal("Infinity")
TOLERANCE = Decimal("0.1")  # "about", "≈", multiples and changes: a tenth of the value, either way
_EXACT = Context(prec=200)  # products of figures and multipliers are never rounded


def exact_product(value: Decimal, factor: Decimal) -> Decimal:
    """Return the product without rounding."""
    return _EXACT.multiply(value, factor)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a figure stands for. An open end lies just beside its number.

    >>> Interval.above(Decimal(46000)).is_disjoint_from(Interval.point(Decimal(46000)))
    True
    """

    low: Endpoint
    high: Endpoint

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """Return the interval that holds one number only."""
        return cls((value, 0), (value, 0))

    @classmethod
    def between(cls, low: Decimal | None, high: Decimal | None) -> Interval:
        """Return the closed interval; None is an unbounded end."""
        return cls((-INFINITY if low is None else low, 0), (INFINITY if high is None else high, 0))

    @classmethod
    def above(cls, value: Decimal) -> Interval:
        """Return the numbers greater than `value`."""
        return cls((value, 1), (INFINITY, 0))

    @classmethod
    def below(cls, value: Decimal) -> Interval:
        """Return the numbers less than `value`."""
        return cls((-INFINITY, 0), (value, -1))

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low[0].is_finite() and self.high[0].is_finite()

    def is_disjoint_from(self, other: Interval) -> bool:
        return self.high < other.low or other.high < self.low

    def is_within(self, other: Interval) -> bool:
        return other.low <= self.low and self.high <= other.high

    def scale(self, factor: Decimal) -> Interval:
        """Multiply both ends with a factor above zero, as for another unit."""
        return Interval(
            (exact_product(self.low[0], factor), self.low[1]),
            (exact_product(self.high[0], factor), self.high[1]),
        )

    def widen(self, share: Decimal) -> Interval:
        """Move each end outward by this share of its own size, as for a figure that is only "about" right.

        >>> str(Interval.point(Decimal(-200)).widen(Decimal("0.1")))
        '[-220, -180]'
        """
        (low, low_position), (high, high_position) = self.low, self.high
        if low.is_finite():
            low -= exact_product(abs(low), share)
        if high.is_finite():
            high += exact_product(abs(high), share)
        return Interval((low, low_position), (high, high_position))

    def __str__(self) -> str:
        if self.low == self.high:
            return _format_number(self.low[0])
        opening, closing = "(" if self.low[1] else "[", ")" if self.high[1] else "]"
        return f"{opening}{_format_number(self.low[0])}, {_format_number(self.high[0])}{closing}"


def _format_number(number: Decimal) -> str:
    if number.is_infinite():
        return "∞" if number > 0 else "-∞"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
