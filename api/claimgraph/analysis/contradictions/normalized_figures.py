"""A figure that a claim asserts, in a form in which it can be set against the figures of other claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from claimgraph.quantities import DayRange, Interval

UNKNOWN = "unknown"  # two subjects that nobody knows cannot be told to be the same


class ComparisonKey(NamedTuple):
    """What two figures have to share before they can be compared at all."""

    dimension: str  # a unit, or for units that convert into each other, the kind of quantity they share
    is_change: bool
    subjects: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalizedFigure:
    """The numbers a proposition allows for, in the base unit. `days`: None if it states no period."""

    id: str
    claim: str
    metric: str
    key: ComparisonKey
    interval: Interval
    days: DayRange | None

    @property
    def is_comparable(self) -> bool:
        """True if its subjects are known, and at least one number lies in its interval."""
        participants = (*self.key.subjects, *self.key.partners)
        is_empty = self.interval.high < self.interval.low
        return bool(self.key.subjects) and UNKNOWN not in participants and not is_empty
