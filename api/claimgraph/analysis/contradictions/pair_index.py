"""Finds contradictions and tensions among figures: exact counts at once, the pairs as they are read.

There can be as many pairs as the square of the figures, so nothing here holds them. Figures are split by
what they must share to be compared, then by definition. Within one definition, and between two related
ones, lists of figures are counted and listed as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from claimgraph.analysis.contradictions.kinship import find_kin_pairs
from claimgraph.analysis.contradictions.normalized_figures import (
    ComparisonKey,
    FigureCircumstances,
    NormalizedFigure,
)
from claimgraph.analysis.contradictions.order_statistics import (
    RankedFigures,
    endpoint_ranks,
    rank_figures,
)
from claimgraph.analysis.contradictions.pair_counts import KindCounts, count_pairs
from claimgraph.analysis.contradictions.pair_lists import CircumstancesFilter, Figures, Kin, batch_pairs
from claimgraph.analysis.contradictions.pair_rule import (
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    PeriodSemantics,
    judge_circumstances,
)


class PairIndex:
    """The pairs of figures of different claims that exclude each other.

    Takes n log n steps for n figures (n log² n for sums over time), times the number of related
    definitions by which the same subjects are measured, and one for each pair of one origin.
    """

    def __init__(self, figures: Iterable[NormalizedFigure], metrics: MetricRelations) -> None:
        groups = (
            group for key, by_metric in _partition(figures) for group in _make_groups(key, by_metric, metrics)
        )
        self._groups = sorted(groups, key=lambda group: group.sort_key)

    def counts(self, claim: str | None = None) -> KindCounts:
        """The number of pairs of each kind; with `claim`, of those that it is a side of."""
        total: KindCounts = KindCounts()
        for group in self._groups:
            total += group.counts if claim is None else group.count_for(claim)
        return total

    def pairs(
        self, kind: ContradictionKind, claim: str | None = None, start: int = 0
    ) -> Iterator[ContradictingPair]:
        """The pairs of a kind after the first `start`, in an order that never changes."""
        skip = start
        for group in self._groups:
            if not group.counts[kind]:
                continue
            if claim is None and group.counts[kind] <= skip:
                skip -= group.counts[kind]
                continue
            for lower, upper in group.sides(claim):
                for count, pairs in group.batches(kind, lower, upper):
                    yield from (ContradictingPair(kind, *pair) for pair in pairs(skip))
                    skip = max(0, skip - count)


# Pairs that differ in nothing but perhaps their definition: only these depend on where both come from.
_KINDS_BY_ORIGIN = (ContradictionKind.CONFLICTS, ContradictionKind.DEFINITION, ContradictionKind.ORIGIN)
_Batch = tuple[int, Callable[[int], Iterator[tuple[NormalizedFigure, NormalizedFigure]]]]


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Figures of which a lower may exclude an upper one: the same figures, within one definition."""

    key: ComparisonKey
    lower: Figures
    upper: Figures
    semantics: PeriodSemantics
    is_related: bool  # the two sides measure by related definitions
    counts: KindCounts

    @property
    def sort_key(self) -> tuple[ComparisonKey, str, str]:
        """A place among all groups that does not depend on the order of figures."""
        lower_metric, upper_metric = (
            min(figure.metric for figure in side) for side in (self.lower, self.upper)
        )
        return self.key, lower_metric, upper_metric

    def batches(self, kind: ContradictionKind, lower: Figures, upper: Figures) -> Iterator[_Batch]:
        """The pairs of a kind in batches: how many there are, and those after the first few."""
        kin = _find_kin(lower, upper) if kind in _KINDS_BY_ORIGIN else {}
        if kind is ContradictionKind.ORIGIN:
            pairs = list(self._kin_pairs(lower, upper, kin))
            yield len(pairs), lambda skip: islice(pairs, skip, None)
            return
        for batch in batch_pairs(lower, upper, self._filter(kind), kin):
            yield batch.count, batch.pairs

    def sides(self, claim: str | None) -> list[tuple[Figures, Figures]]:
        """The lower and the upper figures; with a claim, those where it is the lower, then the upper side."""
        if claim is None:
            return [(self.lower, self.upper)]
        own_lower = [figure for figure in self.lower if figure.claim == claim]
        own_upper = [figure for figure in self.upper if figure.claim == claim]
        sides: list[tuple[Figures, Figures]] = [(own_lower, self.upper), (self.lower, own_upper)]
        return [(lower, upper) for lower, upper in sides if lower and upper]

    def count_for(self, claim: str) -> KindCounts:
        """The number of pairs of each kind that a claim is a side of."""
        total: KindCounts = KindCounts()
        for lower, upper in self.sides(claim):
            ranks = endpoint_ranks([*lower, *upper])
            counts = count_pairs(rank_figures(lower, ranks), rank_figures(upper, ranks), self.semantics)
            for kind, count in counts.items():
                if reported := self._kind_to_report(kind):
                    total[reported] += count
        return total

    def _filter(self, kind: ContradictionKind) -> CircumstancesFilter:
        """A test on the circumstances of a lower and an upper figure: whether their pair is of this kind."""

        def has_kind(lower: FigureCircumstances, upper: FigureCircumstances) -> bool:
            pair_kind = judge_circumstances(self.semantics, lower, upper)
            return pair_kind is not None and self._kind_to_report(pair_kind) is kind

        return has_kind

    def _kin_pairs(
        self, lower: Figures, upper: Figures, kin: Kin
    ) -> Iterator[tuple[NormalizedFigure, NormalizedFigure]]:
        by_id = {figure.id: figure for figure in lower}
        for above in sorted(upper, key=lambda figure: (figure.interval.low, figure.id)):
            for below in (by_id[id_] for id_ in sorted(kin.get(above.id, ()))):
                kind = judge_circumstances(self.semantics, below.circumstances, above.circumstances)
                if kind is ContradictionKind.CONFLICTS:
                    yield below, above

    def _kind_to_report(self, kind: ContradictionKind) -> ContradictionKind | None:
        """Between related definitions only what would otherwise conflict is reported."""
        if not self.is_related:
            return kind
        return ContradictionKind.DEFINITION if kind is ContradictionKind.CONFLICTS else None


