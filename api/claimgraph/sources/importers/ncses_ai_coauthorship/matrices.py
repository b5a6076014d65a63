"""Square tables of pairs (10060, 10062, 10065): a figure for each two nations or institutions, printed twice.

A column stands for the row at its place, under its name in lower case with "_" for all but plain letters.
The square has to be symmetric, with zeros on its diagonal. Each pair is taken from the row that comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.errors import TableError
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import COUNTED, ROW, TABLE
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import Measure, Origin
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema, read_header
from claimgraph.sources.table import display_path
from claimgraph.sources.values import one_of

LAST = "its pairs stand in the rows before it (the matrix is symmetric)"
MEND = "Take the publisher's file again."


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square table. `name`: the column of names, which `find` reads; `read` gives a column's reader."""

    number: str
    name: str
    origin: Origin
    measure: Measure
    find: CellParser
    read: Callable[[str], CellParser]

    @property
    def file(self) -> str:
        return f"{self.number}.csv"


def run(intake: Intake, matrix: Matrix) -> None:
    """Take each pair once."""
    before = len(intake.errors)
    columns = [
        each for each in read_header(intake.folder, matrix.file) if each not in (TABLE, ROW, matrix.name)
    ]
    rows = list(intake.read_rows(_table(matrix, columns)))
    if len(intake.errors) > before:
        return
    _check_names(display_path(intake.folder / matrix.file), [row[matrix.name].name for row in rows], columns)
    others = list(zip(rows, columns, strict=True))
    for place, (row, own) in enumerate(others):
        _check_figures(intake, row, own, others[:place])
        if later := others[place + 1 :]:
            intake.import_row(row, *(_pair(matrix, row, other, column) for other, column in later))
        else:
            intake.ignore_row(row, LAST)


def column_of(name: str) -> str:
    """The column that belongs to the row of this name.

    >>> column_of("Institut Mines-Télécom"), column_of("Beihang U.")
    ('institut_mines_t_l_com', 'beihang_u_')
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def _table(matrix: Matrix, columns: list[str]) -> TableSchema:
    takes = {TABLE: one_of([matrix.number]), matrix.name: matrix.find}
    return TableSchema(
        matrix.file, takes | {each: matrix.read(each) for each in columns}, {ROW: COUNTED}, (matrix.name,)
    )


def _pair(matrix: Matrix, row: TableRow, other: TableRow, column: str) -> Observation:
    return matrix.origin.observation((row[matrix.name], other[matrix.name]), matrix.measure, row[column])


def _check_names(file: str, names: list[str], columns: list[str]) -> None:
    expected = [column_of(name) for name in names]
    if without_row := [each for each in columns if each not in expected]:
        raise TableError(f"{file}:1", f"no row for the columns {without_row}", MEND)
    if without_column := [name for name in names if column_of(name) not in columns]:
        raise TableError(f"{file}:1", f"no column for the rows {without_column}", MEND)
    if expected != columns:
        raise TableError(f"{file}:1", "the columns are not in the order of the rows", MEND)


def _check_figures(intake: Intake, row: TableRow, own: str, earlier: list[tuple[TableRow, str]]) -> None:
    """The figures left of the diagonal mirror those of earlier rows; the one on it is zero."""
    if row[own].value:
        intake.report_error(
            row, own, f"{row[own].value} on the diagonal, where 0 is printed for no pair", MEND
        )
    for other, column in earlier:
        if row[column].value != other[own].value:
            problem = (
                f"{row[column].printed!r}, but line {other.line} has {other[own].printed!r} for the same pair"
            )
            intake.report_error(row, column, problem, MEND)
