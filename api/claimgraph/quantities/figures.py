"""Figures as intervals: a claimed figure by its comparator, a measured one by its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.errors import ClaimgraphError
from claimgraph.quantities.intervals import TOLERANCE, Interval
from claimgraph.quantities.rounding import rounding_interval

_APPROXIMATE = ("about", "multiple", "change")
_COMPARATORS = ("equal", "greater", "greater-or-equal", "less", "less-or-equal", "rank", *_APPROXIMATE)


class UnknownComparatorError(ClaimgraphError):
    """A comparator that is not in the vocabulary."""

    def __init__(self, comparator: str) -> None:
        super().__init__(f"There is no comparator {comparator!r}. Use one of {', '.join(_COMPARATORS)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value, bounds, or a date, in the unit it was given in, and how the document prints it."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    date_value: Period | None = None
    as_printed: str | None = None
    in_percent: bool = False

    @property
    def is_empty(self) -> bool:
        return (self.value, self.low, self.high, self.date_value) == (None,) * 4

    @property
    def rounded(self) -> Interval:
        """The numbers that round to the value.

        Raises:
            TypeError: There is no value.
        """
        if self.value is None:
            raise TypeError("Only a value can be rounded.")
        return rounding_interval(self.value, self.as_printed, in_percent=self.in_percent)


def interval_of_claim(comparator: str, figure: Figure) -> Interval | None:
    """Return the numbers for which a claim holds, or None if it states no figure.

    Bounds that the claim states replace those implied by its comparator. A value that is said to be equal
    stands for all that rounds to it. Dates are numbers of days since 1 January of year 1.

    Raises:
        UnknownComparatorError: The comparator is not in the vocabulary.
    """
    if comparator not in _COMPARATORS:
        raise UnknownComparatorError(comparator)
    if figure.date_value:
        return _apply_comparator(comparator, date_interval(figure.date_value))
    if figure.value is None:
        return None if figure.is_empty else Interval.between(figure.low, figure.high)
    implied = _comparator_interval(comparator, figure)
    low = implied.low if figure.low is None else (figure.low, 0)
    high = implied.high if figure.high is None else (figure.high, 0)
    return Interval(low, high)


def interval_of_measurement(figure: Figure) -> Interval | None:
    """Return the interval between a measurement's bounds, else what rounds to its value.

    A missing bound is open.
    """
    if figure.date_value:
        return date_interval(figure.date_value)
    if figure.low is None and figure.high is None:
        return None if figure.value is None else figure.rounded
    return Interval.between(figure.low, figure.high)


def date_interval(period: Period) -> Interval:
    """Return the days that a date can mean, as numbers of days since 1 January of year 1."""
    return Interval.between(
        Decimal(period.earliest.toordinal()) if period.earliest else None,
        Decimal(period.latest.toordinal()) if period.latest else None,
    )


def _comparator_interval(comparator: str, figure: Figure) -> Interval:
    value = figure.value or Decimal(0)
    if comparator in _APPROXIMATE:
        return Interval.point(value).widen(TOLERANCE)
    if comparator == "equal":
        return figure.rounded
    return _apply_comparator(comparator, Interval.point(value))


def _apply_comparator(comparator: str, value: Interval) -> Interval:
    """Return what lies above all of the value, below all of it, or within it."""
    match comparator:
        case "greater":
            return Interval.above(value.high[0])
        case "greater-or-equal":
            return Interval.between(value.low[0], None)
        case "less":
            return Interval.below(value.low[0])
        case "less-or-equal":
            return Interval.between(None, value.high[0])
    return value
