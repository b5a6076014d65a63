"""What Nvidia's chips cost in a year: ranges that Epoch AI assumes. The file has columns of the same name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claimgraph.edtf import Period
from claimgraph.errors import RowError, TableError
from claimgraph.model import Observation
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.epoch_ai_chip_counts.inputs import DOLLARS, Of, Range, amount
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema, check_columns, parse_rows
from claimgraph.sources.table import display_path
from claimgraph.sources.values import optional, parse_text

FILE = "data_inputs/Nvidia annual prices.csv"
ASSUMED = "Range assumed by Epoch AI"
# Each chip, and the column of remarks to the right of its prices; the second of a name is numbered 2.
CHIPS = {"A100": "Notes", "H100": "Notes (2)", "GB200": "Notes (3)", "GB300": "Notes (4)", "H20": "no name"}
PRICES = {chip: Range(f"{chip} low", f"{chip} high") for chip in CHIPS}
GEOMEANS = ("Geomean", "Geomean (2)", "Geomean (3)")


def import_prices(intake: Intake) -> None:
    """Take every year, with the remark on a chip where it has a price."""
    takes: dict[str, CellParser] = {"Year": _year} | {
        column: optional(parse_text) for column in CHIPS.values()
    }
    takes |= {column: optional(amount) for pair in PRICES.values() for column in (pair.low, pair.high)}
    ignores = dict.fromkeys(GEOMEANS, "geometric mean of the two prices before it")
    for row in intake.read_rows(TableSchema(FILE, takes, ignores, ("Year",)), _numbered):
        if half := [pair.low for pair in PRICES.values() if bool(row[pair.low]) != bool(row[pair.high])]:
            intake.report_error(
                row, half[0], "the range has one end only", "Take the publisher's file again."
            )
        else:
            intake.import_row(row, *_prices(row, intake.names.require_entity))


def _prices(row: TableRow, require: CellParser) -> Iterator[Observation]:
    for chip, remarks in CHIPS.items():
        pair = PRICES[chip]
        if row[pair.low]:
            price = Of("chip-price-assumed", DOLLARS, require(chip), row["Year"], ASSUMED)
            yield price.between(row, pair, note=row[remarks])


def _year(cell: str) -> Period:
    if not re.fullmatch(r"20\d\d", cell, re.ASCII):
        raise CellError(f"{cell!r} is not a year", "Prices are of one year: 2025.")
    return Period.parse(cell)


def _numbered(folder: Path, table: TableSchema, errors: list[RowError]) -> Iterator[TableRow]:
    """The rows, with numbers after column names that come again. No cell of this file has line breaks."""
    path = folder / table.file
    with path.open(encoding="utf-8-sig", newline="") as file:
        names, *rows = csv.reader(file, strict=True)
    names = _named_once(names)
    check_columns(path, 1, names, table)
    if short := next((line for line, cells in enumerate(rows, 2) if len(cells) != len(names)), None):
        problem = "the row has not as many cells as the header"
        raise TableError(f"{display_path(path)}:{short}", problem, "Take the publisher's file again.")
    lines = ((line, dict(zip(names, cells, strict=True))) for line, cells in enumerate(rows, 2))
    yield from parse_rows(path, table, lines, errors)


def _named_once(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    once = []
    for name in names:
        seen[name] += 1
        once.append((name or "no name") + (f" ({seen[name]})" if seen[name] > 1 else ""))
    return once
