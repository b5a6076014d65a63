"""Lists pairs of figures of which one lies wholly below the other, without looking at other pairs.

The lower figures of each period are sorted by their high ends once. Those below an upper figure are
then a prefix of each list whose period fits, found by binary search. So the number of pairs with an
upper figure is known before any of them is made, and a page deep in the list skips whole batches:
(n + m) log n steps for n lower and m upper figures, times the number of different periods, and one step for
each pair that is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure
from claimgraph.quantities import DayRange

Figures = Sequence[NormalizedFigure]
PeriodFilter = Callable[[DayRange | None, DayRange | None], bool]  # of a lower and an upper figure


@dataclass(frozen=True, slots=True)
class PairBatch:
    """All pairs with one upper figure.

    `prefixes`: sorted lists, and how many of their first figures lie below. Those of the upper figure's
    own claim are among them and make no pair.
    """

    upper: NormalizedFigure
    prefixes: tuple[tuple[Figures, int], ...]
    count: int

    def pairs(self, skip: int) -> Iterator[tuple[NormalizedFigure, NormalizedFigure]]:
        """The pairs after the first `skip`."""
        if skip < self.count:
            yield from islice(self._all_pairs(), skip, None)

    def _all_pairs(self) -> Iterator[tuple[NormalizedFigure, NormalizedFigure]]:
        for figures, length in self.prefixes:
            for lower in islice(figures, length):
                if lower.claim != self.upper.claim:
                    yield lower, self.upper


def batch_pairs(lower: Figures, upper: Figures, is_wanted: PeriodFilter) -> Iterator[PairBatch]:
    """The pairs whose periods are wanted, by upper figure in the order of low ends."""
    lower_index = _LowerFigures(lower, is_wanted)
    for figure in sorted(upper, key=lambda figure: (figure.interval.low, figure.id)):
        batch = lower_index.batch(figure)
        if batch.count:
            yield batch


class _LowerFigures:
    """The lower figures by period, each list in the order of high ends."""

    def __init__(self, figures: Figures, is_wanted: PeriodFilter) -> None:
        self._is_wanted = is_wanted
        self._by_days: dict[DayRange | None, list[NormalizedFigure]] = defaultdict(list)
        self._by_claim: dict[str, list[NormalizedFigure]] = defaultdict(list)
        for figure in sorted(figures, key=lambda figure: (figure.interval.high, figure.id)):
            self._by_days[figure.days].append(figure)
            self._by_claim[figure.claim].append(figure)
        self._highs = {
            days: [figure.interval.high for figure in figures] for days, figures in self._by_days.items()
        }
        self._wanted_days: dict[DayRange | None, list[DayRange | None]] = {}

    def batch(self, upper: NormalizedFigure) -> PairBatch:
        """All pairs with an upper figure."""
        lengths = {
            days: bisect_left(self._highs[days], upper.interval.low) for days in self._days_wanted(upper)
        }
        prefixes = tuple((self._by_days[days], length) for days, length in lengths.items() if length)
        return PairBatch(upper, prefixes, sum(lengths.values()) - self._count_own_claim(upper))

    def _days_wanted(self, upper: NormalizedFigure) -> list[DayRange | None]:
        if upper.days not in self._wanted_days:
            self._wanted_days[upper.days] = [
                days for days in self._by_days if self._is_wanted(days, upper.days)
            ]
        return self._wanted_days[upper.days]

    def _count_own_claim(self, upper: NormalizedFigure) -> int:
        return sum(
            figure.interval.high < upper.interval.low and self._is_wanted(figure.days, upper.days)
            for figure in self._by_claim.get(upper.claim, ())
        )
