"""Imports hardware_prices.csv: what a chip cost to buy, or to rent for an hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, optional, parse_count, parse_iso_day
from claimgraph.sources.figures import Measure, PrintedFigure, optional_figure_parsers
from claimgraph.sources.importers.epoch_models_chips_costs.cells import parse_name
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import read_chip_names
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

SOURCE = "epoch-ai-2026-hardware-prices"
_HOURLY = "usd-per-chip-hour"
# Every figure is of one chip: prices of a whole server were divided by its chips, as notes show.
_ONE_HOUR = "For one chip and one hour"
PRICES: Mapping[str, Measure] = {
    "Price per chip-hour (on-demand)": Measure("chip-hour-price-on-demand", _HOURLY, definition=_ONE_HOUR),
    "Price per chip-hour (1-year CUD)": Measure("chip-hour-price-1-year", _HOURLY, definition=_ONE_HOUR),
    "Price per chip-hour (3-year CUD)": Measure("chip-hour-price-3-year", _HOURLY, definition=_ONE_HOUR),
    "Price (hardware purchase)": Measure("chip-price", "unit:CCY_USD", definition="For one chip"),
}
SCOPE_COLUMNS = ("Vendor", "Location", "Number of GPUs", "Cloud GPU description")

_COLUMNS: dict[str, CellParser] = {
    "Hardware model": parse_name,
    "Price date": optional(parse_iso_day),
    "Price source": optional(parse_name),
    "Notes": optional(parse_name),
    "Vendor": optional(parse_name),
    "Location": optional(parse_name),
    "Number of GPUs": optional(parse_count),
    "Cloud GPU description": optional(parse_name),
}
SCHEMA = TableSchema(
    "hardware_prices.csv",
    _COLUMNS | optional_figure_parsers({column: measure.parse for column, measure in PRICES.items()}),
    {"Manufacturer": "repeats who designed the chip, which chips.csv says"},
)

_PRICELESS = "the row gives no price"
_REPEATED = "the row repeats another one cell by cell"
_CHIPLESS = "no chip of chips.csv has this name, and nobody judged which chip it is"


def import_prices(intake: Intake) -> None:
    """Import each price of a row as an observation."""
    chips, seen = read_chip_names(intake.folder, intake.names), set[str]()
    for row in intake.read_rows(SCHEMA):
        chip = chips.resolve_chip(row["Hardware model"], row.place)
        if _is_repeated(row, seen):
            intake.reject_row(row, _REPEATED)
        elif not chip:
            intake.reject_row(row, _CHIPLESS)
        elif observations := list(_observations(intake, row, chip)):
            intake.import_row(row, *observations)
        else:
            intake.ignore_row(row, _PRICELESS)


def _is_repeated(row: TableRow, seen: set[str]) -> bool:
    """Whether the row was there before; one without a price is no repetition."""
    is_known = _row_hash(row) in seen and any(row[column] for column in PRICES)
    seen.add(_row_hash(row))
    return is_known


def _observations(intake: Intake, row: TableRow, chip: str) -> Iterator[Observation]:
    day = Period.parse(row["Price date"].isoformat()) if row["Price date"] else None
    vendor = row["Vendor"] and intake.names.resolve_entity(row["Vendor"], row.place)
    for column, measure in PRICES.items():
        figure: PrintedFigure | None = row[column]
        if figure:
            yield make_record(
                Observation,
                id=_price_id(row, chip, measure.metric),
                metric=measure.metric,
                subjects=(chip,),
                partners=(vendor,) if vendor else (),
                value=figure.value,
                unit=measure.unit,
                period=day,
                known_since=day,  # prices that vendors or reporters made public on that day
                source=SOURCE,
                method="Price collected by Epoch AI",
                scope=_scope(row),
                definition=measure.definition,
                source_text=figure.source_text,
                note=_note(row),
            )


def _price_id(row: TableRow, chip: str, metric: str) -> str:
    day = row["Price date"].isoformat() if row["Price date"] else "undated"
    slug = slugify("epoch-price", chip.partition("/")[2], row["Vendor"] or "no-vendor", day, metric)
    return f"{slug}-{_row_hash(row)}"


def _row_hash(row: TableRow) -> str:
    """Return a short hash of what the row says, wherever it stands: rows may differ in one note alone."""
    cells = "\n".join(f"{column}={_hashed_text(cell)}" for column, cell in row.cells.items())
    return hashlib.sha256(cells.encode()).hexdigest()[:8]


def _hashed_text(cell: object) -> str:
    """Return the text that ids have always been made from: they are published, so it stays as it is."""
    return (
        f"Printed(value={cell.value!r}, text={cell.printed!r})"
        if isinstance(cell, PrintedFigure)
        else str(cell)
    )


def _scope(row: TableRow) -> str | None:
    return "; ".join(f"{column}: {row[column]}" for column in SCOPE_COLUMNS if row[column]) or None


def _note(row: TableRow) -> str | None:
    """Return Epoch AI's remarks, unless they quote: passages of third parties are not ours to repeat."""
    notes = row["Notes"] if row["Notes"] and '"' not in row["Notes"] else None
    source = row["Price source"] and f"Price source: {row['Price source']}"
    return " ".join(text for text in (notes, source) if text) or None
