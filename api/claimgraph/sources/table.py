"""Reads tables strictly: each column is read or ignored for a reason, each row has a place.

A file with a new, renamed or missing column, or a cell that its column's form does not allow, stops the
import: a changed unit shows as one of these. All wrong cells of a table are reported together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.csv_lines import (
    PUBLISHER_ADVICE,
    UTF_8,
    Lines,
    TableAdvice,
    cells_by_column,
    check_header,
    display_path,
    read_lines,
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


@dataclass(frozen=True, slots=True)
class TableSchema:
    """What a file holds: how each column used is read, and why the others are not.

    `key`: columns that no two rows share; without them, rows may repeat. `numbers_columns`: the file gives
    several columns the same name, or none, so the second "Notes" is "Notes (2)". `is_ordered`: the columns
    have to stand in the order of `columns`. `encoding`: of a file that is not UTF-8.
    """

    file: str
    columns: Mapping[str, CellParser]
    ignored: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    numbers_columns: bool = False
    is_ordered: bool = False
    advice: TableAdvice = PUBLISHER_ADVICE
    encoding: str = UTF_8

    @property
    def names(self) -> list[str]:
        """Every column the file must have."""
        return [*self.columns, *self.ignored]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its values by column, and where it stands; `file` is relative to its folder."""

    path: Path
    file: str
    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    @property
    def place(self) -> str:
        """File and line within the data set's folder: "inputs.csv:12"."""
        return f"{self.file}:{self.line}"

    def error(self, column: str, problem: str, fix: str) -> RowError:
        """Return the error that says what is wrong with a cell of this row."""
        return RowError(display_path(self.path), self.line, column, problem, fix)


RawRows = Iterator[tuple[int, Mapping[str, Any]]]  # the cells of each row as written, by column
RowArrangement = Callable[[Path, list[str], Lines], RawRows]
RowReader = Callable[[Path, TableSchema, list[RowError]], Iterator[TableRow]]


def read_rows(
    folder: Path,
    schema: TableSchema,
    errors: list[RowError],
    arrange: RowArrangement | None = None,
    lines: Lines | None = None,
) -> Iterator[TableRow]:
    """Read the rows of a CSV file; errors in cells are added to `errors` and their rows left out.

    `arrange` makes rows of lines where a file needs its own way; usually each line is a row. `lines`: those
    of the file, if somebody has read it.

    Raises:
        TableError: The file cannot be read, or its columns are not those of the schema.
    """
    path = folder / schema.file
    lines = read_lines(path, schema.advice, schema.encoding) if lines is None else lines
    first_line, names = next(lines, (1, []))
    if schema.numbers_columns:
        names = _number_columns(names)
    check_header(
        f"{display_path(path)}:{first_line}", names, schema.names, schema.advice, ordered=schema.is_ordered
    )
    if arrange is None:
        raw_rows: RawRows = (
            (line, cells_by_column(path, line, names, cells, schema.advice)) for line, cells in lines
        )
    else:
        raw_rows = arrange(path, names, lines)
    yield from parse_rows(path, schema, raw_rows, errors)


def parse_rows(
    path: Path, schema: TableSchema, raw_rows: RawRows, errors: list[RowError]
) -> Iterator[TableRow]:
    """Parse the cells of rows; errors, and keys that an earlier row has, are added to `errors`."""
    first_lines: dict[tuple[str, ...], int] = {}
    for line, raw_cells in raw_rows:
        values, cell_errors = _parse_cells(raw_cells, schema.columns)
        row = TableRow(path, schema.file, line, values)
        row_errors = [row.error(column, error.problem, error.fix) for column, error in cell_errors]
        key = tuple(str(raw_cells[column]) for column in schema.key)
        if key and (first_line := first_lines.setdefault(key, line)) != line:
            problem = f"{', '.join(map(repr, key))} is already in line {first_line}"
            row_errors.append(row.error(schema.key[0], problem, "Keep one of the rows."))
        errors += row_errors
        if not row_errors:
            yield row


def _parse_cells(
    raw_cells: Mapping[str, Any], columns: Mapping[str, CellParser]
) -> tuple[dict[str, Any], list[tuple[str, CellError]]]:
    values, errors = {}, []
    for column, parse in columns.items():
        try:
            values[column] = parse(_check_characters(raw_cells[column]))
        except CellError as error:
            errors.append((column, error))
    return values, errors


def _check_characters(cell: Any) -> Any:
    """Refuse what no XML can hold, and so neither RDF/XML nor results in XML."""
    if isinstance(cell, str) and (match := _NOT_XML.search(cell)):
        problem = f"{cell[:80]!r} has the control character U+{ord(match[0]):04X} in it"
        raise CellError(problem, "Take it out: XML cannot hold it.")
    return cell


def _number_columns(names: list[str]) -> list[str]:
    counts: Counter[str] = Counter()
    numbered = []
    for name in names:
        counts[name] += 1
        numbered.append((name or "no name") + (f" ({counts[name]})" if counts[name] > 1 else ""))
    return numbered
