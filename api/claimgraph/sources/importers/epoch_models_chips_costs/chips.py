"""Imports chips.csv: chips, who designed and who made them, what they can do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.model import UNKNOWN, ChipFacts, Entity
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.epoch_models_chips_costs.broken_rows import read_chip_rows
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import (
    LINK,
    RENTAL_PRICE,
    UNKNOWN_FOUNDRY,
    UNVERIFIED,
    chips_schema,
)
from claimgraph.sources.importers.epoch_models_chips_costs.chip_figures import (
    chip_figures,
    release_day,
    rental_observation,
)
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import NAME
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

# Samsung the foundry is another company than Samsung the developer of models in the same data set.
_FOUNDRY_NAMES = {"Samsung": "Samsung (foundry)"}
_DESIGNER_NAMES = {"沐曦MetaX": "MetaX"}  # its name in Chinese before the one in English
_UNNAMED_DESIGNER = "Other"  # the table's category for designers that it does not name
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`,;]+")
_BROKEN = "a name alone on its line: the next line is the rest of the row"
_TWICE = "the name is in the table twice; the row with more cells filled is kept"
_NAMELESS = "the row names no chip"


def import_chips(intake: Intake) -> None:
    """Import each name as a chip; of two rows with one name the fuller, the first if they are alike."""
    rows = _keep_whole_rows(intake, list(intake.read_rows(chips_schema(), read_chip_rows)))
    fullest = {row[NAME]: row for row in sorted(rows, key=lambda row: (_count_filled(row), -row.line))}
    for row in rows:
        if fullest[row[NAME]] is row:
            _import_chip(intake, row)
        else:
            intake.reject_row(row, _TWICE)


def _keep_whole_rows(intake: Intake, rows: list[TableRow]) -> list[TableRow]:
    """Return the rows that name a chip, without lines that hold the name of the next one and nothing else."""
    lines_and_names = {(row.line, row[NAME]) for row in rows}
    whole = []
    for row in rows:
        if not row[NAME]:
            intake.reject_row(row, _NAMELESS)
        elif _count_filled(row) == 1 and (row.line + 1, row[NAME]) in lines_and_names:
            intake.ignore_row(row, _BROKEN)
        else:
            whole.append(row)
    return whole


def _count_filled(row: TableRow) -> int:
    return sum(1 for cell in row.cells.values() if cell)


def _import_chip(intake: Intake, row: TableRow) -> None:
    try:
        chip = intake.names.mint_entity("chip", row[NAME], row.place)
    except CellError as error:
        intake.report_error(row, NAME, error.problem, error.fix)
        return
    intake.import_row(row, _chip_entity(intake, row, chip), _chip_facts(row, chip), *chip_figures(row, chip))
    if row[RENTAL_PRICE]:
        vendor = intake.names.resolve_entity("Google Cloud", row.place)
        intake.import_row(row, rental_observation(row, chip, vendor))


def _chip_entity(intake: Intake, row: TableRow, chip: str) -> Entity:
    """Return the chip itself; one that data/entities describes has its name and address there."""
    is_described = intake.names.find_entity(row[NAME]) is not None
    has_one_address = row[LINK] and _ADDRESS.fullmatch(row[LINK])
    developer = _resolve_designer(intake, row)
    return make_record(
        Entity,
        id=chip,
        name=None if is_described else row[NAME],
        developers=(developer,) if developer else (),
        developers_as_printed=row["Manufacturer"],
        manufacturers=tuple(_resolve_foundries(intake, row)),
        released=release_day(row),
        process_nm=row["Process size (nm)"],
        homepage=row[LINK] if has_one_address and not is_described else None,
        note=_note(row, None if has_one_address else row[LINK]),
    )


def _resolve_designer(intake: Intake, row: TableRow) -> str | None:
    name = row["Manufacturer"]
    if name in (None, _UNNAMED_DESIGNER):
        return None
    return intake.names.resolve_entity(_DESIGNER_NAMES.get(name, name), row.place)


def _resolve_foundries(intake: Intake, row: TableRow) -> Iterator[str]:
    for name in sorted(row["Foundry"]):
        if name == UNKNOWN_FOUNDRY:
            yield UNKNOWN
        elif entity := intake.names.resolve_entity(_FOUNDRY_NAMES.get(name, name), row.place):
            yield entity


def _note(row: TableRow, links: str | None) -> str | None:
    notes = [f"{LINK}: {links}"] if links else []
    notes += ["Epoch AI marks the row as unverified."] if row[UNVERIFIED] else []
    return " ".join(notes) or None


def _chip_facts(row: TableRow, chip: str) -> ChipFacts:
    return ChipFacts(
        id=chip,
        chip_type=row["Type"],
        foundry_as_printed=",".join(row["Foundry"]) or None,
        for_machine_learning=row["ML hardware"],
    )
