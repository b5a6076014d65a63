"""The figures of a chip's row as observations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation, Record, Remainder
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import (
    FIGURES,
    PRICED,
    RENTED,
    ChipMeasure,
)
from claimgraph.sources.intake import make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify

SOURCE = "epoch-ai-2025-chips"
RENTAL = ChipMeasure("gpu-hour-price", "usd-per-chip-hour")
RENTAL_DAY = Period.parse("2022-12-17")  # in the column's name
# Of one chip. The largest of all other figures is four trillion, of a chip as large as a wafer.
MOST_TRANSISTORS = Decimal("1e13")
_TOO_MANY = "No chip has so many transistors: the figure is not in millions, as the column says."


def figures(row: TableRow, chip: str) -> Iterator[Record]:
    """All figures of a row; one that cannot be right is kept as text, with the reason."""
    for column, figure in FIGURES.items():
        cell = row[column]
        if cell and figure.metric == "chip-transistors" and cell.value > MOST_TRANSISTORS:
            identifier = f"{_id(chip, figure)}-printed"
            yield Remainder(id=identifier, record=chip, field=column, text=cell.text, reason=_TOO_MANY)
        elif cell:
            yield _observation(row, chip, column, figure)


def _observation(row: TableRow, chip: str, column: str, figure: ChipMeasure) -> Observation:
    source = row[PRICED] if figure.metric == "chip-release-price" else None
    return make_record(
        Observation,
        id=_id(chip, figure),
        metric=figure.metric,
        subjects=(chip,),
        value=row[column].value,
        unit=figure.unit,
        period=released(row),
        known_since=_modified(row),
        source=SOURCE,
        source_text=f"{column}: {row[column].text}",
        note=f"{PRICED}: {source}" if source else None,
    )


def rental(row: TableRow, chip: str, vendor: str | None) -> Observation:
    """What an hour of the chip cost at Google Cloud."""
    return make_record(
        Observation,
        id=f"{_id(chip, RENTAL)}-google-cloud-{RENTAL_DAY.text}",
        metric=RENTAL.metric,
        subjects=(chip,),
        partners=(vendor,) if vendor else (),
        value=row[RENTED].value,
        unit=RENTAL.unit,
        period=RENTAL_DAY,
        known_since=RENTAL_DAY,
        source=SOURCE,
        scope="Google Cloud; on which terms is not stated",
        source_text=f"{RENTED}: {row[RENTED].text}",
    )


def _id(chip: str, figure: ChipMeasure) -> str:
    return slugify("epoch-chip", chip.partition("/")[2], figure.metric)


def released(row: TableRow) -> Period | None:
    """The day the chip came out."""
    return Period.parse(row["Release date"].isoformat()) if row["Release date"] else None


def _modified(row: TableRow) -> Period | None:
    return Period.parse(row["Last modified"].isoformat()) if row["Last modified"] else None
