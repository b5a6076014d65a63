"""How cells of the NCSES tables are read: names with footnote marks, and figures with what was printed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.sources.cells import CellParser
from claimgraph.sources.reconcile import NameResolver

UNASSIGNED = "Unassigned"  # articles whose addresses name no nation
TABLE, ROW = "table_id", "row_id"
COUNTED = "the row's number in the table; where it stands in the file is kept"

_MARKED = re.compile(r"(.+?)(?:<sup>(\w)</sup>)?")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A nation, region or institution: its name as printed, our entity, and the table's footnote mark."""

    name: str
    entity: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or the bounds that a cell without one sets, and the column and cell it was read from."""

    value: Decimal | None
    printed: str
    low: Decimal | None = None
    high: Decimal | None = None
    bounds: str | None = None
    status: str | None = None


def figure(column: str, read: CellParser) -> CellParser:
    """A cell of this column as a figure."""
    return lambda cell: Figure(read(cell), f"{column}: {cell}")


def figures(columns: Mapping[str, CellParser]) -> dict[str, CellParser]:
    """The readers of several columns of figures."""
    return {column: figure(column, read) for column, read in columns.items()}


def place(names: NameResolver) -> CellParser:
    """A nation or region."""

    def read(cell: str) -> NamedPlace:
        match = _MARKED.fullmatch(html.unescape(cell))
        name, mark = match.groups() if match else (cell, None)
        return NamedPlace(name, names.require_entity(name), mark)

    return read


def place_if_known(names: NameResolver) -> CellParser:
    """The same, or None for articles of no known place."""
    read = place(names)
    return lambda cell: None if cell == UNASSIGNED else read(cell)
