"""Counts pairs of figures that exclude each other without looking at each pair, by order statistics.

All counts here are of pairs of a lower and an upper line: the lower one's numbers all lie below
the upper one's. A sweep over the numbers leaves a question about periods, which Fenwick trees
answer, so n lines cost n log n steps, and n log² n where one period must contain the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from claimgraph.analysis.contradictions.fenwick import FenwickGrid, FenwickTree
from claimgraph.analysis.contradictions.pair_rule import (
    ComparableFigure,
    ContradictionKind,
    PeriodSemantics,
    contradiction_kind,
)
from claimgraph.quantities import DayRange

BRUTE_FORCE_PAIRS = 64  # pairs; looking at each of so few costs less than sorting

KindCounts = Counter[ContradictionKind]


class RankedFigure(NamedTuple):
    """A statement with the ranks of its ends among all ends of its site."""

    low: int
    high: int
    days: DayRange | None
    claim: str
    figure: ComparableFigure


RankedFigures = Sequence[RankedFigure]


def rank_figures(statements: Iterable[ComparableFigure], ranks: dict[object, int]) -> list[RankedFigure]:
    """Lines to count with; `ranks` is what `ranks_of` says of all that may meet."""
    ends = ((each, each.interval) for each in statements)
    return [
        RankedFigure(ranks[span.low], ranks[span.high], each.days, each.claim, each) for each, span in ends
    ]


def endpoint_ranks(statements: Iterable[ComparableFigure]) -> dict[object, int]:
    ends = {end for each in statements for end in (each.interval.low, each.interval.high)}
    return {end: rank for rank, end in enumerate(sorted(ends))}


def count_pairs(lower: RankedFigures, upper: RankedFigures, nature: PeriodSemantics) -> KindCounts:
    """Pairs of different claims by kind; both may be the same lines."""
    found = _all(lower, upper, nature)
    for mine, theirs in _own(lower, upper):
        found.subtract(_all(mine, theirs, nature))
    return +found


def _own(lower: RankedFigures, upper: RankedFigures) -> Iterator[tuple[RankedFigures, RankedFigures]]:
    """What each claim has on both sides; a line is never below itself."""
    times = Counter(each.claim for each in lower)
    if lower is upper and len(times) == len(lower):
        return
    ours: defaultdict[str, list[RankedFigure]] = defaultdict(list)
    theirs: defaultdict[str, list[RankedFigure]] = defaultdict(list)
    for lines, by_claim in ((lower, ours), (upper, theirs)):
        for each in lines:
            by_claim[each.claim].append(each)
    for claim, lines in ours.items():
        if claim in theirs and (lower is not upper or times[claim] > 1):
            yield lines, theirs[claim]


def _all(lower: RankedFigures, upper: RankedFigures, nature: PeriodSemantics) -> KindCounts:
    if len(lower) * len(upper) <= BRUTE_FORCE_PAIRS:
        return _each(lower, upper, nature)
    dated = [each for each in lower if each.days], [each for each in upper if each.days]
    every, stated = count_below(lower, upper), count_below(*dated)
    match nature:
        case PeriodSemantics.HOLDS_THROUGHOUT:
            other = count_disjoint_periods(*dated)
            return Counter({ContradictionKind.CONFLICTS: every - other, ContradictionKind.PERIOD: other})
        case PeriodSemantics.CHANGE:
            equal = count_same_period(*dated)
            return Counter(
                {
                    ContradictionKind.CONFLICTS: every - stated + equal,
                    ContradictionKind.PERIOD: stated - equal,
                }
            )
        case PeriodSemantics.SUM:
            more, less = count_lower_contains_upper(*dated), count_upper_contains_lower(*dated)
            other = stated - more - less + count_same_period(*dated)
            return Counter(
                {ContradictionKind.CONFLICTS: every - stated + more, ContradictionKind.PERIOD: other}
            )


def _each(lower: RankedFigures, upper: RankedFigures, nature: PeriodSemantics) -> KindCounts:
    kinds = (contradiction_kind(nature, a.days, b.days) for a in lower for b in upper if a.high < b.low)
    return Counter(kind for kind in kinds if kind)


def count_below(lower: RankedFigures, upper: RankedFigures) -> int:
    highs = sorted(each.high for each in lower)
    return sum(bisect_left(highs, each.low) for each in upper)


def count_same_period(lower: RankedFigures, upper: RankedFigures) -> int:
    """Those of exactly the same period."""
    ours, theirs = _by_days(lower), _by_days(upper)
    return sum(count_below(lines, theirs[days]) for days, lines in ours.items() if days in theirs)


def _by_days(lines: RankedFigures) -> dict[DayRange | None, list[RankedFigure]]:
    found: dict[DayRange | None, list[RankedFigure]] = defaultdict(list)
    for each in lines:
        found[each.days].append(each)
    return found


def count_disjoint_periods(lower: RankedFigures, upper: RankedFigures) -> int:
    """Those whose periods have no day in common."""
    starts, ends = (_positions(lower, place) for place in (0, 1))
    over, begun, count, taken = FenwickTree(len(ends)), FenwickTree(len(starts)), 0, 0
    for fresh, each in _swept(lower, upper):
        for line in fresh:
            first, last = _days(line)
            over.add(bisect_left(ends, last))
            begun.add(bisect_left(starts, first))
            taken += 1
        first, last = _days(each)
        count += (
            over.prefix_sum(bisect_left(ends, first))
            + taken
            - begun.prefix_sum(bisect_left(starts, last + 1))
        )
    return count


def count_lower_contains_upper(lower: RankedFigures, upper: RankedFigures) -> int:
    """Those where the period of the lower contains that of the upper, or is the same."""
    return _nested(lower, upper, lambda days: (days[0], -days[1]))


def count_upper_contains_lower(lower: RankedFigures, upper: RankedFigures) -> int:
    """Those where the period of the upper contains that of the lower, or is the same."""
    return _nested(lower, upper, lambda days: (-days[0], days[1]))


def _nested(lower: RankedFigures, upper: RankedFigures, key: Callable[[DayRange], DayRange]) -> int:
    """Those where the key of the lower is at most that of the upper, in both places."""
    keys = [key(_days(each)) for each in lower]
    firsts, seconds = (sorted({each[place] for each in keys}) for place in (0, 1))
    plane, count = FenwickGrid(len(firsts), len(seconds)), 0
    for fresh, each in _swept(lower, upper):
        for line in fresh:
            first, second = key(_days(line))
            plane.add(bisect_left(firsts, first), bisect_left(seconds, second))
        first, second = key(_days(each))
        count += plane.prefix_sum(bisect_left(firsts, first + 1), bisect_left(seconds, second + 1))
    return count


def _swept(lower: RankedFigures, upper: RankedFigures) -> Iterator[tuple[list[RankedFigure], RankedFigure]]:
    """Each upper line, with the lower lines that come to lie below it when it is reached."""
    waiting, at = sorted(lower, key=lambda line: line.high), 0
    for each in sorted(upper, key=lambda line: line.low):
        start = at
        while at < len(waiting) and waiting[at].high < each.low:
            at += 1
        yield waiting[start:at], each


def _positions(lines: RankedFigures, place: int) -> list[int]:
    return sorted({_days(each)[place] for each in lines})


def _days(line: RankedFigure) -> DayRange:
    assert line.days  # only lines with a period are asked
    return line.days
