"""The two sites of xAI: what stood there on a day, and chips by type; an earlier state of the sites table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import SOURCE, Figure, edited, nothing
from claimgraph.sources.importers.epoch_ai_chip_counts.inputs import amount
from claimgraph.sources.importers.epoch_data_centers.figures import TIMELINE, given
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import one_of, optional, parse_count, parse_iso_day, parse_text

TIMELINES, QUANTITIES = "data_inputs/xai_datacenter_timelines.csv", "data_inputs/xai_chip_quantities.csv"
EPOCH = "Estimate of Epoch AI"
SITE, DAY, EDITED, STATUS = "Data center", "Date", "Last Modified", "Construction status"
COLUMNS = (
    "Buildings operational",
    "Power (MW)",
    "H100 equivalents",
    "Performance (8-bit OP/s)",
    "Total capital cost (2025 USD billions)",
    "Compute cost (2025 USD billions)",
    "Construction cost (2025 USD billions)",
)
EMPTY = (
    "Satellite TIFF URL",
    "Image Source Credit",
    "Hardware quantities",
    *(f"{what} notes" for what in ("Power", "FLOP/s", "Compute cost", "Construction cost", "Water use")),
    "Building area (square feet)",
    "Site area (square feet)",
    "Max Zoom",
    *(f"s3_{what}" for what in ("tileset_id", "tileset_status", "tiles_url")),
)
MADE = "when and by whom the row was made or edited; the day of the last edit is taken"


def import_timelines(intake: Intake) -> None:
    """Take what stood at the sites, as the metrics of the data centres have it."""
    takes: dict[str, CellParser] = {
        SITE: intake.names.require_entity,
        DAY: parse_iso_day,
        EDITED: edited,
        STATUS: optional(parse_text),
    }
    takes |= {column: given(TIMELINE[column]) for column in COLUMNS}
    takes |= dict.fromkeys(EMPTY, nothing)
    ignores = dict.fromkeys(("Last Modified By", "Created", "Created By"), MADE)
    for row in intake.read_rows(TableSchema(TIMELINES, takes, ignores, (SITE, DAY))):
        first, *others = _timeline(row)
        note = f"{STATUS}: {row[STATUS]}" if row[STATUS] else None
        intake.import_row(row, replace(first, note=note), *others)


def _timeline(row: TableRow) -> Iterator[Observation]:
    for column in COLUMNS:
        if found := row[column]:
            figure = TIMELINE[column]
            plain = _observation(row, figure.metric, figure.unit, EPOCH)
            text = f"{column}: {found.printed}"
            yield replace(plain, value=found.value, definition=figure.definition, source_text=text)


def import_quantities(intake: Intake) -> None:
    """Take how many chips of a type stand at a site."""
    require = intake.names.require_entity
    takes: dict[str, CellParser] = {SITE: require, DAY: parse_iso_day, EDITED: edited, "Chip type": require}
    takes |= {"Number of Units": _units, "Notes": optional(parse_text)}
    takes |= dict.fromkeys(("Chip type source", "Number of Units source"), one_of(_SOURCES))
    takes |= dict.fromkeys(("Owner", "User"), one_of(["xAI #confident"]))
    ignores = dict.fromkeys(("Last Modified By", "Created", "Created By"), MADE)
    ignores |= {"Handle": "repeats chip, site and date"}
    for row in intake.read_rows(TableSchema(QUANTITIES, takes, ignores, (SITE, DAY, "Chip type"))):
        intake.import_row(row, _quantity(row))


def _quantity(row: TableRow) -> Observation:
    chip, found = row["Chip type"], row["Number of Units"]
    plain = _observation(row, "site-chips", "chips", row["Number of Units source"], chip)
    return replace(
        plain,
        value=found.value,
        source_text=f"Number of Units: {found.printed}",
        scope=f"Owner: {row['Owner']}; user: {row['User']}",
        note=row["Notes"],
    )


def _units(cell: str) -> Figure:
    return replace(amount(cell), value=parse_count(cell))


def _observation(
    row: TableRow, metric: str, unit: str, method: str, partner: str | None = None
) -> Observation:
    """What the figures of both files have in common; a day after the last edit is a plan."""
    day, known = row[DAY], row[EDITED]
    partners = (partner,) if partner else ()
    names = [path.partition("/")[2] for path in (row[SITE], *partners)]
    return make_record(
        Observation,
        id=slugify("epoch-chip-counts", metric, *names, day.isoformat()),
        metric=metric,
        subjects=(row[SITE],),
        partners=partners,
        unit=unit,
        status=_plan(day, known),
        period=Period.parse(day.isoformat()),
        known_since=Period.parse(known.isoformat()),
        source=SOURCE,
        method=method,
        source_text="",
    )


def _plan(day: date, known: date) -> str | None:
    return "planned" if day > known else None


_SOURCES = ("Company disclosure", "Estimate")
