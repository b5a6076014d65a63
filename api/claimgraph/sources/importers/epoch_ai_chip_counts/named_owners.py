"""The chips of owners that Epoch AI counts by hand, which is xAI alone: single figures without bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, optional, parse_checkmark, parse_nothing, parse_text
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import (
    RELEASED,
    SOURCE,
    chip_parser,
    days_period,
    not_negative,
    parse_short_day,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.count_files import (
    ACQUIRED,
    CHIP,
    COMPUTE,
    INCOMPLETE,
    LINK,
    MEGAWATTS,
    UNITS,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

FOLDER = "data_inputs/named_other_owners"
BY_CHIP, TOTALS, QUARTERS = (
    f"{FOLDER}_{ending}.csv" for ending in ("cumulative_by_chip", "cumulative_totals", "quarters_by_chip")
)
METHOD = "Counted from disclosures and from data centres, Epoch AI"
QUANTITIES = (COMPUTE, UNITS)
KEY = ("Owner", CHIP, "Start date", "End date")


def import_named_owners(intake: Intake) -> None:
    """Import the counts by chip and in all; the file "quarters" has to repeat the counts by chip."""
    require_entity = intake.names.require_entity
    by_chip: dict[str, CellParser] = {CHIP: chip_parser(require_entity), INCOMPLETE: parse_checkmark}
    cells_by_key = {}
    for row in intake.read_rows(_schema(BY_CHIP, require_entity, by_chip)):
        cells_by_key[_key(row)] = row.cells
        intake.import_row(row, *_observations(row, row[CHIP].entity, f"{CHIP}: {row[CHIP].printed}"))
    no_power = dict.fromkeys(MEGAWATTS.columns, parse_nothing)
    for row in intake.read_rows(_schema(TOTALS, require_entity, no_power)):
        intake.import_row(row, *_observations(row, row["Chip manufacturer"], None))
    for row in intake.read_rows(_schema(QUARTERS, require_entity, by_chip)):
        if cells_by_key.get(_key(row)) == row.cells:
            intake.ignore_row(row, f"Repeats a row of {BY_CHIP}")
        else:
            fix = "If it counts quarters now, import it as acquired-in-quarter."
            intake.report_error(row, CHIP, f"the row is not the same as in {BY_CHIP}", fix)


def _schema(file: str, require_entity: CellParser, more_columns: Mapping[str, CellParser]) -> TableSchema:
    columns: dict[str, CellParser] = {
        "Chip manufacturer": require_entity,
        "Owner": require_entity,
        "Notes": parse_text,
        "Start date": parse_short_day,
        "End date": parse_short_day,
        LINK: optional(parse_text),
        "Last Modified By": parse_nothing,
        "Last Modified": parse_nothing,
    }
    columns |= optional_figure_parsers(
        {quantity.median: not_negative(quantity.parse) for quantity in QUANTITIES}
    )
    columns |= {column: parse_nothing for quantity in QUANTITIES for column in (quantity.low, quantity.high)}
    columns |= more_columns
    ignored = {"Name": "repeats owner, chip and dates"}
    return TableSchema(file, columns, ignored, tuple(column for column in KEY if column in columns))


def _key(row: TableRow) -> tuple[object, ...]:
    return tuple(row[column] for column in KEY)


def _observations(row: TableRow, partner: str, definition: str | None) -> Iterator[Observation]:
    period = days_period(row["Start date"], row["End date"])
    for quantity in QUANTITIES:
        if not (figure := row[quantity.median]):
            continue
        metric = f"{quantity.measure}-{ACQUIRED}"
        names = [path.partition("/")[2] for path in (row["Owner"], partner)]
        yield make_record(
            Observation,
            id=slugify("epoch-chip-counts", metric, *names, period.text),
            metric=metric,
            subjects=(row["Owner"],),
            partners=(partner,),
            value=figure.value,
            unit=quantity.unit,
            period=period,
            known_since=RELEASED,
            source=SOURCE,
            method=METHOD,
            definition=definition,
            source_text=figure.source_text,
            note=" ".join(filter(None, (row["Notes"], row[LINK]))),
        )
