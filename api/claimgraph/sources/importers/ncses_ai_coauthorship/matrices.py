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
from claimgraph.sources.cells import FETCH_AGAIN, CellParser, one_of
from claimgraph.sources.csv_lines import display_path, read_header
from claimgraph.sources.figures import Measure
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import ROW, ROW_IGNORED, TABLE, PlaceParser
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import TableOrigin
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

LAST_ROW = "its pairs stand in the rows before it (the matrix is symmetric)"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square table. `name_column`: that of the rows' names; `figure_parser`: the parser of a column."""

    number: str
    name_column: str
    origin: TableOrigin
    measure: Measure
    parse_name: PlaceParser
    figure_parser: Callable[[str], CellParser]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.number}.csv"


def import_matrix(intake: Intake, matrix: Matrix) -> None:
    """Import each pair once."""
    errors_before = len(intake.errors)
    header = read_header(intake.folder / matrix.file)
    columns = [column for column in header if column not in (TABLE, ROW, matrix.name_column)]
    rows = list(intake.read_rows(_schema(matrix, columns)))
    if len(intake.errors) > errors_before:
        return
    names = [row[matrix.name_column].name for row in rows]
    _check_names(display_path(intake.folder / matrix.file), names, columns)
    rows_and_columns = list(zip(rows, columns, strict=True))
    for index, (row, own_column) in enumerate(rows_and_columns):
        _check_figures(intake, row, own_column, rows_and_columns[:index])
        if later := rows_and_columns[index + 1 :]:
            pairs = (_pair_observation(matrix, row, partner, column) for partner, column in later)
            intake.import_row(row, *pairs)
        else:
            intake.ignore_row(row, LAST_ROW)


def column_of(name: str) -> str:
    """Return the column that belongs to the row of this name.

    >>> column_of("Institut Mines-Télécom"), column_of("Beihang U.")
    ('institut_mines_t_l_com', 'beihang_u_')
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def _schema(matrix: Matrix, columns: list[str]) -> TableSchema:
    parsers: dict[str, CellParser] = {
        TABLE: one_of([matrix.number]),
        matrix.name_column: matrix.parse_name,
    }
    parsers |= {column: matrix.figure_parser(column) for column in columns}
    return TableSchema(matrix.file, parsers, ROW_IGNORED, (matrix.name_column,))


def _pair_observation(matrix: Matrix, row: TableRow, partner: TableRow, column: str) -> Observation:
    subjects = (row[matrix.name_column], partner[matrix.name_column])
    return matrix.origin.make_observation(subjects, matrix.measure, row[column])


def _check_names(file: str, names: list[str], columns: list[str]) -> None:
    expected = [column_of(name) for name in names]
    if without_row := [column for column in columns if column not in expected]:
        raise TableError(f"{file}:1", f"no row for the columns {without_row}", FETCH_AGAIN)
    if without_column := [name for name in names if column_of(name) not in columns]:
        raise TableError(f"{file}:1", f"no column for the rows {without_column}", FETCH_AGAIN)
    if expected != columns:
        raise TableError(f"{file}:1", "the columns are not in the order of the rows", FETCH_AGAIN)


def _check_figures(
    intake: Intake, row: TableRow, own_column: str, earlier: list[tuple[TableRow, str]]
) -> None:
    """Make sure that figures left of the diagonal mirror those of earlier rows and that on it is zero."""
    if row[own_column].value:
        problem = f"{row[own_column].value} on the diagonal, where 0 is printed for no pair"
        intake.report_error(row, own_column, problem, FETCH_AGAIN)
    for partner, column in earlier:
        figure, mirrored = row[column], partner[own_column]
        if figure.value != mirrored.value:
            problem = (
                f"{figure.source_text!r}, but line {partner.line} has {mirrored.source_text!r} "
                "for the same pair"
            )
            intake.report_error(row, column, problem, FETCH_AGAIN)
