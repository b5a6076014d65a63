"""Intervals of exact decimals, with ends that belong to them or not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

Endpoint = tuple[Decimal, int]  # the number, and which side of it: +1 just above, 0 on it, -1 just below
INFINITY = Decimal("Infinity")
_EXACT = Context(prec=200)  # products of figures and multipliers are never rounded


def exact_product(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(value, factor)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers a figure allows for. An open end stands just beside its number.

    >>> Interval.above(Decimal(46000)).disjoint(Interval.point(Decimal(46000)))
    True
    """

    low: Endpoint
    high: Endpoint

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        return cls((value, 0), (value, 0))

    @classmethod
    def between(cls, low: Decimal | None, high: Decimal | None) -> Interval:
        """Both ends belong to it; None is unbounded."""
        return cls((-INFINITY if low is None else low, 0), (INFINITY if high is None else high, 0))

    @classmethod
    def above(cls, value: Decimal) -> Interval:
        return cls((value, 1), (INFINITY, 0))

    @classmethod
    def below(cls, value: Decimal) -> Interval:
        return cls((-INFINITY, 0), (value, -1))

    @property
    def is_bounded(self) -> bool:
        """Whether it ends on both sides."""
        return self.low[0].is_finite() and self.high[0].is_finite()

    def is_disjoint_from(self, other: Interval) -> bool:
        return self.high < other.low or other.high < self.low

    def is_within(self, other: Interval) -> bool:
        return other.low <= self.low and self.high <= other.high

    def scale(self, factor: Decimal) -> Interval:
        """The same numbers in another unit; the factor is above zero."""
        return Interval(
            (exact_product(self.low[0], factor), self.low[1]),
            (exact_product(self.high[0], factor), self.high[1]),
        )

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{_plain(self.low[0])}"
        left, right = "(" if self.low[1] else "[", ")" if self.high[1] else "]"
        return f"{left}{_plain(self.low[0])}, {_plain(self.high[0])}{right}"


def _plain(number: Decimal) -> str:
    if number.is_infinite():
        return "∞" if number > 0 else "-∞"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
