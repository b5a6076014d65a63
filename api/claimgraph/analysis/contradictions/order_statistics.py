"""Counts pairs of a lower and an upper figure without looking at each pair.

In a pair that counts, the lower figure's interval lies wholly below the upper one's. A sweep takes the
upper figures by their low ends and adds the lower figures whose high ends it has passed; what remains
is a question on the periods of those added so far, which Fenwick trees answer. For n figures that takes
n log n steps, and n log² n where one period must contain the other (dominance in two dimensions).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from claimgraph.analysis.contradictions.fenwick import FenwickGrid, FenwickTree
from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure, extend_moment
from claimgraph.quantities import DayRange, Endpoint


class RankedFigure(NamedTuple):
    """A figure with the ranks of its interval's ends among those of all that it may be compared with."""

    low: int
    high: int
    days: DayRange | None
    claim: str
    figure: NormalizedFigure


RankedFigures = Sequence[RankedFigure]


def rank_figures(figures: Iterable[NormalizedFigure], ranks: dict[Endpoint, int]) -> list[RankedFigure]:
    """Replace the ends of intervals by their ranks, which `endpoint_ranks` gives for all figures."""
    return [
        RankedFigure(
            ranks[figure.interval.low], ranks[figure.interval.high], figure.days, figure.claim, figure
        )
        for figure in figures
    ]


def endpoint_ranks(figures: Iterable[NormalizedFigure]) -> dict[Endpoint, int]:
    """The rank of each end of an interval among all of them: integers compare faster than decimals."""
    endpoints = {end for figure in figures for end in (figure.interval.low, figure.interval.high)}
    return {end: rank for rank, end in enumerate(sorted(endpoints))}


def count_below(lower: RankedFigures, upper: RankedFigures) -> int:
    """The number of pairs, whatever their periods."""
    highs = sorted(figure.high for figure in lower)
    return sum(bisect_left(highs, figure.low) for figure in upper)


def count_same_period(lower: RankedFigures, upper: RankedFigures) -> int:
    """The number of pairs with exactly the same period."""
    lower_by_days, upper_by_days = _group_by_days(lower), _group_by_days(upper)
    common = lower_by_days.keys() & upper_by_days.keys()
    return sum(count_below(lower_by_days[days], upper_by_days[days]) for days in common)


def count_disjoint_periods(lower: RankedFigures, upper: RankedFigures) -> int:
    """The number of pairs whose periods, as far as they reach, have no day in common. All must be dated."""
    first_days = sorted({_reach_of(figure)[0] for figure in lower})
    last_days = sorted({_reach_of(figure)[1] for figure in lower})
    begun, ended = FenwickTree(len(first_days)), FenwickTree(len(last_days))
    pairs = below = 0
    for passed, upper_figure in _sweep(lower, upper):
        for lower_figure in passed:
            first, last = _reach_of(lower_figure)
            begun.add(bisect_left(first_days, first))
            ended.add(bisect_left(last_days, last))
        below += len(passed)
        first, last = _reach_of(upper_figure)
        pairs += ended.count_before(bisect_left(last_days, first))
        pairs += below - begun.count_before(bisect_left(first_days, last + 1))
    return pairs


def count_lower_contains_upper(lower: RankedFigures, upper: RankedFigures) -> int:
    """The number of pairs where the lower figure's period contains the upper one's, or is the same."""
    return _count_dominated(lower, upper, lambda days: (days[0], -days[1]))


def count_upper_contains_lower(lower: RankedFigures, upper: RankedFigures) -> int:
    """The number of pairs where the upper figure's period contains the lower one's, or is the same."""
    return _count_dominated(lower, upper, lambda days: (-days[0], days[1]))


def _count_dominated(
    lower: RankedFigures, upper: RankedFigures, point_of: Callable[[DayRange], tuple[int, int]]
) -> int:
    """The number of pairs where neither coordinate of the lower figure's point is above the upper one's."""
    points = [point_of(_days_of(figure)) for figure in lower]
    rows, columns = sorted({row for row, _ in points}), sorted({column for _, column in points})
    grid, pairs = FenwickGrid(len(rows), len(columns)), 0
    for passed, upper_figure in _sweep(lower, upper):
        for lower_figure in passed:
            row, column = point_of(_days_of(lower_figure))
            grid.add(bisect_left(rows, row), bisect_left(columns, column))
        row, column = point_of(_days_of(upper_figure))
        pairs += grid.count_before(bisect_left(rows, row + 1), bisect_left(columns, column + 1))
    return pairs


def _sweep(lower: RankedFigures, upper: RankedFigures) -> Iterator[tuple[list[RankedFigure], RankedFigure]]:
    """Each upper figure by low end, with the lower figures that lie below it and no earlier one."""
    by_high, position = sorted(lower, key=lambda figure: figure.high), 0
    for upper_figure in sorted(upper, key=lambda figure: figure.low):
        start = position
        while position < len(by_high) and by_high[position].high < upper_figure.low:
            position += 1
        yield by_high[start:position], upper_figure


def _group_by_days(figures: RankedFigures) -> dict[DayRange | None, list[RankedFigure]]:
    by_days: dict[DayRange | None, list[RankedFigure]] = defaultdict(list)
    for figure in figures:
        by_days[figure.days].append(figure)
    return by_days


def _days_of(figure: RankedFigure) -> DayRange:
    assert figure.days, "only figures that state a period can be counted by it"
    return figure.days


def _reach_of(figure: RankedFigure) -> DayRange:
    return extend_moment(_days_of(figure))
