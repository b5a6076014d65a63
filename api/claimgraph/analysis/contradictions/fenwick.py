"""Counts that grow while they are asked for: Fenwick, "A new data structure for cumulative tables" (1994)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator


class FenwickTree:
    """How many of what was added lie at the first places."""

    def __init__(self, size: int) -> None:
        self._sums = [0] * (size + 1)

    def add(self, position: int) -> None:
        position += 1
        while position < len(self._sums):
            self._sums[position] += 1
            position += position & -position

    def prefix_sum(self, length: int) -> int:
        total = 0
        while length:
            total += self._sums[length]
            length &= length - 1
        return total


class FenwickGrid:
    """The same in two directions; only what was added takes memory."""

    def __init__(self, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns
        self._sums: defaultdict[tuple[int, int], int] = defaultdict(int)

    def add(self, row: int, column: int) -> None:
        for at in _up(row, self._rows):
            for place in _up(column, self._columns):
                self._sums[at, place] += 1

    def prefix_sum(self, rows: int, columns: int) -> int:
        places, known = list(_down(columns)), self._sums
        return sum(known.get((at, place), 0) for at in _down(rows) for place in places)


def _up(place: int, size: int) -> Iterator[int]:
    place += 1
    while place <= size:
        yield place
        place += place & -place


def _down(places: int) -> Iterator[int]:
    while places:
        yield places
        places &= places - 1
