"""The two sites of xAI: what stood there on a day, and chips by type; an earlier state of the sites table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import (
    CellParser,
    one_of,
    optional,
    parse_count,
    parse_iso_day,
    parse_nothing,
    parse_text,
    parse_us_minute,
)
from claimgraph.sources.figures import figure_parser, optional_figure_parsers
from claimgraph.sources.importers._epoch_sites import TIMELINE_MEASURES
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import SOURCE
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

TIMELINES, QUANTITIES = "data_inputs/xai_datacenter_timelines.csv", "data_inputs/xai_chip_quantities.csv"
ESTIMATE = "Estimate of Epoch AI"
SITE, DAY, EDITED, STATUS = "Data center", "Date", "Last Modified", "Construction status"
FIGURE_COLUMNS = (
    "Buildings operational",
    "Power (MW)",
    "H100 equivalents",
    "Performance (8-bit OP/s)",
    "Total capital cost (2025 USD billions)",
    "Compute cost (2025 USD billions)",
    "Construction cost (2025 USD billions)",
)
EMPTY_COLUMNS = (
    "Satellite TIFF URL",
    "Image Source Credit",
    "Hardware quantities",
    *(f"{topic} notes" for topic in ("Power", "FLOP/s", "Compute cost", "Construction cost", "Water use")),
    "Building area (square feet)",
    "Site area (square feet)",
    "Max Zoom",
    *(f"s3_{name}" for name in ("tileset_id", "tileset_status", "tiles_url")),
)
EDITS_IGNORED = dict.fromkeys(
    ("Last Modified By", "Created", "Created By"),
    "when and by whom the row was made or edited; the day of the last edit is taken",
)
CHIPS, UNITS = "Chip type", "Number of Units"
UNITS_SOURCES = ("Company disclosure", "Estimate")


def import_timelines(intake: Intake) -> None:
    """Import what stood at the sites, as the metrics of the data centres have it."""
    columns: dict[str, CellParser] = {
        SITE: intake.names.require_entity,
        DAY: parse_iso_day,
        EDITED: parse_us_minute,
        STATUS: optional(parse_text),
    }
    columns |= optional_figure_parsers({column: TIMELINE_MEASURES[column].parse for column in FIGURE_COLUMNS})
    columns |= dict.fromkeys(EMPTY_COLUMNS, parse_nothing)
    for row in intake.read_rows(TableSchema(TIMELINES, columns, EDITS_IGNORED, (SITE, DAY))):
        first, *others = _timeline_observations(row)
        note = f"{STATUS}: {row[STATUS]}" if row[STATUS] else None
        intake.import_row(row, replace(first, note=note), *others)


def _timeline_observations(row: TableRow) -> Iterator[Observation]:
    for column in FIGURE_COLUMNS:
        if figure := row[column]:
            measure = TIMELINE_MEASURES[column]
            yield replace(
                _make_observation(row, measure.metric, measure.unit, ESTIMATE),
                value=figure.value,
                definition=measure.definition,
                price_year=measure.price_year,
                source_text=figure.source_text,
            )


def import_quantities(intake: Intake) -> None:
    """Import how many chips of a type stand at a site."""
    require_entity = intake.names.require_entity
    columns: dict[str, CellParser] = {
        SITE: require_entity,
        DAY: parse_iso_day,
        EDITED: parse_us_minute,
        CHIPS: require_entity,
        UNITS: figure_parser(UNITS, parse_count),
        "Notes": optional(parse_text),
    }
    columns |= dict.fromkeys(("Chip type source", f"{UNITS} source"), one_of(UNITS_SOURCES))
    columns |= dict.fromkeys(("Owner", "User"), one_of(["xAI #confident"]))
    ignored = EDITS_IGNORED | {"Handle": "repeats chip, site and date"}
    for row in intake.read_rows(TableSchema(QUANTITIES, columns, ignored, (SITE, DAY, CHIPS))):
        intake.import_row(row, _chips_observation(row))


def _chips_observation(row: TableRow) -> Observation:
    figure = row[UNITS]
    return replace(
        _make_observation(row, "site-chips", "chips", row[f"{UNITS} source"], row[CHIPS]),
        value=figure.value,
        source_text=figure.source_text,
        scope=f"Owner: {row['Owner']}; user: {row['User']}",
        note=row["Notes"],
    )


def _make_observation(
    row: TableRow, metric: str, unit: str, method: str, partner: str | None = None
) -> Observation:
    """Return what the figures of both files have in common; a day after the last edit is a plan."""
    day, edited = row[DAY], row[EDITED]
    partners = (partner,) if partner else ()
    names = [path.partition("/")[2] for path in (row[SITE], *partners)]
    return make_record(
        Observation,
        id=slugify("epoch-chip-counts", metric, *names, day.isoformat()),
        metric=metric,
        subjects=(row[SITE],),
        partners=partners,
        unit=unit,
        status=_plan_status(day, edited),
        period=Period.parse(day.isoformat()),
        known_since=Period.parse(edited.isoformat()),
        source=SOURCE,
        method=method,
        source_text="",
    )


def _plan_status(day: date, edited: date) -> str | None:
    return "planned" if day > edited else None
