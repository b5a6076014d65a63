"""Counts contradicting pairs by kind, from the numbers of pairs whose periods lie in some relation.

There are too many pairs to look at each (see docs/decisions/011-contradictions-by-sorting.md), so the
counts by kind are sums and differences of what `order_statistics` counts over whole lists. What claims
say against themselves is counted the same way and taken off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from claimgraph.analysis.contradictions.order_statistics import (
    RankedFigure,
    RankedFigures,
    count_below,
    count_disjoint_periods,
    count_lower_contains_upper,
    count_same_period,
    count_upper_contains_lower,
)
from claimgraph.analysis.contradictions.pair_rule import (
    ContradictionKind,
    PeriodSemantics,
    contradiction_kind,
)

BRUTE_FORCE_PAIRS = 64  # looking at each of so few pairs costs less than sorting

KindCounts = Counter[ContradictionKind]


def count_pairs(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> KindCounts:
    """The numbers of pairs of different claims by kind. Both sides may be the same list."""
    counts = _count_with_own_claim(lower, upper, semantics)
    for own_lower, own_upper in _split_by_claim(lower, upper):
        counts.subtract(_count_with_own_claim(own_lower, own_upper, semantics))
    return +counts


def _split_by_claim(
    lower: RankedFigures, upper: RankedFigures
) -> Iterator[tuple[RankedFigures, RankedFigures]]:
    """Both sides of each claim that can have pairs with itself: no figure lies below itself."""
    is_one_list = lower is upper
    if is_one_list and len({figure.claim for figure in lower}) == len(lower):
        return
    lower_by_claim = _group_by_claim(lower)
    upper_by_claim = lower_by_claim if is_one_list else _group_by_claim(upper)
    for claim, own_lower in lower_by_claim.items():
        own_upper = upper_by_claim.get(claim)
        if own_upper and not (is_one_list and len(own_lower) == 1):
            yield own_lower, own_upper


def _group_by_claim(figures: RankedFigures) -> dict[str, list[RankedFigure]]:
    by_claim: dict[str, list[RankedFigure]] = defaultdict(list)
    for figure in figures:
        by_claim[figure.claim].append(figure)
    return dict(by_claim)


def _count_with_own_claim(
    lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics
) -> KindCounts:
    if len(lower) * len(upper) <= BRUTE_FORCE_PAIRS:
        return _count_one_by_one(lower, upper, semantics)
    total = count_below(lower, upper)
    dated_lower = [figure for figure in lower if figure.days]
    dated_upper = [figure for figure in upper if figure.days]
    other_period, no_contradiction = _count_dated(dated_lower, dated_upper, semantics)
    conflicts = total - other_period - no_contradiction
    return Counter({ContradictionKind.CONFLICTS: conflicts, ContradictionKind.PERIOD: other_period})


def _count_dated(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> tuple[int, int]:
    """The numbers of dated pairs that contradict for different periods, and of those that do not at all."""
    if semantics is PeriodSemantics.HOLDS_THROUGHOUT:
        return count_disjoint_periods(lower, upper), 0
    dated, same = count_below(lower, upper), count_same_period(lower, upper)
    if semantics is PeriodSemantics.CHANGE:
        return dated - same, 0
    lower_contains, upper_contains = (
        count_lower_contains_upper(lower, upper),
        count_upper_contains_lower(lower, upper),
    )
    # A pair with the same period is in both numbers.
    return dated - lower_contains - upper_contains + same, upper_contains - same


def _count_one_by_one(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> KindCounts:
    kinds = (
        contradiction_kind(semantics, below.days, above.days)
        for below in lower
        for above in upper
        if below.high < above.low
    )
    return Counter(kind for kind in kinds if kind)
