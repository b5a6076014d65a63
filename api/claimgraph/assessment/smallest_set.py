"""Finds a smallest set that has some effect, with a bound on how many sets are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Generic, TypeVar

T = TypeVar("T")
_STEPS = 64  # in which a large set is built up, and then taken apart


@dataclass(frozen=True, slots=True)
class SmallestSet(Generic[T]):
    """`members`: a set with the effect, () if none was found. `is_exact`: no smaller one has it.

    Not exact, `members` is an upper bound. Then every set of up to `searched` members was tried.
    """

    members: tuple[T, ...]
    is_exact: bool
    searched: int


def find_smallest_set(
    items: Sequence[T], has_effect: Callable[[Sequence[T]], bool], budget: int
) -> SmallestSet[T]:
    """A smallest set of items with an effect, trying at most about `budget` sets.

    Effects need not grow with sets. Where there are too many sets, the result is an upper bound: items are
    added from either end until the effect is there, and dropped while it stays.

    >>> find_smallest_set("abcd", lambda chosen: {"b", "d"} <= set(chosen), 100).members
    ('b', 'd')
    """
    for size in range(1, len(items) + 1):
        budget -= comb(len(items), size)
        if budget < 0:
            return _find_upper_bound(items, has_effect, size - 1)
        for chosen in combinations(items, size):
            if has_effect(chosen):
                return SmallestSet(chosen, is_exact=True, searched=size)
    return SmallestSet((), is_exact=True, searched=len(items))


def _find_upper_bound(
    items: Sequence[T], has_effect: Callable[[Sequence[T]], bool], searched: int
) -> SmallestSet[T]:
    candidates = (_grow(order, has_effect) for order in (items, items[::-1]))
    shrunk = [_shrink(chosen, has_effect) for chosen in candidates if chosen]
    members = min(shrunk, key=len, default=())
    return SmallestSet(tuple(members), is_exact=len(members) == searched + 1, searched=searched)


def _grow(items: Sequence[T], has_effect: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """The first items that have the effect together; none if there are no such."""
    for end in _steps(len(items)):
        if has_effect(items[:end]):
            return items[:end]
    return ()


def _shrink(items: Sequence[T], has_effect: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """The items without those that the effect does not need, a run of them at a time."""
    kept = list(items)
    width = -(-len(items) // _STEPS)
    for start in reversed(range(0, len(items), width)):
        smaller = kept[:start] + kept[start + width :]
        if smaller and has_effect(smaller):
            kept = smaller
    return kept


def _steps(count: int) -> Iterable[int]:
    width = max(1, -(-count // _STEPS))
    return (*range(width, count, width), count)
