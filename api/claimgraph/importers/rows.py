"""Reads a curated table strictly: the header is the record's fields, every cell is checked.

A cell that breaks its column's promise stops the import with file, line, column
and the mend; all such cells of a table are reported together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError, RowErrors, TableError
from claimgraph.importers.cells import CellError, Parse, parser
from claimgraph.model import Record
from claimgraph.model.columns import columns


@dataclass(frozen=True, slots=True)
class Row:
    """A record and where it was written: `file` as a person types it, `name` within the dataset's folder."""

    record: Record
    file: str
    line: int
    name: str = ""


def read_table(path: Path, record: type[Record]) -> list[Row]:
    """Read every row of a UTF-8 CSV file.

    Raises:
        TableError: The file cannot be read, or its header is not the record's fields.
        RowErrors: Cells that cannot be read, each with line and column.
    """
    parsers = {name: parser(column) for name, column in columns(record).items()}
    rows, errors = [], []
    for line, cells in _lines(path, list(parsers)):
        values, wrong = _parse(cells, parsers, shown(path), line)
        errors += wrong
        if not wrong:
            rows.append(Row(record(**values), shown(path), line, path.name))
    if errors:
        raise RowErrors(errors)
    return rows


def shown(path: Path) -> str:
    """A path as a person in the current folder would type it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _parse(
    cells: dict[str, str], parsers: dict[str, Parse], file: str, line: int
) -> tuple[dict[str, Any], list[RowError]]:
    values, errors = {}, []
    for column, parse in parsers.items():
        try:
            values[column] = parse(cells[column])
        except CellError as error:
            errors.append(RowError(file, line, column, error.problem, error.mend))
    return values, errors


def _lines(path: Path, names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets put a mark at the start
            reader = csv.reader(file, strict=True)
            _check_header(path, next(reader, []), names)
            start = reader.line_num + 1
            for cells in reader:
                if len(cells) != len(names):
                    raise TableError(
                        f"{shown(path)}:{start}",
                        f"the row has {len(cells)} cells, the header {len(names)}",
                        "Quote cells that hold commas.",
                    )
                yield start, dict(zip(names, (cell.strip() for cell in cells), strict=True))
                start = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise TableError(shown(path), f"not UTF-8 ({error.reason})", "Save the file as UTF-8.") from None
    except OSError as error:
        raise TableError(shown(path), error.strerror or "cannot be read", "Check the path.") from None
    except csv.Error as error:
        raise TableError(shown(path), f"not CSV: {error}", "Check the quotes around that line.") from None


def _check_header(path: Path, found: list[str], names: list[str]) -> None:
    unknown = [name for name in found if name not in names]
    missing = [name for name in names if name not in found]
    if unknown or missing:
        parts = [
            f"unknown columns {unknown}" if unknown else "",
            f"missing columns {missing}" if missing else "",
        ]
        raise TableError(
            f"{shown(path)}:1", " and ".join(filter(None, parts)), f"The columns are {','.join(names)}."
        )
    if found != names:
        raise TableError(f"{shown(path)}:1", "columns in another order", f"The order is {','.join(names)}.")
