"""What Nvidia's chips cost in a year: ranges that Epoch AI assumes. The file has columns of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import FETCH_AGAIN, CellError, CellParser, optional, parse_number, parse_text
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers.epoch_ai_chip_counts.inputs import DOLLARS, ModelInput, RangeColumns
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

FILE = "data_inputs/Nvidia annual prices.csv"
ASSUMED = "Range assumed by Epoch AI"
# Each chip, and the column of remarks to the right of its prices; the second of a name is numbered 2.
CHIPS = {"A100": "Notes", "H100": "Notes (2)", "GB200": "Notes (3)", "GB300": "Notes (4)", "H20": "no name"}
PRICES = {chip: RangeColumns(f"{chip} low", f"{chip} high") for chip in CHIPS}
GEOMEANS = ("Geomean", "Geomean (2)", "Geomean (3)")


def import_prices(intake: Intake) -> None:
    """Import every year, with the remark on a chip where it has a price."""
    for row in intake.read_rows(_schema()):
        if half := [columns.low for columns in PRICES.values() if columns.has_one_end(row)]:
            intake.report_error(row, half[0], "the range has one end only", FETCH_AGAIN)
        else:
            intake.import_row(row, *_observations(row, intake.names.require_entity))


def _schema() -> TableSchema:
    columns: dict[str, CellParser] = {"Year": _parse_year}
    columns |= {column: optional(parse_text) for column in CHIPS.values()}
    ends = [column for prices in PRICES.values() for column in (prices.low, prices.high)]
    columns |= optional_figure_parsers(dict.fromkeys(ends, parse_number))
    ignored = dict.fromkeys(GEOMEANS, "geometric mean of the two prices before it")
    return TableSchema(FILE, columns, ignored, key=("Year",), numbers_columns=True)


def _observations(row: TableRow, require_entity: CellParser) -> Iterator[Observation]:
    for chip, remarks in CHIPS.items():
        columns = PRICES[chip]
        if row[columns.low]:
            price = ModelInput("chip-price-assumed", DOLLARS, require_entity(chip), row["Year"], ASSUMED)
            yield price.make_range(row, columns, note=row[remarks])


def _parse_year(cell: str) -> Period:
    if not re.fullmatch(r"20\d\d", cell, re.ASCII):
        raise CellError(f"{cell!r} is not a year", "Prices are of one year: 2025.")
    return Period.parse(cell)
