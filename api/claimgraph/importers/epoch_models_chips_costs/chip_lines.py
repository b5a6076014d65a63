"""The rows of chips.csv, one of which the publisher's file breaks in two after the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.errors import RowError, TableError
from claimgraph.importers.epoch_models_chips_costs.chip_names import COLUMN
from claimgraph.importers.foreign import ForeignRow, Table, check_columns, checked_rows, lines_of_file
from claimgraph.importers.rows import shown


def chip_rows(folder: Path, table: Table, errors: list[RowError]) -> Iterator[ForeignRow]:
    """Read the rows; a name alone on its line is the name of the next line, if that has none.

    Raises:
        TableError: The file cannot be read, or its columns are not those of the table.
    """
    path = folder / table.file
    lines = lines_of_file(path)
    names = next(lines, (1, []))[1]
    check_columns(path, 1, names, table)
    yield from checked_rows(path, table, _joined(path, names, lines), errors)


def _joined(
    path: Path, names: list[str], lines: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Every line as a row, so that the account counts lines; a name alone leaves all other cells empty."""
    alone = ""
    for line, cells in lines:
        row = _row(path, line, names, cells)
        row[COLUMN] = row[COLUMN] or alone
        alone = row[COLUMN] if len(cells) == 1 else ""
        yield line, row


def _row(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) not in (1, len(names)):
        problem = f"the row has {len(cells)} cells, the header {len(names)}"
        raise TableError(f"{shown(path)}:{line}", problem, "Take the publisher's file again.")
    found = dict(zip(names, (cell.strip() for cell in cells), strict=False))
    return dict.fromkeys(names, "") | (found if len(cells) > 1 else {COLUMN: cells[0].strip()})
