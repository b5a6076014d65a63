"""Contradictions, tensions and repetitions among some claims, counted and listed by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from claimgraph.analysis.contradictions.judgements import ClaimPair, JudgedContradiction, claim_pair
from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure
from claimgraph.analysis.contradictions.pair_counts import KindCounts
from claimgraph.analysis.contradictions.pair_index import PairIndex
from claimgraph.analysis.contradictions.pair_rule import (
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    find_contradiction,
)
from claimgraph.analysis.contradictions.repeats import REPETITIONS, RepeatIndex


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that bear on each other, by their figures (`pair`), by judgement, or by both."""

    claims: ClaimPair
    pair: ContradictingPair | None
    judgements: tuple[JudgedContradiction, ...]

    @property
    def kind(self) -> ContradictionKind:
        return self.pair.kind if self.pair else ContradictionKind.JUDGED


class Contradictions:
    """Counts contradictions at once and lists them as they are read, in an order that never changes."""

    def __init__(
        self,
        figures: list[NormalizedFigure],
        metrics: MetricRelations,
        judgements: Mapping[ClaimPair, tuple[JudgedContradiction, ...]],
        unreviewed: frozenset[str] = frozenset(),
    ) -> None:
        self._pair_index, self._repeat_index = PairIndex(figures, metrics), RepeatIndex(figures, metrics)
        self._judgements, self._unreviewed = judgements, unreviewed
        judged_claims = {claim for claims in judgements for claim in claims}
        figures_of = _group_by_claim(figures, judged_claims)
        self._judged_only = [
            claims for claims in sorted(judgements) if not _have_contradiction(claims, figures_of, metrics)
        ]

    def is_reviewed(self, claim: str) -> bool:
        """False if nobody but its compiler has checked a claim against its sources."""
        return claim not in self._unreviewed

    def counts(self, claim: str | None = None) -> KindCounts:
        """The number of pairs by kind: pairs of figures; if only judged, pairs of claims."""
        judged_only = KindCounts({ContradictionKind.JUDGED: len(self._pairs_only_judged(claim))})
        return self._pair_index.counts(claim) + self._repeat_index.counts(claim) + judged_only

    def iterate(
        self, kinds: Iterable[ContradictionKind] = ContradictionKind, claim: str | None = None, start: int = 0
    ) -> Iterator[Contradiction]:
        """The pairs of some kinds, kind by kind, after the first `start`."""
        counts = self.counts(claim)
        for kind in kinds:
            if start < counts[kind]:
                yield from self._iterate_kind(kind, claim, start)
            start = max(0, start - counts[kind])

    def _iterate_kind(
        self, kind: ContradictionKind, claim: str | None, start: int
    ) -> Iterator[Contradiction]:
        if kind is ContradictionKind.JUDGED:
            for claims in islice(self._pairs_only_judged(claim), start, None):
                yield Contradiction(claims, None, self._judgements[claims])
            return
        index = self._repeat_index if kind in REPETITIONS else self._pair_index
        for pair in index.pairs(kind, claim, start):
            claims = claim_pair(pair.lower.claim, pair.upper.claim)
            yield Contradiction(claims, pair, self._judgements.get(claims, ()))

    def _pairs_only_judged(self, claim: str | None) -> list[ClaimPair]:
        return [claims for claims in self._judged_only if claim is None or claim in claims]


def _group_by_claim(figures: list[NormalizedFigure], claims: set[str]) -> dict[str, list[NormalizedFigure]]:
    by_claim: dict[str, list[NormalizedFigure]] = {claim: [] for claim in claims}
    for figure in figures:
        if figure.claim in by_claim:
            by_claim[figure.claim].append(figure)
    return by_claim


def _have_contradiction(
    claims: ClaimPair, figures_of: Mapping[str, list[NormalizedFigure]], metrics: MetricRelations
) -> bool:
    pairs = product(*(figures_of[claim] for claim in claims))
    return any(find_contradiction(first, second, metrics) for first, second in pairs)
