"""The chips of owners that Epoch AI counts by hand, which is xAI alone: single figures without bounds."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.model import Observation
from claimgraph.sources.cells import Parse
from claimgraph.sources.epoch_ai_chip_counts.cells import (
    RELEASED,
    SOURCE,
    chip,
    days,
    given,
    nothing,
    short_day,
)
from claimgraph.sources.epoch_ai_chip_counts.files import (
    ACQUIRED,
    CHIP,
    COMPUTE,
    INCOMPLETE,
    LINK,
    MEGAWATTS,
    UNITS,
)
from claimgraph.sources.intake import Intake, record
from claimgraph.sources.publisher_table import ForeignRow, Table
from claimgraph.sources.slugs import slug
from claimgraph.sources.values import checked, maybe, text

FOLDER = "data_inputs/named_other_owners"
BY_CHIP, TOTALS, QUARTERS = (
    f"{FOLDER}_{what}.csv" for what in ("cumulative_by_chip", "cumulative_totals", "quarters_by_chip")
)
METHOD = "Counted from disclosures and from data centres, Epoch AI"
FIGURES = (COMPUTE, UNITS)


def import_named_owners(intake: Intake) -> None:
    """Take the counts by chip and in all; the file "quarters" has to repeat the counts by chip."""
    require = intake.names.require
    first = {}
    for row in intake.read(_table(BY_CHIP, require, {CHIP: chip(require), INCOMPLETE: checked})):
        first[_key(row)] = row.cells
        intake.take(row, *_observations(row, row[CHIP].entity, f"{CHIP}: {row[CHIP].printed}"))
    for row in intake.read(_table(TOTALS, require, dict.fromkeys(MEGAWATTS.columns, nothing))):
        intake.take(row, *_observations(row, row["Chip manufacturer"], None))
    for row in intake.read(_table(QUARTERS, require, {CHIP: chip(require), INCOMPLETE: checked})):
        if first.get(_key(row)) == row.cells:
            intake.ignore(row, f"Repeats a row of {BY_CHIP}")
        else:
            fix = "If it counts quarters now, import it as acquired-in-quarter."
            intake.wrong(row, CHIP, f"the row is not the same as in {BY_CHIP}", fix)


def _table(file: str, require: Parse, more: dict[str, Parse]) -> Table:
    takes: dict[str, Parse] = {"Chip manufacturer": require, "Owner": require, "Notes": text}
    takes |= {"Start date": short_day, "End date": short_day, LINK: maybe(text)}
    takes |= {figure.median: maybe(given(figure.read)) for figure in FIGURES}
    takes |= {column: nothing for figure in FIGURES for column in (figure.low, figure.high)}
    takes |= {"Last Modified By": nothing, "Last Modified": nothing} | more
    key = ("Owner", CHIP, "Start date", "End date")
    ignores = {"Name": "repeats owner, chip and dates"}
    return Table(file, takes, ignores, tuple(column for column in key if column in takes))


def _key(row: ForeignRow) -> tuple[object, ...]:
    return tuple(row[column] for column in ("Owner", CHIP, "Start date", "End date"))


def _observations(row: ForeignRow, partner: str, definition: str | None) -> Iterator[Observation]:
    period = days(row["Start date"], row["End date"])
    for figure in FIGURES:
        if not (found := row[figure.median]):
            continue
        metric = f"{figure.measure}-{ACQUIRED}"
        names = [path.partition("/")[2] for path in (row["Owner"], partner)]
        yield record(
            Observation,
            id=slug("epoch-chip-counts", metric, *names, period.text),
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
