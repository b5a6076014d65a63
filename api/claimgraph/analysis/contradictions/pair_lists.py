"""Lists pairs of figures of which one lies wholly below the other, without looking at other pairs.

The lower figures of the same circumstances are sorted by their high ends once. Those below an upper figure
are then a prefix of each list whose circumstances fit, found by binary search. So the number of pairs with
an upper figure is known before any of them is made, and a page deep in the list skips whole batches:
(n + m) log n steps for n lower and m upper figures, times the number of different circumstances, and one
step for each pair that is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from claimgraph.analysis.contradictions.normalized_figures import FigureCircumstances, NormalizedFigure

Figures = Sequence[NormalizedFigure]
CircumstancesFilter = Callable[
    [FigureCircumstances, FigureCircumstances], bool
]  # of a lower and an upper figure
Kin = Mapping[str, frozenset[str]]  # the lower figures that share an origin with an upper one, by id


@dataclass(frozen=True, slots=True)
class PairBatch:
    """All pairs with one upper figure.

    `prefixes`: sorted lists, and how many of their first figures lie below. Those of the upper figure's
    own claim, and its `kin`, are among them and make no pair.
    """

    upper: NormalizedFigure
    prefixes: tuple[tuple[Figures, int], ...]
    count: int
    kin: frozenset[str]

    def pairs(self, skip: int) -> Iterator[tuple[NormalizedFigure, NormalizedFigure]]:
        """The pairs after the first `skip`."""
        if skip < self.count:
            yield from islice(self._all_pairs(), skip, None)

    def _all_pairs(self) -> Iterator[tuple[NormalizedFigure, NormalizedFigure]]:
        for figures, length in self.prefixes:
            for lower in islice(figures, length):
                if lower.claim != self.upper.claim and lower.id not in self.kin:
                    yield lower, self.upper


def batch_pairs(
    lower: Figures, upper: Figures, is_wanted: CircumstancesFilter, kin: Kin
) -> Iterator[PairBatch]:
    """The pairs whose circumstances are wanted, by upper figure in the order of low ends."""
    lower_index = _LowerFigures(lower, is_wanted)
    for figure in sorted(upper, key=lambda figure: (figure.interval.low, figure.id)):
        batch = lower_index.batch(figure, kin.get(figure.id, frozenset()))
        if batch.count:
            yield batch


class _LowerFigures:
    """The lower figures by circumstances, each list in the order of high ends."""

    def __init__(self, figures: Figures, is_wanted: CircumstancesFilter) -> None:
        self._is_wanted = is_wanted
        self._lists: dict[FigureCircumstances, list[NormalizedFigure]] = defaultdict(list)
        self._by_claim: dict[str, list[NormalizedFigure]] = defaultdict(list)
        self._by_id = {figure.id: figure for figure in figures}
        for figure in sorted(figures, key=lambda figure: (figure.interval.high, figure.id)):
            self._lists[figure.circumstances].append(figure)
            self._by_claim[figure.claim].append(figure)
        self._highs = {
            circumstances: [figure.interval.high for figure in figures]
            for circumstances, figures in self._lists.items()
        }
        self._wanted: dict[FigureCircumstances, list[FigureCircumstances]] = {}

    def batch(self, upper: NormalizedFigure, kin: frozenset[str]) -> PairBatch:
        """All pairs with an upper figure."""
        lengths = {
            circumstances: bisect_left(self._highs[circumstances], upper.interval.low)
            for circumstances in self._circumstances_wanted(upper.circumstances)
        }
        prefixes = tuple((self._lists[wanted], length) for wanted, length in lengths.items() if length)
        return PairBatch(upper, prefixes, sum(lengths.values()) - self._count_related(upper, kin), kin)

    def _circumstances_wanted(self, upper: FigureCircumstances) -> list[FigureCircumstances]:
        if upper not in self._wanted:
            self._wanted[upper] = [lower for lower in self._lists if self._is_wanted(lower, upper)]
        return self._wanted[upper]

    def _count_related(self, upper: NormalizedFigure, kin: frozenset[str]) -> int:
        """How many figures of the upper one's own claim, or of its origin, lie below it."""
        kin_figures = (self._by_id[id_] for id_ in kin if id_ in self._by_id)
        return sum(
            figure.interval.high < upper.interval.low
            and self._is_wanted(figure.circumstances, upper.circumstances)
            for figure in (*self._by_claim.get(upper.claim, ()), *kin_figures)
        )
