"""Reads other people's files strictly: each column is taken or passed over, each row accounted for.

A file with a new, renamed or missing column, or a cell that its column's form does not
allow, stops the import: a changed unit shows as one of these.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError, TableError
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.table import display_path


@dataclass(frozen=True, slots=True)
class TableSchema:
    """What a file holds. `takes`: how each column used is read; `ignores`: the others, with the reason.

    `key`: columns that no two rows share; a second row with the same key is an error. Empty: rows may repeat.
    """

    file: str
    columns: Mapping[str, CellParser]
    ignored: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells as read, by column, and where it stands; `file` is relative to its folder."""

    path: Path
    file: str
    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def error(self, column: str, problem: str, fix: str) -> RowError:
        """The error that says what is wrong with a cell of this row."""
        return RowError(display_path(self.path), self.line, column, problem, fix)


def read_header(folder: Path, file: str) -> list[str]:
    """The column names of a file, for tables whose columns are themselves data (matrices)."""
    return next(read_lines(folder / file), (1, []))[1]


Lines = Iterator[tuple[int, list[str]]]
Rows = Iterator[tuple[int, dict[str, str]]]


def read_rows(
    folder: Path,
    table: TableSchema,
    errors: list[RowError],
    arrange: Callable[[Path, list[str], Lines], Rows] | None = None,
) -> Iterator[TableRow]:
    """The rows of a CSV file; what is wrong with cells is added to `errors` and the row left out.

    `arrange` makes rows of lines where a file needs its own way; usually each line is a row.

    Raises:
        TableError: The file cannot be read, or its columns are not those of the table.
    """
    path = folder / table.file
    lines = read_lines(path)
    names = next(lines, (1, []))[1]
    check_columns(path, 1, names, table)
    yield from parse_rows(path, table, (arrange or _named)(path, names, lines), errors)


def parse_rows(
    path: Path, table: TableSchema, lines: Iterator[tuple[int, Mapping[str, Any]]], errors: list[RowError]
) -> Iterator[TableRow]:
    """The rows whose cells can be read and whose key is new; what is wrong is added to `errors`."""
    seen: dict[tuple[str, ...], int] = {}
    for line, row in lines:
        found = _parsed(path, line, row, table) + _repeated(path, line, row, table, seen)
        errors += [each for each in found if isinstance(each, RowError)]
        if not any(isinstance(each, RowError) for each in found):
            yield TableRow(path, table.file, line, dict(found))  # type: ignore[arg-type]


def cells_by_column(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    """The cells of a line by column.

    Raises:
        TableError: There are more or fewer cells than columns.
    """
    if len(cells) != len(names):
        problem = f"the row has {len(cells)} cells, the header {len(names)}"
        raise TableError(f"{display_path(path)}:{line}", problem, "Take the publisher's file again.")
    return dict(zip(names, (cell.strip() for cell in cells), strict=True))


def _named(path: Path, names: list[str], lines: Lines) -> Rows:
    return ((line, cells_by_column(path, line, names, cells)) for line, cells in lines)


RowReader = Callable[[Path, TableSchema, list[RowError]], Iterator[TableRow]]


def _parsed(
    path: Path, line: int, row: Mapping[str, Any], table: TableSchema
) -> list[tuple[str, Any] | RowError]:
    return [_cell(path, line, column, read, row[column]) for column, read in table.columns.items()]


def _cell(path: Path, line: int, column: str, read: CellParser, cell: Any) -> tuple[str, Any] | RowError:
    try:
        return column, read(cell)
    except CellError as error:
        return RowError(display_path(path), line, column, error.problem, error.fix)


def _repeated(
    path: Path, line: int, row: Mapping[str, Any], table: TableSchema, seen: dict[tuple[str, ...], int]
) -> list[tuple[str, Any] | RowError]:
    key = tuple(str(row[column]) for column in table.key)
    if not key or (first := seen.setdefault(key, line)) == line:
        return []
    problem = f"{', '.join(map(repr, key))} is already in line {first}"
    return [RowError(display_path(path), line, table.key[0], problem, "Keep one of the rows.")]


def check_columns(path: Path, line: int, names: list[str], table: TableSchema) -> None:
    """Refuse columns that the table does not know, and the lack of those it does.

    Raises:
        TableError: The columns are not those of the table.
    """
    known = {*table.columns, *table.ignored}
    new, missing = [name for name in names if name not in known], sorted(known - set(names))
    twice = sorted({name for name in names if names.count(name) > 1})
    parts = [("unknown columns", new), ("missing columns", missing), ("columns named twice", twice)]
    if problem := " and ".join(f"{what} {which}" for what, which in parts if which):
        fix = "Take the publisher's file of the stated version, or tell the importer what the column means."
        raise TableError(f"{display_path(path)}:{line}", problem, fix)


def read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record of a CSV file with the line it starts in."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            start = 1
            for cells in reader:
                yield start, cells
                start = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise TableError(
            display_path(path), f"not UTF-8 ({error.reason})", "Take the publisher's file again."
        ) from None
    except OSError as error:
        raise TableError(display_path(path), error.strerror or "cannot be read", "Check the path.") from None
    except csv.Error as error:
        raise TableError(
            display_path(path), f"not CSV: {error}", "Take the publisher's file again."
        ) from None
