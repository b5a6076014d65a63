"""Reads a curated table strictly: the header is the record's fields, every cell is checked.

A cell that breaks its column's promise stops the import with file, line, column
and the fix; all such cells of a table are reported together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError, RowErrors, TableError
from claimgraph.model import Record, columns_of
from claimgraph.sources.cells import CellError, CellParser, cell_parser


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record and where it was written: `file` as a person types it, `name` within the dataset's folder."""

    record: Record
    file: str
    line: int
    file_name: str = ""


def read_record_table(path: Path, record: type[Record]) -> list[RecordRow]:
    """Read every row of a UTF-8 CSV file.

    Raises:
        TableError: The file cannot be read, or its header is not the record's fields.
        RowErrors: Cells that cannot be read, each with line and column.
    """
    parsers = {name: cell_parser(column) for name, column in columns_of(record).items()}
    rows, errors = [], []
    for line, cells in _lines(path, list(parsers)):
        values, wrong = _parse(cells, parsers, display_path(path), line)
        errors += wrong
        if not wrong:
            rows.append(RecordRow(record(**values), display_path(path), line, path.name))
    if errors:
        raise RowErrors(errors)
    return rows


def display_path(path: Path) -> str:
    """A path as a person in the current folder would type it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _parse(
    cells: dict[str, str], parsers: dict[str, CellParser], file: str, line: int
) -> tuple[dict[str, Any], list[RowError]]:
    values, errors = {}, []
    for column, parse in parsers.items():
        try:
            values[column] = parse(cells[column])
        except CellError as error:
            errors.append(RowError(file, line, column, error.problem, error.fix))
    return values, errors


def _lines(path: Path, names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each row by column, with the line it starts in."""
    start = 1
    try:
        reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
        _check_header(path, next(reader, []), names)
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(names):
                raise _other_length(f"{display_path(path)}:{start}", len(cells), len(names))
            yield start, dict(zip(names, (cell.strip() for cell in cells), strict=True))
            start = reader.line_num + 1
    except csv.Error as error:
        fix = "Check the quotes of the row that starts there."
        raise TableError(f"{display_path(path)}:{start}", f"not CSV: {error}", fix) from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")  # spreadsheets put a mark at the start
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        where, fix = (
            f"{display_path(path)}:{line}",
            "Save the file as UTF-8; spreadsheets call it “CSV UTF-8”.",
        )
        raise TableError(where, f"not UTF-8 ({error.reason})", fix) from None
    except OSError as error:
        raise TableError(display_path(path), error.strerror or "cannot be read", "Check the path.") from None


def _other_length(where: str, cells: int, names: int) -> TableError:
    fix = (
        "Quote cells that hold commas." if cells > names else "Write empty cells, too; take blank lines out."
    )
    return TableError(where, f"the row has {cells} cells, the header {names}", fix)


_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}  # a spreadsheet's idea of CSV, in some countries


def _check_header(path: Path, found: list[str], names: list[str]) -> None:
    for separator, called in _OTHER_SEPARATORS.items():
        if len(found) == 1 and separator in found[0]:
            fix = "Save the table as CSV with commas."
            raise TableError(f"{display_path(path)}:1", f"the columns are separated by {called}", fix)
    unknown = [name for name in found if name not in names]
    missing = [name for name in names if name not in found]
    if unknown or missing:
        parts = [
            f"unknown columns {unknown}" if unknown else "",
            f"missing columns {missing}" if missing else "",
        ]
        raise TableError(
            f"{display_path(path)}:1",
            " and ".join(filter(None, parts)),
            f"The columns are {','.join(names)}.",
        )
    if found != names:
        raise TableError(
            f"{display_path(path)}:1", "columns in another order", f"The order is {','.join(names)}."
        )
