"""Imports Taiwan's exports of integrated circuits by destination and year.

From 2016 on amounts are whole thousands of dollars: 0 is less than half of that, since a destination that
nothing was sent to has no row. The last year is not over.
"""

from __future__ import annotations

from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellError, CellParser, matching, parse_number, parse_text
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

FILE, METRIC = "taiwan_ic_exports_by_destination.csv", "taiwan-ic-exports"
YEAR, DESTINATION, EXPORTS = "year", "destination_en", "exports_usd"
UNFINISHED = {"2025": Period.parse("2025-01/2025-08~")}  # to about August
HALF_A_THOUSAND = Decimal(500)
KNOWN_SINCE = Period.parse("2025-08/2025-09-25")  # a day in or after the last month, by that of the file
NO_PLACE = "No one nation or territory of today"
NO_PLACES = frozenset(("Netherlands Antilles", "Others"))
IGNORED = {
    "destination_zh": "the same destination in Chinese",
    "share_percent": "follows from the amounts of the year",
}


def import_dataset(intake: Intake) -> None:
    """Import every destination that is a nation or territory."""
    for row in intake.read_rows(_schema(intake.names)):
        if row[DESTINATION] is None:
            intake.ignore_row(row, NO_PLACE)
        else:
            intake.import_row(row, _make_observation(row))


def _make_observation(row: TableRow) -> Observation:
    figure: PrintedFigure = row[EXPORTS]
    return make_record(
        Observation,
        id=slugify(METRIC, row[DESTINATION].partition("/")[2], row[YEAR]),
        metric=METRIC,
        subjects=("nation/taiwan",),
        partners=(row[DESTINATION],),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bounds=figure.bounds,
        unit="unit:CCY_USD",
        status="provisional" if row[YEAR] in UNFINISHED else None,
        period=UNFINISHED.get(row[YEAR]) or Period.parse(row[YEAR]),
        known_since=KNOWN_SINCE,
        source="taiwan-customs-2025-ic-exports",
        source_text=figure.source_text,
    )


def _schema(names: NameResolver) -> TableSchema:
    columns: dict[str, CellParser] = {
        YEAR: matching(r"(\d{4})"),
        DESTINATION: lambda cell: None if cell in NO_PLACES else names.require_entity(cell),
        EXPORTS: _parse_amount,
    }
    return TableSchema(FILE, columns, IGNORED, key=(YEAR, DESTINATION))


def _parse_amount(cell: str) -> PrintedFigure:
    """Return an amount in dollars; 0 is what rounds to no thousand."""
    value = parse_number(parse_text(cell))
    if value < 0:
        raise CellError(f"{cell!r} is negative", "Exports are not: take the file again.")
    if value:
        return PrintedFigure(value, EXPORTS, cell)
    return PrintedFigure(value, EXPORTS, cell, low=Decimal(0), high=HALF_A_THOUSAND, bounds="rounding")
