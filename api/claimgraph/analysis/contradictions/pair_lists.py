"""Lists pairs of statements of which the one lies wholly below the other, without looking at other pairs."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from claimgraph.analysis.contradictions.pair_rule import ComparableFigure
from claimgraph.quantities import DayRange

Figures = Sequence[ComparableFigure]
PeriodFilter = Callable[[DayRange | None, DayRange | None], bool]


@dataclass(frozen=True, slots=True)
class PairBatch:
    """All pairs with the same upper statement: the first so many of each list, but none of its own claim."""

    upper: ComparableFigure
    prefixes: tuple[tuple[Figures, int], ...]
    count: int

    def pairs(self, skipped: int) -> Iterator[tuple[ComparableFigure, ComparableFigure]]:
        """The pairs after the first `start`."""
        if skipped < self.count:
            yield from islice(self._pairs(), skipped, None)

    def _pairs(self) -> Iterator[tuple[ComparableFigure, ComparableFigure]]:
        for some, first in self.prefixes:
            others = (each for each in islice(some, first) if each.claim != self.upper.claim)
            yield from ((each, self.upper) for each in others)


def pair_batches(lower: Figures, upper: Figures, is_wanted: PeriodFilter) -> Iterator[PairBatch]:
    """The pairs whose periods are `wanted`, by upper statement: those below it come first in sorted lists."""
    sorter = _Sorted(lower, is_wanted)
    for each in sorted(upper, key=lambda each: (each.interval.low, each.id)):
        run = sorter.run(each)
        if run.count:
            yield run


class _Sorted:
    """The lower statements, by period and number."""

    def __init__(self, lower: Figures, wanted: PeriodFilter) -> None:
        self._wanted = wanted
        self._by_days: dict[DayRange | None, list[ComparableFigure]] = defaultdict(list)
        self._by_claim: dict[str, list[ComparableFigure]] = defaultdict(list)
        for each in sorted(lower, key=lambda each: (each.interval.high, each.id)):
            self._by_days[each.days].append(each)
            self._by_claim[each.claim].append(each)
        self._highs = {days: [each.interval.high for each in some] for days, some in self._by_days.items()}
        self._fitting: dict[DayRange | None, list[DayRange | None]] = {}

    def run(self, upper: ComparableFigure) -> PairBatch:
        low, fitting = upper.interval.low, self._for(upper.days)
        found = [(self._by_days[days], bisect_left(self._highs[days], low)) for days in fitting]
        lists = tuple((some, first) for some, first in found if first)
        return PairBatch(upper, lists, sum(first for _, first in lists) - self._own(upper))

    def _own(self, upper: ComparableFigure) -> int:
        own = (
            each for each in self._by_claim.get(upper.claim, ()) if each.interval.high < upper.interval.low
        )
        return sum(self._wanted(each.days, upper.days) for each in own)

    def _for(self, days: DayRange | None) -> list[DayRange | None]:
        if days not in self._fitting:
            self._fitting[days] = [each for each in self._by_days if self._wanted(each, days)]
        return self._fitting[days]
