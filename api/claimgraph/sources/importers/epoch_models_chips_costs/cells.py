"""How cells of Epoch AI's tables are read: names with stray blanks, lists within a cell, times of change."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claimgraph.sources.cells import FETCH_AGAIN, CellError, CellParser


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, and the cell as printed, on one line."""

    names: tuple[str, ...] = ()
    printed: str | None = None


def parse_name(cell: str) -> str:
    """Return a name on one line: some hold line breaks, tabs and no-break spaces.

    Raises:
        CellError: The cell does not have that form.
    """
    name = " ".join(cell.split())
    if not name:
        raise CellError("a name is empty", FETCH_AGAIN)
    return name


def quoted_list_of(parse: CellParser = parse_name) -> Callable[[str], tuple[Any, ...]]:
    """Return the parser of values with commas between them; one with a comma itself is quoted, as in CSV."""
    return lambda cell: tuple(parse(part) for part in _split_list(cell))


def parse_name_list(cell: str) -> NameList:
    """Return a list of names, with the cell as printed."""
    return NameList(quoted_list_of()(cell), parse_name(cell)) if cell else NameList()


def parse_minute(cell: str) -> str:
    """Return a day and minute, "2025-05-23 12:49", as text: in this form, later sorts after earlier.

    Raises:
        CellError: The cell does not have that form.
    """
    try:
        datetime.strptime(cell, "%Y-%m-%d %H:%M")  # the file names no time zone
    except ValueError:
        problem = f"{cell!r} is not a moment of the form 2025-05-23 12:49"
        raise CellError(problem, "If the publisher changed the form, change the importer with it.") from None
    return cell


def _split_list(cell: str) -> list[str]:
    try:
        return next(csv.reader([cell], strict=True), [])
    except csv.Error as error:
        raise CellError(f"{cell!r} is not a list: {error}", FETCH_AGAIN) from None
