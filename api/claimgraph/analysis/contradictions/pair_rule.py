"""When the figures of two claims contradict each other: the rule for one pair.

What counts and lists pairs in bulk (`pair_counts`, `pair_lists`) must agree with it; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimgraph.analysis.contradictions.normalized_figures import ComparisonKey, NormalizedFigure
from claimgraph.quantities import DayRange, PeriodRelation, relate_days


class ContradictionKind(StrEnum):
    """How two figures that exclude each other do so."""

    CONFLICTS = "conflicts"
    DEFINITION = "different-definition"
    PERIOD = "different-period"
    JUDGED = "judged-only"  # a person says so, and no comparison of figures does


class PeriodSemantics(StrEnum):
    """What a figure implies for other periods than its own."""

    HOLDS_THROUGHOUT = "holds throughout its period"
    SUM = "is the sum over its period"
    CHANGE = "is a change from the beginning to the end of its period"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRelations:
    """How metrics are related.

    `canonical` gives all metrics that measure the same one name; a metric that is not in it measures the
    same as no other. `related` has each pair of related definitions once, sorted.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    related: frozenset[tuple[str, str]] = frozenset()
    additive: frozenset[str] = frozenset()

    def canonical_metric(self, metric: str) -> str:
        return self.canonical.get(metric, metric)

    def is_same(self, first: str, second: str) -> bool:
        """True if the metrics measure the same."""
        return self.canonical_metric(first) == self.canonical_metric(second)

    def is_related(self, first: str, second: str) -> bool:
        """True if the metrics are different definitions of a related quantity."""
        return tuple(sorted((first, second))) in self.related and not self.is_same(first, second)

    def period_semantics(self, key: ComparisonKey, *metrics: str) -> PeriodSemantics:
        """What figures of these metrics imply for other periods."""
        if key.is_change:
            return PeriodSemantics.CHANGE
        is_additive = not self.additive.isdisjoint(metrics)
        return PeriodSemantics.SUM if is_additive else PeriodSemantics.HOLDS_THROUGHOUT


class ContradictingPair(NamedTuple):
    """Two figures of different claims: every number that `lower` allows for is below those of `upper`."""

    kind: ContradictionKind
    lower: NormalizedFigure
    upper: NormalizedFigure


def contradiction_kind(
    semantics: PeriodSemantics, lower: DayRange | None, upper: DayRange | None
) -> ContradictionKind | None:
    """The kind of a pair by the periods of its lower and upper figure; None: no contradiction.

    Agrees with `quantities.compare_figures` on the two: of a sum, a part of a longer period may have
    less than the whole, and not more.
    """
    relation = PeriodRelation.NOT_STATED if lower is None or upper is None else relate_days(lower, upper)
    if relation in (PeriodRelation.NOT_STATED, PeriodRelation.SAME):
        return ContradictionKind.CONFLICTS
    if semantics is PeriodSemantics.HOLDS_THROUGHOUT:
        return ContradictionKind.PERIOD if relation is PeriodRelation.APART else ContradictionKind.CONFLICTS
    if semantics is PeriodSemantics.SUM and relation is PeriodRelation.INSIDE:
        return ContradictionKind.CONFLICTS
    if semantics is PeriodSemantics.SUM and relation is PeriodRelation.AROUND:
        return None
    return ContradictionKind.PERIOD


def find_contradiction(
    first: NormalizedFigure, second: NormalizedFigure, metrics: MetricRelations
) -> ContradictingPair | None:
    """The contradiction between two figures, if there is one."""
    lower, upper = sorted((first, second), key=lambda figure: figure.interval.high)
    if not (_can_compare(lower, upper) and lower.interval.high < upper.interval.low):
        return None
    semantics = metrics.period_semantics(lower.key, lower.metric, upper.metric)
    kind = contradiction_kind(semantics, lower.days, upper.days)
    if metrics.is_same(lower.metric, upper.metric):
        return ContradictingPair(kind, lower, upper) if kind else None
    if metrics.is_related(lower.metric, upper.metric) and kind is ContradictionKind.CONFLICTS:
        return ContradictingPair(ContradictionKind.DEFINITION, lower, upper)
    return None


def _can_compare(first: NormalizedFigure, second: NormalizedFigure) -> bool:
    are_comparable = first.is_comparable and second.is_comparable
    return are_comparable and first.key == second.key and first.claim != second.claim
