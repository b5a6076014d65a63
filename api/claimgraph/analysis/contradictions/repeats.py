"""Finds claims that say the same: repeats by one speaker, restatements by others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, islice

from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure
from claimgraph.analysis.contradictions.pair_counts import KindCounts
from claimgraph.analysis.contradictions.pair_rule import ContradictingPair, ContradictionKind, MetricRelations

REPETITIONS = (ContradictionKind.REPEAT, ContradictionKind.RESTATEMENT)


class RepeatIndex:
    """The pairs of figures of different claims that are the same in all but the words around them."""

    def __init__(self, figures: Iterable[NormalizedFigure], metrics: MetricRelations) -> None:
        groups: dict[Hashable, list[NormalizedFigure]] = defaultdict(list)
        for figure in figures:
            if figure.is_comparable and figure.circumstances.scope is not None:
                groups[_describe(figure, metrics)].append(figure)
        alike = (sorted(group, key=lambda figure: figure.id) for group in groups.values() if len(group) > 1)
        self._groups = sorted(alike, key=lambda group: group[0].id)

    def counts(self, claim: str | None = None) -> KindCounts:
        """The number of pairs of each kind; with `claim`, of those that it is a side of."""
        if claim is not None:
            return Counter(pair.kind for group in self._groups for pair in _pairs_in(group, claim))
        counts: KindCounts = Counter()
        for group in self._groups:
            repeats = sum(map(_count_pairs, _split_by_speaker(group)))
            counts[ContradictionKind.REPEAT] += repeats
            counts[ContradictionKind.RESTATEMENT] += _count_pairs(group) - repeats
        return counts

    def pairs(
        self, kind: ContradictionKind, claim: str | None = None, start: int = 0
    ) -> Iterator[ContradictingPair]:
        """The pairs of a kind after the first `start`, in an order that never changes."""
        pairs = (pair for group in self._groups for pair in _pairs_in(group, claim) if pair.kind is kind)
        return islice(pairs, start, None)


def _describe(figure: NormalizedFigure, metrics: MetricRelations) -> Hashable:
    """What is the same in two figures that say the same."""
    return metrics.canonical_metric(figure.metric), figure.key, figure.circumstances.scope, figure.words


def _pairs_in(group: list[NormalizedFigure], claim: str | None) -> Iterator[ContradictingPair]:
    if claim is not None and all(figure.claim != claim for figure in group):
        return
    for first, second in combinations(group, 2):
        if first.claim != second.claim and (claim is None or claim in (first.claim, second.claim)):
            yield ContradictingPair(_repetition(first, second), first, second)


def _repetition(first: NormalizedFigure, second: NormalizedFigure) -> ContradictionKind:
    is_repeat = first.speaker is not None and first.speaker == second.speaker
    return ContradictionKind.REPEAT if is_repeat else ContradictionKind.RESTATEMENT


def _count_pairs(figures: list[NormalizedFigure]) -> int:
    """The number of pairs of different claims."""
    sizes = Counter(figure.claim for figure in figures).values()
    return (len(figures) ** 2 - sum(size**2 for size in sizes)) // 2


def _split_by_speaker(figures: list[NormalizedFigure]) -> Iterable[list[NormalizedFigure]]:
    by_speaker: dict[str, list[NormalizedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.speaker is not None:
            by_speaker[figure.speaker].append(figure)
    return by_speaker.values()
