"""Finds all contradictions among statements: exact counts at once, the pairs themselves when asked for.

There can be as many pairs as the square of the statements, so nothing here holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from claimgraph.analysis.contradictions.pair_counts import (
    KindCounts,
    RankedFigure,
    count_pairs,
    endpoint_ranks,
    rank_figures,
)
from claimgraph.analysis.contradictions.pair_lists import Figures, PeriodFilter, pair_batches
from claimgraph.analysis.contradictions.pair_rule import (
    ComparableFigure,
    ComparisonKey,
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    PeriodSemantics,
    contradiction_kind,
)
from claimgraph.quantities import DayRange


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Statements of which the lower may contradict the upper; by one definition these are the same."""

    key: ComparisonKey
    lower: Figures
    upper: Figures
    semantics: PeriodSemantics
    is_related: bool
    counts: KindCounts

    @property
    def sort_key(self) -> tuple[ComparisonKey, str, str]:
        """Where it stands among all, always the same."""
        return self.key, min(each.metric for each in self.lower), min(each.metric for each in self.upper)

    def reported_kind(self, kind: ContradictionKind) -> ContradictionKind | None:
        """Under which name a pair counts: by another definition only what else would conflict does."""
        if not self.is_related:
            return kind
        return ContradictionKind.DEFINITION if kind is ContradictionKind.CONFLICTS else None

    def period_filter(self, kind: ContradictionKind) -> PeriodFilter:
        """Whether the periods of a lower and an upper statement make their pair one of this kind."""

        def is_wanted(lower: DayRange | None, upper: DayRange | None) -> bool:
            found = contradiction_kind(self.semantics, lower, upper)
            return found is not None and self.reported_kind(found) is kind

        return is_wanted


class PairIndex:
    """The contradictions among statements of different claims.

    Cost: n log n comparisons for n statements (n log² n for counts that add up over time), times the
    number of related definitions by which something is said of the same subjects.
    """

    def __init__(self, statements: Iterable[ComparableFigure], metrics: MetricRelations) -> None:
        found = (group for site, each in _sites(statements) for group in _groups(site, each, metrics))
        self._groups = sorted(found, key=lambda group: group.sort_key)

    def counts(self, claim: str | None = None) -> KindCounts:
        """How many pairs there are of each kind; with `claim`, only pairs of which it is a side."""
        total: KindCounts = KindCounts()
        for group in self._groups:
            total += group.counts if claim is None else _counted(group, claim)
        return total

    def pairs(
        self, kind: ContradictionKind, claim: str | None = None, start: int = 0
    ) -> Iterator[ContradictingPair]:
        """The pairs of a kind, in an order that stays the same; the first `start` are passed over."""
        for group in self._groups:
            if not group.counts[kind]:
                continue
            if claim is None and group.counts[kind] <= start:
                start -= group.counts[kind]
                continue
            for lower, upper in _sides(group, claim):
                for each in pair_batches(lower, upper, group.period_filter(kind)):
                    start, skipped = max(0, start - each.count), start
                    yield from (ContradictingPair(kind, *both) for both in each.pairs(skipped))


def _sites(
    statements: Iterable[ComparableFigure],
) -> Iterator[tuple[ComparisonKey, dict[str, list[ComparableFigure]]]]:
    sites: dict[ComparisonKey, list[ComparableFigure]] = defaultdict(list)
    for each in statements:
        if each.is_comparable:
            sites[each.key].append(each)
    for site, found in sites.items():
        if len(found) > 1:
            by_metric: dict[str, list[ComparableFigure]] = defaultdict(list)
            for each in found:
                by_metric[each.metric].append(each)
            yield site, by_metric


def _groups(
    site: ComparisonKey, found: dict[str, list[ComparableFigure]], metrics: MetricRelations
) -> Iterator[ComparisonGroup]:
    """Only those in which there is a contradiction."""
    ranks = endpoint_ranks(each for some in found.values() for each in some)
    lines = {metric: rank_figures(some, ranks) for metric, some in found.items()}
    for names in _definitions(found, metrics):
        nature, some = (
            metrics.period_semantics(site, *names),
            [line for name in names for line in lines[name]],
        )
        yield from _group(site, some, some, nature, related=False)
    for pair in combinations(sorted(found), 2):
        if pair in metrics.related and metrics.canonical_metric(pair[0]) != metrics.canonical_metric(pair[1]):
            for one, other in (pair, pair[::-1]):
                yield from _group(
                    site, lines[one], lines[other], metrics.period_semantics(site, *pair), related=True
                )


def _definitions(found: Iterable[str], metrics: MetricRelations) -> list[list[str]]:
    by_name: dict[str, list[str]] = defaultdict(list)
    for metric in sorted(found):
        by_name[metrics.canonical_metric(metric)].append(metric)
    return list(by_name.values())


def _group(
    site: ComparisonKey,
    lower: list[RankedFigure],
    upper: list[RankedFigure],
    nature: PeriodSemantics,
    *,
    related: bool,
) -> Iterator[ComparisonGroup]:
    counts = count_pairs(lower, upper, nature)
    if related:
        counts = +KindCounts({ContradictionKind.DEFINITION: counts[ContradictionKind.CONFLICTS]})
    if counts:
        below = [line.figure for line in lower]
        above = below if upper is lower else [line.figure for line in upper]
        yield ComparisonGroup(site, below, above, nature, related, counts)


def _sides(group: ComparisonGroup, claim: str | None) -> list[tuple[Figures, Figures]]:
    """The lower and the upper statements; with a claim, those where it is the one, and where the other."""
    if claim is None:
        return [(group.lower, group.upper)]
    own = [[each for each in side if each.claim == claim] for side in (group.lower, group.upper)]
    return [sides for sides in ((own[0], group.upper), (group.lower, own[1])) if sides[0] and sides[1]]


def _counted(group: ComparisonGroup, claim: str) -> KindCounts:
    total: KindCounts = KindCounts()
    for lower, upper in _sides(group, claim):
        ranks = endpoint_ranks([*lower, *upper])
        for kind, count in count_pairs(
            rank_figures(lower, ranks), rank_figures(upper, ranks), group.semantics
        ).items():
            if name := group.reported_kind(kind):
                total[name] += count
    return total
