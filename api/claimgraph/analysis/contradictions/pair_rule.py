"""When the figures of two claims contradict each other, and why others that exclude each other do not.

The rule for one pair. What counts and lists pairs in bulk (`pair_counts`, `pair_lists`) must agree with it;
a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimgraph.analysis.contradictions.normalized_figures import (
    ComparisonKey,
    FigureCircumstances,
    NormalizedFigure,
    extend_moment,
)
from claimgraph.quantities import DayRange, PeriodRelation, relate_days


class ContradictionKind(StrEnum):
    """What two claims are to each other; the values are the terms of the vocabulary `pair-kind`."""

    CONFLICTS = "conflicts"
    JUDGED = "judged-only"  # a person says so, and no comparison of figures does
    DEFINITION = "different-definition"
    SCOPE = "different-scope"
    PERIOD = "different-period"
    UNKNOWN_PERIOD = "unknown-period"
    STANCE = "different-stance"
    ORIGIN = "same-origin"
    REPEAT = "repeat"
    RESTATEMENT = "restatement"

    @property
    def pair_class(self) -> PairClass:
        """Whether pairs of this kind contradict each other."""
        return _CLASSES.get(self, PairClass.TENSION)


class PairClass(StrEnum):
    """Whether two claims contradict each other, only seem to, or say the same."""

    CONTRADICTION = "contradiction"
    TENSION = "tension"
    REPETITION = "repetition"


_CLASSES = {
    ContradictionKind.CONFLICTS: PairClass.CONTRADICTION,
    ContradictionKind.JUDGED: PairClass.CONTRADICTION,
    ContradictionKind.REPEAT: PairClass.REPETITION,
    ContradictionKind.RESTATEMENT: PairClass.REPETITION,
}


class PeriodSemantics(StrEnum):
    """What a figure implies for other periods than its own."""

    HOLDS_THROUGHOUT = "holds throughout its period"
    SUM = "is the sum over its period"
    CHANGE = "is a change from the beginning to the end of its period"
    TIMELESS = "happens once, so that its period does not matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRelations:
    """How metrics are related.

    `canonical` gives all metrics that measure the same one name; a metric that is not in it measures the
    same as no other. `related` has each pair of related definitions once, sorted.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    related: frozenset[tuple[str, str]] = frozenset()
    additive: frozenset[str] = frozenset()
    timeless: frozenset[str] = frozenset()

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
        if not self.timeless.isdisjoint(metrics):
            return PeriodSemantics.TIMELESS
        if key.is_change:
            return PeriodSemantics.CHANGE
        is_additive = not self.additive.isdisjoint(metrics)
        return PeriodSemantics.SUM if is_additive else PeriodSemantics.HOLDS_THROUGHOUT


class ContradictingPair(NamedTuple):
    """Two figures of different claims: every number that `lower` allows for is below those of `upper`.

    Of a repeat or restatement, the two in the order of their ids.
    """

    kind: ContradictionKind
    lower: NormalizedFigure
    upper: NormalizedFigure


def share_origin(first: NormalizedFigure, second: NormalizedFigure) -> bool:
    """True if both claims come from one occasion: one speaker in one document, or one statement passed on."""
    return not first.origins.isdisjoint(second.origins)


def judge_circumstances(
    semantics: PeriodSemantics, lower: FigureCircumstances, upper: FigureCircumstances
) -> ContradictionKind | None:
    """The kind of a pair by the circumstances of its lower and upper figure; None: both can hold."""
    if not (lower.stance is upper.stance and lower.stance.can_conflict):
        return ContradictionKind.STANCE
    if lower.scope is None or lower.scope != upper.scope:
        return ContradictionKind.SCOPE
    if lower.outlook is None or lower.outlook != upper.outlook:
        return ContradictionKind.PERIOD
    return judge_periods(semantics, lower.days, upper.days)


def judge_periods(
    semantics: PeriodSemantics, lower: DayRange | None, upper: DayRange | None
) -> ContradictionKind | None:
    """The kind of a pair by its periods alone.

    Agrees with `quantities.compare_figures` on the two: of a sum, a part of a longer period may have
    less than the whole, and not more.
    """
    if semantics is PeriodSemantics.TIMELESS:
        return ContradictionKind.CONFLICTS
    if lower is None or upper is None:
        return ContradictionKind.UNKNOWN_PERIOD
    if semantics is PeriodSemantics.HOLDS_THROUGHOUT:
        relation = relate_days(extend_moment(lower), extend_moment(upper))
        return ContradictionKind.PERIOD if relation is PeriodRelation.APART else ContradictionKind.CONFLICTS
    relation = relate_days(lower, upper)
    kinds = _KINDS_OF_SUMS if semantics is PeriodSemantics.SUM else _KINDS_OF_CHANGES
    return kinds.get(relation, ContradictionKind.PERIOD)


_KINDS_OF_CHANGES = {PeriodRelation.SAME: ContradictionKind.CONFLICTS}
_KINDS_OF_SUMS = {
    PeriodRelation.SAME: ContradictionKind.CONFLICTS,
    PeriodRelation.INSIDE: ContradictionKind.CONFLICTS,
    PeriodRelation.AROUND: None,
}


def find_contradiction(
    first: NormalizedFigure, second: NormalizedFigure, metrics: MetricRelations
) -> ContradictingPair | None:
    """What two figures that exclude each other are to each other; None if both can hold."""
    lower, upper = sorted((first, second), key=lambda figure: figure.interval.high)
    if not (_can_compare(lower, upper) and lower.interval.high < upper.interval.low):
        return None
    is_same = metrics.is_same(lower.metric, upper.metric)
    if not (is_same or metrics.is_related(lower.metric, upper.metric)):
        return None
    kind = _judge_pair(lower, upper, metrics)
    if is_same:
        return ContradictingPair(kind, lower, upper) if kind else None
    if kind is ContradictionKind.CONFLICTS:
        return ContradictingPair(ContradictionKind.DEFINITION, lower, upper)
    return None


def _judge_pair(
    lower: NormalizedFigure, upper: NormalizedFigure, metrics: MetricRelations
) -> ContradictionKind | None:
    semantics = metrics.period_semantics(lower.key, lower.metric, upper.metric)
    kind = judge_circumstances(semantics, lower.circumstances, upper.circumstances)
    is_passed_on = kind is ContradictionKind.CONFLICTS and share_origin(lower, upper)
    return ContradictionKind.ORIGIN if is_passed_on else kind


def _can_compare(first: NormalizedFigure, second: NormalizedFigure) -> bool:
    are_comparable = first.is_comparable and second.is_comparable
    return are_comparable and first.key == second.key and first.claim != second.claim
