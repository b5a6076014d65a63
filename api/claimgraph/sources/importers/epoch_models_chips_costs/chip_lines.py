"""The rows of chips.csv, one of which the publisher's file breaks in two after the name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimgraph.errors import RowError
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import COLUMN
from claimgraph.sources.publisher_table import Lines, Rows, TableRow, TableSchema, cells_by_column, read_rows


def chip_rows(folder: Path, table: TableSchema, errors: list[RowError]) -> Iterator[TableRow]:
    """Read the rows; a name alone on its line is the name of the next line, if that has none.

    Raises:
        TableError: The file cannot be read, or its columns are not those of the table.
    """
    return read_rows(folder, table, errors, _joined)


def _joined(path: Path, names: list[str], lines: Lines) -> Rows:
    """Every line as a row, so that the account counts lines; a name alone leaves all other cells empty."""
    alone = ""
    for line, cells in lines:
        row = _row(path, line, names, cells)
        row[COLUMN] = row[COLUMN] or alone
        alone = row[COLUMN] if len(cells) == 1 else ""
        yield line, row


def _row(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) == 1:
        return dict.fromkeys(names, "") | {COLUMN: cells[0].strip()}
    return cells_by_column(path, line, names, cells)