def _find_kin(lower: Figures, upper: Figures) -> Kin:
    ranks = endpoint_ranks([*lower, *upper])
    kin: dict[str, set[str]] = defaultdict(set)
    for below, above in find_kin_pairs(rank_figures(lower, ranks), rank_figures(upper, ranks)):
        kin[above.figure.id].add(below.figure.id)
    return {id_: frozenset(lower_ids) for id_, lower_ids in kin.items()}


def _partition(
    figures: Iterable[NormalizedFigure],
) -> Iterator[tuple[ComparisonKey, dict[str, list[NormalizedFigure]]]]:
    """Comparable figures by key, then by metric; keys with a single figure are left out."""
    by_key: dict[ComparisonKey, list[NormalizedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.is_comparable:
            by_key[figure.key].append(figure)
    for key, sharing in by_key.items():
        if len(sharing) > 1:
            by_metric: dict[str, list[NormalizedFigure]] = defaultdict(list)
            for figure in sharing:
                by_metric[figure.metric].append(figure)
            yield key, by_metric


def _make_groups(
    key: ComparisonKey, by_metric: dict[str, list[NormalizedFigure]], metrics: MetricRelations
) -> Iterator[ComparisonGroup]:
    """The groups of figures with one key in which there is a pair to report."""
    ranks = endpoint_ranks(figure for figures in by_metric.values() for figure in figures)
    ranked = {metric: rank_figures(figures, ranks) for metric, figures in by_metric.items()}
    for names in _split_by_definition(by_metric, metrics):
        figures = [figure for name in names for figure in ranked[name]]
        semantics = metrics.period_semantics(key, *names)
        yield from _make_group(key, figures, figures, semantics, is_related=False)
    for first, second in combinations(sorted(by_metric), 2):
        if metrics.is_related(first, second):
            semantics = metrics.period_semantics(key, first, second)
            yield from _make_group(key, ranked[first], ranked[second], semantics, is_related=True)
            yield from _make_group(key, ranked[second], ranked[first], semantics, is_related=True)


def _split_by_definition(names: Iterable[str], metrics: MetricRelations) -> list[list[str]]:
    """The metrics in lists of those that measure the same."""
    by_definition: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        by_definition[metrics.canonical_metric(name)].append(name)
    return list(by_definition.values())


def _make_group(
    key: ComparisonKey,
    lower: RankedFigures,
    upper: RankedFigures,
    semantics: PeriodSemantics,
    *,
    is_related: bool,
) -> Iterator[ComparisonGroup]:
    """The group, unless there is no pair in it."""
    counts = count_pairs(lower, upper, semantics)
    if is_related:
        counts = +KindCounts({ContradictionKind.DEFINITION: counts[ContradictionKind.CONFLICTS]})
    if counts:
        lower_figures = [ranked.figure for ranked in lower]
        upper_figures = lower_figures if upper is lower else [ranked.figure for ranked in upper]
        yield ComparisonGroup(key, lower_figures, upper_figures, semantics, is_related, counts)
