"""Figures that claims assert, and when two of them contradict each other: the rule, for one pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimgraph.quantities import DayRange, Interval, PeriodRelation, relate_days

UNKNOWN = "unknown"  # who is not known cannot be told to be the same


class ContradictionKind(StrEnum):
    """How two figures that exclude each other do so."""

    CONFLICTS = "conflicts"
    DEFINITION = "different-definition"
    PERIOD = "different-period"
    JUDGED = "judged-only"  # a person says so, and no comparison of figures does


class PeriodSemantics(StrEnum):
    """What a figure says of other periods than its own."""

    HOLDS_THROUGHOUT = "holds throughout its period"
    SUM = "is the sum over its period"
    CHANGE = "is a change from the beginning to the end of its period"


class ComparisonKey(NamedTuple):
    """What two statements have to share before their figures can be compared at all."""

    dimension: str  # a unit, or for units that convert into each other, what they have in common
    is_change: bool
    subjects: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparableFigure:
    """A figure that a claim asserts, in the base unit. `days`: None where no period is stated."""

    id: str
    claim: str
    metric: str
    key: ComparisonKey
    interval: Interval
    days: DayRange | None

    @property
    def is_comparable(self) -> bool:
        """Whether it is known whom it is about, and whether it allows for any number."""
        about = (*self.key.subjects, *self.key.partners)
        return UNKNOWN not in about and bool(self.key.subjects) and self.interval.low <= self.interval.high


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRelations:
    """How metrics are related. `same`: one name for all that are comparable; none: the metric itself."""

    canonical: Mapping[str, str] = field(default_factory=dict)
    related: frozenset[tuple[str, str]] = frozenset()  # each pair once, sorted
    additive: frozenset[str] = frozenset()

    def canonical_metric(self, metric: str) -> str:
        return self.canonical.get(metric, metric)

    def period_semantics(self, site: ComparisonKey, *metrics: str) -> PeriodSemantics:
        if site.is_change:
            return PeriodSemantics.CHANGE
        return (
            PeriodSemantics.SUM if self.additive.intersection(metrics) else PeriodSemantics.HOLDS_THROUGHOUT
        )


class ContradictingPair(NamedTuple):
    """Two statements of different claims; all numbers the one allows for are below those of the other."""

    kind: ContradictionKind
    lower: ComparableFigure
    upper: ComparableFigure


def contradiction_kind(
    semantics: PeriodSemantics, lower: DayRange | None, upper: DayRange | None
) -> ContradictionKind | None:
    """What it is when a figure for one period lies wholly below one for another; None: no contradiction.

    The same as comparing the one with the other by `quantities.compare`: a part of a longer period may
    have less than the whole, and not more.
    """
    where = PeriodRelation.NOT_STATED if lower is None or upper is None else relate_days(lower, upper)
    if where in (PeriodRelation.NOT_STATED, PeriodRelation.SAME):
        return ContradictionKind.CONFLICTS
    if semantics is PeriodSemantics.HOLDS_THROUGHOUT:
        return ContradictionKind.PERIOD if where is PeriodRelation.APART else ContradictionKind.CONFLICTS
    if semantics is PeriodSemantics.SUM and where in (PeriodRelation.INSIDE, PeriodRelation.AROUND):
        return ContradictionKind.CONFLICTS if where is PeriodRelation.INSIDE else None
    return ContradictionKind.PERIOD


def find_contradiction(
    first: ComparableFigure, second: ComparableFigure, metrics: MetricRelations
) -> ContradictingPair | None:
    """The contradiction between two statements, if there is one."""
    lower, upper = (first, second) if first.interval.high < second.interval.low else (second, first)
    comparable = (
        first.key == second.key
        and first.is_comparable
        and second.is_comparable
        and first.claim != second.claim
    )
    if not comparable or not lower.interval.high < upper.interval.low:
        return None
    found = contradiction_kind(
        metrics.period_semantics(first.key, first.metric, second.metric), lower.days, upper.days
    )
    if metrics.canonical_metric(first.metric) == metrics.canonical_metric(second.metric):
        return ContradictingPair(found, lower, upper) if found else None
    related = tuple(sorted((first.metric, second.metric))) in metrics.related
    return (
        ContradictingPair(ContradictionKind.DEFINITION, lower, upper)
        if related and found is ContradictionKind.CONFLICTS
        else None
    )
