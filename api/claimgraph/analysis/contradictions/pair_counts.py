"""Counts pairs that exclude each other by kind, without looking at each pair.

There are too many (see docs/decisions/011-contradictions-by-sorting.md). A pair is of the kind of the first
circumstance in which its figures differ. So the pairs of each kind are those with all earlier circumstances
equal, less those in which this one is equal, too; and what `order_statistics` counts over whole lists, it
counts over the figures with equal circumstances as well. Pairs of one claim, and of one origin, are few:
they are taken off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator

from claimgraph.analysis.contradictions.kinship import find_kin_pairs
from claimgraph.analysis.contradictions.normalized_figures import FigureCircumstances
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
    judge_circumstances,
)

BRUTE_FORCE_PAIRS = 64  # looking at each of so few pairs costs less than sorting

KindCounts = Counter[ContradictionKind]
_Sides = tuple[RankedFigures, RankedFigures]


def count_pairs(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> KindCounts:
    """The numbers of pairs of different claims by kind. Both sides may be the same list."""
    counts = _count_all(lower, upper, semantics)
    for own_lower, own_upper in _split_by_claim(lower, upper):
        counts.subtract(_count_all(own_lower, own_upper, semantics))
    for below, above in find_kin_pairs(lower, upper):
        kind = judge_circumstances(semantics, below.figure.circumstances, above.figure.circumstances)
        if kind is ContradictionKind.CONFLICTS:
            counts.subtract((kind,))
            counts[ContradictionKind.ORIGIN] += 1
    return +counts


def _split_by_claim(lower: RankedFigures, upper: RankedFigures) -> Iterator[_Sides]:
    """Both sides of each claim that can have pairs with itself: no figure lies below itself."""
    is_one_list = lower is upper
    if is_one_list and len({figure.claim for figure in lower}) == len(lower):
        return
    for own_lower, own_upper in _split([(lower, upper)], lambda figure: figure.claim):
        if not (is_one_list and len(own_lower) == 1):
            yield own_lower, own_upper


def _count_all(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> KindCounts:
    """The numbers of pairs by kind, those of one claim or one origin among them."""
    if len(lower) * len(upper) <= BRUTE_FORCE_PAIRS:
        return _count_one_by_one(lower, upper, semantics)
    stances = _split([(lower, upper)], lambda figure: _circumstances(figure).stance if _can(figure) else None)
    scopes = _split(stances, lambda figure: _circumstances(figure).scope)
    outlooks = _split(scopes, lambda figure: _circumstances(figure).outlook)
    total, *equal = (sum(count_below(*sides) for sides in split) for split in (
        [(lower, upper)], stances, scopes, outlooks
    ))  # fmt: skip
    counts: KindCounts = Counter({
        ContradictionKind.STANCE: total - equal[0],
        ContradictionKind.SCOPE: equal[0] - equal[1],
        ContradictionKind.PERIOD: equal[1] - equal[2],
    })  # fmt: skip
    for sides in outlooks:
        counts.update(_count_by_period(*sides, semantics))
    return counts


def _circumstances(ranked: RankedFigure) -> FigureCircumstances:
    return ranked.figure.circumstances


def _can(ranked: RankedFigure) -> bool:
    return ranked.figure.circumstances.stance.can_conflict


def _split(sides: list[_Sides], feature: Callable[[RankedFigure], Hashable]) -> list[_Sides]:
    """The figures of both sides that have a feature in common; a feature of None is never common."""
    return [common for lower, upper in sides for common in _split_sides(lower, upper, feature)]


def _split_sides(
    lower: RankedFigures, upper: RankedFigures, feature: Callable[[RankedFigure], Hashable]
) -> Iterator[_Sides]:
    lower_by_feature = _group(lower, feature)
    upper_by_feature = lower_by_feature if lower is upper else _group(upper, feature)
    for value, own_lower in lower_by_feature.items():
        if value is not None and value in upper_by_feature:
            yield own_lower, upper_by_feature[value]


def _group(
    figures: RankedFigures, feature: Callable[[RankedFigure], Hashable]
) -> dict[Hashable, list[RankedFigure]]:
    groups: dict[Hashable, list[RankedFigure]] = defaultdict(list)
    for figure in figures:
        groups[feature(figure)].append(figure)
    return dict(groups)


def _count_by_period(lower: RankedFigures, upper: RankedFigures, semantics: PeriodSemantics) -> KindCounts:
    total = count_below(lower, upper)
    if semantics is PeriodSemantics.TIMELESS:
        return Counter({ContradictionKind.CONFLICTS: total})
    dated_lower = [figure for figure in lower if figure.days]
    dated_upper = [figure for figure in upper if figure.days]
    dated = count_below(dated_lower, dated_upper)
    other_period, no_contradiction = _count_dated(dated_lower, dated_upper, dated, semantics)
    return Counter({
        ContradictionKind.UNKNOWN_PERIOD: total - dated,
        ContradictionKind.PERIOD: other_period,
        ContradictionKind.CONFLICTS: dated - other_period - no_contradiction,
    })  # fmt: skip


def _count_dated(
    lower: RankedFigures, upper: RankedFigures, dated: int, semantics: PeriodSemantics
) -> tuple[int, int]:
    """The numbers of dated pairs of different periods, and of those where both can hold."""
    if semantics is PeriodSemantics.HOLDS_THROUGHOUT:
        return count_disjoint_periods(lower, upper), 0
    same = count_same_period(lower, upper)
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
        judge_circumstances(semantics, below.figure.circumstances, above.figure.circumstances)
        for below in lower
        for above in upper
        if below.high < above.low
    )
    return Counter(kind for kind in kinds if kind)
