"""The figures of a chip's row as observations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation, Record, Remainder
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import (
    MEASURES,
    PRICE_SOURCE,
    RENTAL_PRICE,
)
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

SOURCE = "epoch-ai-2025-chips"
RENTAL = Measure("gpu-hour-price", "usd-per-chip-hour")
RENTAL_DAY = Period.parse("2022-12-17")  # in the column's name
# Of one chip. The largest of all other figures is four trillion, of a chip as large as a wafer.
MOST_TRANSISTORS = Decimal("1e13")
_TOO_MANY = "No chip has so many transistors: the figure is not in millions, as the column says."


def chip_figures(row: TableRow, chip: str) -> Iterator[Record]:
    """Yield all figures of a row; one that cannot be right is kept as text, with the reason."""
    for column, measure in MEASURES.items():
        figure: PrintedFigure | None = row[column]
        if figure and figure.value is not None and _has_too_many_transistors(measure, figure.value):
            yield Remainder(
                id=f"{_figure_id(chip, measure)}-printed",
                record=chip,
                field=column,
                text=figure.printed,
                reason=_TOO_MANY,
            )
        elif figure:
            yield _observation(row, chip, measure, figure)


def _has_too_many_transistors(measure: Measure, value: Decimal) -> bool:
    return measure.metric == "chip-transistors" and value > MOST_TRANSISTORS


def _observation(row: TableRow, chip: str, measure: Measure, figure: PrintedFigure) -> Observation:
    price_source = row[PRICE_SOURCE] if measure.metric == "chip-release-price" else None
    return make_record(
        Observation,
        id=_figure_id(chip, measure),
        metric=measure.metric,
        subjects=(chip,),
        value=figure.value,
        unit=measure.unit,
        period=release_day(row),
        known_since=_last_modified(row),
        source=SOURCE,
        source_text=figure.source_text,
        note=f"{PRICE_SOURCE}: {price_source}" if price_source else None,
    )


def rental_observation(row: TableRow, chip: str, vendor: str | None) -> Observation:
    """Return what an hour of the chip cost at Google Cloud."""
    return make_record(
        Observation,
        id=f"{_figure_id(chip, RENTAL)}-google-cloud-{RENTAL_DAY.text}",
        metric=RENTAL.metric,
        subjects=(chip,),
        partners=(vendor,) if vendor else (),
        value=row[RENTAL_PRICE].value,
        unit=RENTAL.unit,
        period=RENTAL_DAY,
        known_since=RENTAL_DAY,
        source=SOURCE,
        scope="Google Cloud; on which terms is not stated",
        source_text=row[RENTAL_PRICE].source_text,
    )


def _figure_id(chip: str, measure: Measure) -> str:
    return slugify("epoch-chip", chip.partition("/")[2], measure.metric)


def release_day(row: TableRow) -> Period | None:
    """Return the day the chip came out, if the row has it."""
    return Period.parse(row["Release date"].isoformat()) if row["Release date"] else None


def _last_modified(row: TableRow) -> Period | None:
    return Period.parse(row["Last modified"].isoformat()) if row["Last modified"] else None
