"""What a figure allows for: the one claimed, by its comparator; the one measured, by its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.errors import ClaimgraphError
from claimgraph.quantities.intervals import Interval, exact_product

TOLERANCE = Decimal("0.1")  # "about", "≈", multiples and changes: a tenth of the value, either way
_APPROXIMATE = ("about", "multiple", "change")
_COMPARATORS = ("equal", "greater", "greater-or-equal", "less", "less-or-equal", "rank", *_APPROXIMATE)


class UnknownComparatorError(ClaimgraphError):
    """A comparator that nobody has said how to read."""

    def __init__(self, comparator: str) -> None:
        super().__init__(f"No comparator {comparator!r}. There are {', '.join(_COMPARATORS)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value, bounds, or a date, in the unit it was given in."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    date_value: Period | None = None

    @property
    def is_empty(self) -> bool:
        return not any(each is not None for each in (self.value, self.low, self.high, self.date_value))


def interval_of_claim(comparator: str, figure: Figure) -> Interval | None:
    """The numbers a claim allows for; None where it gives no figure. Dates are days since year 1.

    Bounds that the claim gives itself take the place of those its comparator implies.

    Raises:
        UnknownComparatorError: The comparator is none of the vocabulary's.
    """
    if comparator not in _COMPARATORS:
        raise UnknownComparatorError(comparator)
    if figure.date_value:
        return _beyond(comparator, date_interval(figure.date_value))
    if figure.value is None:
        return None if figure.is_empty else Interval.between(figure.low, figure.high)
    implied = _implied(comparator, figure.value)
    low = implied.low if figure.low is None else (figure.low, 0)
    high = implied.high if figure.high is None else (figure.high, 0)
    return Interval(low, high)


def interval_of_measurement(figure: Figure) -> Interval | None:
    """The numbers a measurement allows for: its bounds, else its value; a missing bound is open."""
    if figure.date_value:
        return date_interval(figure.date_value)
    if figure.low is None and figure.high is None:
        return None if figure.value is None else Interval.point(figure.value)
    return Interval.between(figure.low, figure.high)


def date_interval(period: Period) -> Interval:
    """A date as the days it can mean, counted from 1 January of year 1."""
    return Interval.between(
        Decimal(period.earliest.toordinal()) if period.earliest else None,
        Decimal(period.latest.toordinal()) if period.latest else None,
    )


def _implied(comparator: str, value: Decimal) -> Interval:
    if comparator in _APPROXIMATE:
        slack = exact_product(abs(value), TOLERANCE)
        return Interval.between(value - slack, value + slack)
    return _beyond(comparator, Interval.point(value))


def _beyond(comparator: str, at: Interval) -> Interval:
    """For an interval as the value: what lies above all of it, below all of it, or in it."""
    match comparator:
        case "greater":
            return Interval.above(at.high[0])
        case "greater-or-equal":
            return Interval.between(at.low[0], None)
        case "less":
            return Interval.below(at.low[0])
        case "less-or-equal":
            return Interval.between(None, at.high[0])
    return at
