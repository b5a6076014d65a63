"""Figures that claims assert, and when two of them contradict each other: the rule, for one pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimgraph.quantities import Interval
from claimgraph.quantities.period_relations import DayRange, PeriodRelation, relate_days

UNKNOWN = "unknown"  # who is not known cannot be told to be the same


class Kind(StrEnum):
    """How two figures that exclude each other do so."""

    CONFLICTS = "conflicts"
    DEFINITION = "different-definition"
    PERIOD = "different-period"
    JUDGED = "judged-only"  # a person says so, and no comparison of figures does


class Nature(StrEnum):
    """What a figure says of other periods than its own."""

    HOLDS = "holds throughout its period"
    ADDS_UP = "is the sum over its period"
    CHANGES = "is a change from the beginning to the end of its period"


class Site(NamedTuple):
    """What two statements have to share before their figures can be compared at all."""

    unit: str  # a unit, or for units that convert into each other, what they have in common
    change: bool
    subjects: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that a claim asserts, in the base unit. `days`: None where no period is stated."""

    id: str
    claim: str
    metric: str
    site: Site
    interval: Interval
    days: DayRange | None

    @property
    def matchable(self) -> bool:
        """Whether it is known whom it is about, and whether it allows for any number."""
        about = (*self.site.subjects, *self.site.partners)
        return UNKNOWN not in about and bool(self.site.subjects) and self.interval.low <= self.interval.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """How metrics are related. `same`: one name for all that are comparable; none: the metric itself."""

    same: Mapping[str, str] = field(default_factory=dict)
    related: frozenset[tuple[str, str]] = frozenset()  # each pair once, sorted
    adding: frozenset[str] = frozenset()

    def definition(self, metric: str) -> str:
        return self.same.get(metric, metric)

    def nature(self, site: Site, *metrics: str) -> Nature:
        if site.change:
            return Nature.CHANGES
        return Nature.ADDS_UP if self.adding.intersection(metrics) else Nature.HOLDS


class Pair(NamedTuple):
    """Two statements of different claims; all numbers the one allows for are below those of the other."""

    kind: Kind
    lower: Statement
    upper: Statement


def rule(nature: Nature, lower: DayRange | None, upper: DayRange | None) -> Kind | None:
    """What it is when a figure for one period lies wholly below one for another; None: no contradiction.

    The same as comparing the one with the other by `quantities.compare`: a part of a longer period may
    have less than the whole, and not more.
    """
    where = PeriodRelation.NOT_STATED if lower is None or upper is None else relate_days(lower, upper)
    if where in (PeriodRelation.NOT_STATED, PeriodRelation.SAME):
        return Kind.CONFLICTS
    if nature is Nature.HOLDS:
        return Kind.PERIOD if where is PeriodRelation.APART else Kind.CONFLICTS
    if nature is Nature.ADDS_UP and where in (PeriodRelation.INSIDE, PeriodRelation.AROUND):
        return Kind.CONFLICTS if where is PeriodRelation.INSIDE else None
    return Kind.PERIOD


def pair(one: Statement, other: Statement, metrics: Metrics) -> Pair | None:
    """The contradiction between two statements, if there is one."""
    lower, upper = (one, other) if one.interval.high < other.interval.low else (other, one)
    comparable = one.site == other.site and one.matchable and other.matchable and one.claim != other.claim
    if not comparable or not lower.interval.high < upper.interval.low:
        return None
    found = rule(metrics.nature(one.site, one.metric, other.metric), lower.days, upper.days)
    if metrics.definition(one.metric) == metrics.definition(other.metric):
        return Pair(found, lower, upper) if found else None
    related = tuple(sorted((one.metric, other.metric))) in metrics.related
    return Pair(Kind.DEFINITION, lower, upper) if related and found is Kind.CONFLICTS else None
