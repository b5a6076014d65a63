"""The rows of chips.csv, one of which the publisher's file breaks in two after the name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimgraph.errors import RowError
from claimgraph.sources.csv_lines import Lines, cells_by_column
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import NAME
from claimgraph.sources.table import RawRows, TableRow, TableSchema, read_rows


def read_chip_rows(folder: Path, schema: TableSchema, errors: list[RowError]) -> Iterator[TableRow]:
    """Read the rows; a name alone on its line is the name of the next line, if that has none.

    Raises:
        TableError: The file cannot be read, or its columns are not those of the schema.
    """
    return read_rows(folder, schema, errors, _join_names)


def _join_names(path: Path, columns: list[str], lines: Lines) -> RawRows:
    """Yield every line as a row, so that the account counts lines; a lone name leaves other cells empty."""
    lone_name = ""
    for line, cells in lines:
        row = _name_cells(path, line, columns, cells)
        row[NAME] = row[NAME] or lone_name
        lone_name = row[NAME] if len(cells) == 1 else ""
        yield line, row


def _name_cells(path: Path, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) == 1:
        return dict.fromkeys(columns, "") | {NAME: cells[0].strip()}
    return cells_by_column(path, line, columns, cells)
