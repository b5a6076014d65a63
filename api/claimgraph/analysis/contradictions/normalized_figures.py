"""A figure that a claim asserts, in a form in which it can be set against the figures of other claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from claimgraph.quantities import CLOSE, DayRange, Interval

UNKNOWN = "unknown"  # two subjects that nobody knows cannot be told to be the same
_REACH = CLOSE // 2  # days: two dates of a stock that are no further apart than a quarter meet


class Stance(StrEnum):
    """How a claim puts its figures forward, whoever repeats them."""

    FACT = "fact"
    FORECAST = "forecast"
    AIM = "aim"
    WISH = "wish"
    CONDITION = "condition"

    @property
    def can_conflict(self) -> bool:
        """True if two figures put forward so can exclude each other: wishes and what-ifs cannot."""
        return self not in (Stance.WISH, Stance.CONDITION)


class ComparisonKey(NamedTuple):
    """What two figures have to share before they can be compared at all."""

    dimension: str  # a unit, or for units that convert into each other, the kind of quantity they share
    is_change: bool
    subjects: tuple[str, ...]
    partners: tuple[str, ...]


class FigureCircumstances(NamedTuple):
    """What decides of which kind a pair of figures is that exclude each other.

    `scope`: None if nobody says what the figure is of. `outlook`: the year in which a forecast or an aim was
    put forward, None if unknown; 0 for anything else. `days`: None if it is not known when the figure holds.
    """

    stance: Stance = Stance.FACT
    scope: frozenset[str] | None = frozenset()
    outlook: int | None = 0
    days: DayRange | None = None


class StatedFigure(NamedTuple):
    """A figure as people read it: in the unit of its claim, or money exchanged into dollars. `date`: EDTF."""

    interval: Interval
    unit: str
    date: str | None = None


_FACT = FigureCircumstances()


@dataclass(frozen=True, slots=True)
class NormalizedFigure:
    """The numbers a proposition allows for, in the base unit, and the circumstances in which it is claimed.

    `origins`: the occasions on which the claim was made, and those they come from. `words`: what has to be
    the same in two figures that say the same, besides key, metric and scope. `period`: when it holds, EDTF.
    `stated`: what is shown of it; nothing is compared by that.
    """

    id: str
    claim: str
    metric: str
    key: ComparisonKey
    interval: Interval
    circumstances: FigureCircumstances = _FACT
    origins: frozenset[str] = frozenset()
    speaker: str | None = None
    words: tuple[object, ...] = ()
    period: str | None = None
    stated: StatedFigure | None = None

    @property
    def days(self) -> DayRange | None:
        return self.circumstances.days

    @property
    def is_comparable(self) -> bool:
        """True if its subjects are known, and at least one number lies in its interval."""
        participants = (*self.key.subjects, *self.key.partners)
        is_empty = self.interval.high < self.interval.low
        return bool(self.key.subjects) and UNKNOWN not in participants and not is_empty


def extend_moment(days: DayRange) -> DayRange:
    """The days for which a stock or share of these days stands: a date of at most a quarter reaches further.

    >>> extend_moment((1000, 1000)), extend_moment((1000, 1364))
    ((954, 1046), (1000, 1364))
    """
    is_moment = days[1] - days[0] < CLOSE
    return (days[0] - _REACH, days[1] + _REACH) if is_moment else days
