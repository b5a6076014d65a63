"""The chips of owners that Epoch AI counts by hand, which is xAI alone: single figures without bounds."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import (
    RELEASED,
    SOURCE,
    chip,
    days,
    given,
    nothing,
    short_day,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.files import (
    ACQUIRED,
    CHIP,
    COMPUTE,
    INCOMPLETE,
    LINK,
    MEGAWATTS,
    UNITS,
)
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import optional, parse_checkmark, parse_text

FOLDER = "data_inputs/named_other_owners"
BY_CHIP, TOTALS, QUARTERS = (
    f"{FOLDER}_{what}.csv" for what in ("cumulative_by_chip", "cumulative_totals", "quarters_by_chip")
)
METHOD = "Counted from disclosures and from data centres, Epoch AI"
FIGURES = (COMPUTE, UNITS)


def import_named_owners(intake: Intake) -> None:
    """Take the counts by chip and in all; the file "quarters" has to repeat the counts by chip."""
    require = intake.names.require_entity
    first = {}
    for row in intake.read_rows(_table(BY_CHIP, require, {CHIP: chip(require), INCOMPLETE: parse_checkmark})):
        first[_key(row)] = row.cells
        intake.import_row(row, *_observations(row, row[CHIP].entity, f"{CHIP}: {row[CHIP].printed}"))
    for row in intake.read_rows(_table(TOTALS, require, dict.fromkeys(MEGAWATTS.columns, nothing))):
        intake.import_row(row, *_observations(row, row["Chip manufacturer"], None))
    for row in intake.read_rows(
        _table(QUARTERS, require, {CHIP: chip(require), INCOMPLETE: parse_checkmark})
    ):
        if first.get(_key(row)) == row.cells:
            intake.ignore_row(row, f"Repeats a row of {BY_CHIP}")
        else:
            fix = "If it counts quarters now, import it as acquired-in-quarter."
            intake.report_error(row, CHIP, f"the row is not the same as in {BY_CHIP}", fix)


def _table(file: str, require: CellParser, more: dict[str, CellParser]) -> TableSchema:
    takes: dict[str, CellParser] = {"Chip manufacturer": require, "Owner": require, "Notes": parse_text}
    takes |= {"Start date": short_day, "End date": short_day, LINK: optional(parse_text)}
    takes |= {figure.median: optional(given(figure.read)) for figure in FIGURES}
    takes |= {column: nothing for figure in FIGURES for column in (figure.low, figure.high)}
    takes |= {"Last Modified By": nothing, "Last Modified": nothing} | more
    key = ("Owner", CHIP, "Start date", "End date")
    ignores = {"Name": "repeats owner, chip and dates"}
    return TableSchema(file, takes, ignores, tuple(column for column in key if column in takes))


def _key(row: TableRow) -> tuple[object, ...]:
    return tuple(row[column] for column in ("Owner", CHIP, "Start date", "End date"))


def _observations(row: TableRow, partner: str, definition: str | None) -> Iterator[Observation]:
    period = days(row["Start date"], row["End date"])
    for figure in FIGURES:
        if not (found := row[figure.median]):
            continue
        metric = f"{figure.measure}-{ACQUIRED}"
        names = [path.partition("/")[2] for path in (row["Owner"], partner)]
        yield make_record(
            Observation,
            id=slugify("epoch-chip-counts", metric, *names, period.text),
            metric=metric,
            subjects=(row["Owner"],),
            partners=(partner,),
            value=found.value,
            unit=figure.unit,
            period=period,
            known_since=RELEASED,
            source=SOURCE,
            method=METHOD,
            definition=definition,
            source_text=f"{figure.median}: {found.printed}",
            note=" ".join(filter(None, (row["Notes"], row[LINK]))),
        )
