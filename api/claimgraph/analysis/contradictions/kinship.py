"""Finds the pairs of figures whose claims come from one occasion. They are few, so each is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimgraph.analysis.contradictions.order_statistics import RankedFigure, RankedFigures

KinPair = tuple[RankedFigure, RankedFigure]  # a lower and an upper figure


def find_kin_pairs(lower: RankedFigures, upper: RankedFigures) -> list[KinPair]:
    """The pairs of different claims with a common origin, of which one figure lies below the other."""
    pairs = {
        (below.figure.id, above.figure.id): (below, above)
        for below, above in _iterate_kin_pairs(lower, upper)
    }
    return [pairs[ids] for ids in sorted(pairs)]


def _iterate_kin_pairs(lower: RankedFigures, upper: RankedFigures) -> Iterator[KinPair]:
    lower_by_origin = _group_by_origin(lower)
    if not lower_by_origin:
        return
    for above in upper:
        for origin in above.figure.origins:
            for below in lower_by_origin.get(origin, ()):
                if below.high < above.low and below.claim != above.claim:
                    yield below, above


def _group_by_origin(figures: RankedFigures) -> dict[str, list[RankedFigure]]:
    by_origin: dict[str, list[RankedFigure]] = defaultdict(list)
    for figure in figures:
        for origin in figure.figure.origins:
            by_origin[origin].append(figure)
    return dict(by_origin)
