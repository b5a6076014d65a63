"""Imports hardware_prices.csv: what a chip cost to buy, or to rent for an hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_models_chips_costs.cells import printed, tidy
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import read_chips
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import optional, parse_count, parse_iso_day, parse_number

SOURCE = "epoch-ai-2026-hardware-prices"
_HOURLY = "usd-per-chip-hour"
PRICES: Mapping[str, tuple[str, str]] = {
    "Price per chip-hour (on-demand)": ("chip-hour-price-on-demand", _HOURLY),
    "Price per chip-hour (1-year CUD)": ("chip-hour-price-1-year", _HOURLY),
    "Price per chip-hour (3-year CUD)": ("chip-hour-price-3-year", _HOURLY),
    "Price (hardware purchase)": ("chip-price", "unit:CCY_USD"),
}
SCOPE = ("Vendor", "Location", "Number of GPUs", "Cloud GPU description")

_TAKES: dict[str, CellParser] = {
    "Hardware model": tidy,
    "Price date": optional(parse_iso_day),
    "Price source": optional(tidy),
    "Notes": optional(tidy),
    "Vendor": optional(tidy),
    "Location": optional(tidy),
    "Number of GPUs": optional(parse_count),
    "Cloud GPU description": optional(tidy),
}
TABLE = TableSchema(
    "hardware_prices.csv",
    _TAKES | {column: printed(parse_number) for column in PRICES},
    {"Manufacturer": "repeats who designed the chip, which chips.csv says"},
)

_PRICELESS = "the row gives no price"
_REPEATED = "the row repeats another one cell by cell"
_CHIPLESS = "no chip of chips.csv has this name, and nobody judged which chip it is"


def import_prices(intake: Intake) -> None:
    """Each price of a row is an observation."""
    chips, seen = read_chips(intake.folder, intake.names), set[str]()
    for row in intake.read_rows(TABLE):
        chip = chips.resolve(row["Hardware model"], f"{row.file}:{row.line}")
        if (why := _why_not(row, seen)) or not chip:
            intake.reject_row(row, why or _CHIPLESS)
        elif found := list(_prices(intake, row, chip)):
            intake.import_row(row, *found)
        else:
            intake.ignore_row(row, _PRICELESS)


def _why_not(row: TableRow, seen: set[str]) -> str:
    """The reason to reject a row that was there before; one without a price is no repetition."""
    known = _mark(row) in seen and any(row[column] for column in PRICES)
    seen.add(_mark(row))
    return _REPEATED if known else ""


def _prices(intake: Intake, row: TableRow, chip: str) -> Iterator[Observation]:
    day = Period.parse(row["Price date"].isoformat()) if row["Price date"] else None
    vendor = row["Vendor"] and intake.names.resolve_entity(row["Vendor"], f"{row.file}:{row.line}")
    for column, (metric, unit) in PRICES.items():
        if cell := row[column]:
            yield make_record(
                Observation,
                id=_id(row, chip, metric),
                metric=metric,
                subjects=(chip,),
                partners=(vendor,) if vendor else (),
                value=cell.value,
                unit=unit,
                period=day,
                known_since=day,  # prices that vendors or reporters made public on that day
                source=SOURCE,
                method="Price collected by Epoch AI",
                scope=_scope(row),
                definition=_definition(metric),
                source_text=f"{column}: {cell.text}",
                note=_note(row),
            )


def _id(row: TableRow, chip: str, metric: str) -> str:
    day = row["Price date"].isoformat() if row["Price date"] else "undated"
    named = slugify("epoch-price", chip.partition("/")[2], row["Vendor"] or "no-vendor", day, metric)
    return f"{named}-{_mark(row)}"


def _mark(row: TableRow) -> str:
    """A short name for what the row says, wherever it stands: rows may differ in one note alone."""
    cells = "\n".join(f"{column}={cell}" for column, cell in row.cells.items())
    return hashlib.sha256(cells.encode()).hexdigest()[:8]


def _scope(row: TableRow) -> str | None:
    return "; ".join(f"{column}: {row[column]}" for column in SCOPE if row[column]) or None


def _definition(metric: str) -> str:
    """Every figure is of one chip: prices of a whole server were divided by its chips, as notes show."""
    return "For one chip" if metric == "chip-price" else "For one chip and one hour"


def _note(row: TableRow) -> str | None:
    """Epoch AI's remarks, unless they quote: passages of third parties are not ours to repeat."""
    own = row["Notes"] if row["Notes"] and '"' not in row["Notes"] else None
    parts = [own, row["Price source"] and f"Price source: {row['Price source']}"]
    return " ".join(part for part in parts if part) or None
