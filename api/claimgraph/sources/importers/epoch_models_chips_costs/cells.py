"""How cells of Epoch AI's tables are read: lists within a cell, figures with their text, times of change."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from claimgraph.sources.cells import CellError, CellParser


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the text it was printed as."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, and the cell as printed, on one line."""

    all: tuple[str, ...] = ()
    text: str | None = None


def printed(read: CellParser) -> Callable[[str], Figure | None]:
    """The same reader, keeping the cell's text beside its value; None for an empty cell."""
    return lambda cell: Figure(read(cell), cell) if cell else None


def tidy(cell: str) -> str:
    """A name on one line: some hold line breaks, tabs and no-break spaces."""
    name = " ".join(cell.split())
    if not name:
        raise CellError("a name is empty", "Take the publisher's file again.")
    return name


def listed(read: CellParser = tidy) -> Callable[[str], tuple[Any, ...]]:
    """Values with commas between them; one that holds a comma itself is in quotes, as in CSV."""
    return lambda cell: tuple(read(part) for part in _parts(cell))


def named(cell: str) -> NameList:
    """A list of names, with the cell as printed."""
    return NameList(listed()(cell), tidy(cell)) if cell else NameList()


def moment(cell: str) -> str:
    """A day and minute, "2025-05-23 12:49", as text: in this form, later sorts after earlier."""
    try:
        datetime.strptime(cell, "%Y-%m-%d %H:%M")  # the file names no time zone
    except ValueError:
        problem = f"{cell!r} is not a moment of the form 2025-05-23 12:49"
        raise CellError(problem, "If the publisher changed the form, change the importer with it.") from None
    return cell


def _parts(cell: str) -> list[str]:
    try:
        return next(csv.reader([cell], strict=True), [])
    except csv.Error as error:
        raise CellError(f"{cell!r} is not a list: {error}", "Take the publisher's file again.") from None
