"""Fenwick trees: counters whose prefix sums can be asked for while they grow.

Adding and asking cost log n each, against n for an array of sums.

Source: P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and
Experience 24 (1994), 327-336, https://doi.org/10.1002/spe.4380240306.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator


class FenwickTree:
    """Counts items by position, of which there are `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._sums = [0] * (size + 1)

    def add(self, position: int) -> None:
        """Count one more item at a position."""
        for node in _covering_nodes(position, self._size):
            self._sums[node] += 1

    def count_before(self, position: int) -> int:
        """The number of items at smaller positions."""
        return sum(self._sums[node] for node in _prefix_nodes(position))


class FenwickGrid:
    """Counts items by row and column. A cell takes memory only once something is counted in it."""

    def __init__(self, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns
        self._sums: defaultdict[tuple[int, int], int] = defaultdict(int)

    def add(self, row: int, column: int) -> None:
        """Count one more item in a cell."""
        for row_node in _covering_nodes(row, self._rows):
            for column_node in _covering_nodes(column, self._columns):
                self._sums[row_node, column_node] += 1

    def count_before(self, row: int, column: int) -> int:
        """The number of items whose row and column are both smaller."""
        sums, column_nodes = self._sums, list(_prefix_nodes(column))
        return sum(
            sums.get((row_node, column_node), 0)
            for row_node in _prefix_nodes(row)
            for column_node in column_nodes
        )


def _covering_nodes(position: int, size: int) -> Iterator[int]:
    """The tree's nodes, counted from 1, whose sums include a position, counted from 0."""
    node = position + 1
    while node <= size:
        yield node
        node += node & -node


def _prefix_nodes(length: int) -> Iterator[int]:
    """The tree's nodes whose sums together are that of the first `length` positions."""
    node = length
    while node:
        yield node
        node &= node - 1
