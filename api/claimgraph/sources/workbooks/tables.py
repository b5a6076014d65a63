"""Which sheet of a spreadsheet is which table of ours: the one of that name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.sources.csv_lines import Lines, display_path
from claimgraph.sources.own_lines import tidy_lines
from claimgraph.sources.record_tables import RECORD_TABLES
from claimgraph.sources.records import RecordRow, read_record_table
from claimgraph.sources.workbooks.number_formats import CellProblem
from claimgraph.sources.workbooks.ods import OdsWorkbook
from claimgraph.sources.workbooks.parts import open_parts
from claimgraph.sources.workbooks.xlsx import XlsxWorkbook

_XLSX, _ODS = (".xlsx", ".xlsm"), (".ods",)
_LEFT_OUT = "_"  # begins the name of a sheet that is no table


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """A sheet as a table: `file_name` is that of the table, `rows` have their numbers in the sheet."""

    path: Path
    sheet: str
    file_name: str
    rows: list[tuple[int, list[str]]]

    @property
    def place(self) -> Path:
        """The sheet, as a person types it: "claims.xlsx, sheet 'claims'"."""
        return _sheet_place(self.path, self.sheet)

    def lines(self) -> Lines:
        """Yield the rows as those of a CSV file, without those that are empty.

        Raises:
            TableError: A cell stands to the right of the header.
        """
        width = 0
        for row, cells in tidy_lines(self.rows, display_path(self.place)):
            width = width or len(cells)
            yield (
                row,
                cells + [""] * (width - len(cells)),
            )  # a sheet has no cells behind the last that is filled

    def render_csv(self) -> tuple[str, dict[int, int]]:
        """Return the table as CSV, and the row of the sheet that begins in each line of it.

        Raises:
            TableError: A cell stands to the right of the header.
        """
        text, rows_by_line, line = io.StringIO(newline=""), {}, 1
        writer = csv.writer(text, lineterminator="\n")
        for row, cells in self.lines():
            rows_by_line[line] = row
            writer.writerow(cells)
            line += 1 + sum(cell.count("\n") + cell.replace("\r\n", "").count("\r") for cell in cells)
        return text.getvalue(), rows_by_line


def is_workbook(path: Path) -> bool:
    """True for the name of a spreadsheet that can be read."""
    return path.suffix.lower() in _XLSX + _ODS


def read_workbook_tables(path: Path) -> list[WorkbookTable]:
    """Read the tables of a spreadsheet: each sheet has the name of one, or the file has, and one sheet.

    Raises:
        TableError: It cannot be read, a sheet that is not empty has another name, or a cell no value.
    """
    with open_parts(path) as parts:
        workbook = OdsWorkbook(parts) if path.suffix.lower() in _ODS else XlsxWorkbook(parts)
        filled = {name: rows for name in workbook.sheets if (rows := list(workbook.read_rows(name)))}
    sheets = {name: rows for name, rows in filled.items() if not name.startswith(_LEFT_OUT)}
    tables = {name: _table_name(name) for name in sheets}
    if len(sheets) == 1 and _table_name(path.stem) in RECORD_TABLES:
        tables = dict.fromkeys(sheets, _table_name(path.stem))
    _check_names(path, tables)
    return [
        WorkbookTable(path, name, tables[name], list(_check_cells(path, name, rows)))
        for name, rows in sheets.items()
    ]


def read_workbook_records(path: Path) -> list[RecordRow]:
    """Read every row of the tables of a spreadsheet.

    Raises:
        TableError: It cannot be read as tables.
        RowErrors: Cells that cannot be read.
    """
    return [
        row
        for table in read_workbook_tables(path)
        for row in read_record_table(table.place, RECORD_TABLES[table.file_name], table.lines())
    ]


def _sheet_place(path: Path, sheet: str) -> Path:
    """Return a sheet as if it were a file; its name may have a slash in it, which no name of a file has."""
    return Path(f"{path}, sheet {sheet!r}")


def _table_name(sheet: str) -> str:
    return sheet.strip().lower().removesuffix(".csv").replace(" ", "_") + ".csv"


def _check_names(path: Path, tables: dict[str, str]) -> None:
    names = ", ".join(table.removesuffix(".csv") for table in RECORD_TABLES)
    for number, (sheet, table) in enumerate(tables.items()):
        if table not in RECORD_TABLES:
            fix = f"Tables are {names}. Rename the sheet, or begin its name with _ to leave it out."
            raise TableError(display_path(_sheet_place(path, sheet)), "no table has this name", fix)
        if table in [*tables.values()][:number]:
            fix = "Put all rows of a table into one sheet."
            raise TableError(display_path(_sheet_place(path, sheet)), "another sheet is this table", fix)


def _check_cells(
    path: Path, sheet: str, rows: list[tuple[int, list[str | CellProblem]]]
) -> Iterator[tuple[int, list[str]]]:
    for row, cells in rows:
        for number, cell in enumerate(cells):
            if isinstance(cell, CellProblem):
                place = f"{display_path(_sheet_place(path, sheet))}:{row}: cell {_column_name(number)}{row}"
                raise TableError(place, cell.problem, cell.fix)
        yield row, [cell for cell in cells if isinstance(cell, str)]


def _column_name(number: int) -> str:
    """Return the letters of a column as programs show them: "AB" for 27."""
    first, last = divmod(number, 26)
    return (_column_name(first - 1) if first else "") + chr(ord("A") + last)
