"""Imports chips.csv: chips, who designed and who made them, what they can do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.model import UNKNOWN, ChipFacts, Entity
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import (
    LINK,
    NOT_KNOWN,
    RENTED,
    UNVERIFIED,
    chips_table,
)
from claimgraph.sources.importers.epoch_models_chips_costs.chip_figures import figures, released, rental
from claimgraph.sources.importers.epoch_models_chips_costs.chip_lines import chip_rows
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import COLUMN
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow

# Samsung the foundry is another company than Samsung the developer of models in the same data set.
_FOUNDRY_NAMES = {"Samsung": "Samsung (foundry)"}
_DESIGNER_NAMES = {"沐曦MetaX": "MetaX"}  # its name in Chinese before the one in English
_NO_NAME = "Other"  # the table's category for designers that it does not name
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`,;]+")
_BROKEN = "a name alone on its line: the next line is the rest of the row"
_TWICE = "the name is in the table twice; the row with more cells filled is kept"
_NAMELESS = "the row names no chip"


def import_chips(intake: Intake) -> None:
    """Each name is a chip; of two rows with one name the fuller is taken, the first if they are alike."""
    rows = _whole(intake, list(intake.read_rows(chips_table(), chip_rows)))
    fullest = {row[COLUMN]: row for row in sorted(rows, key=lambda row: (_filled(row), -row.line))}
    for row in rows:
        if fullest[row[COLUMN]] is row:
            _take(intake, row)
        else:
            intake.reject_row(row, _TWICE)


def _whole(intake: Intake, rows: list[TableRow]) -> list[TableRow]:
    """The rows that name a chip, without the lines that hold the name of the next one and nothing else."""
    named = {(row.line, row[COLUMN]) for row in rows}
    whole = []
    for row in rows:
        if not row[COLUMN]:
            intake.reject_row(row, _NAMELESS)
        elif _filled(row) == 1 and (row.line + 1, row[COLUMN]) in named:
            intake.ignore_row(row, _BROKEN)
        else:
            whole.append(row)
    return whole


def _filled(row: TableRow) -> int:
    return sum(1 for cell in row.cells.values() if cell)


def _take(intake: Intake, row: TableRow) -> None:
    try:
        chip = intake.names.mint_entity("chip", row[COLUMN], _place(row))
    except CellError as error:
        intake.report_error(row, COLUMN, error.problem, error.fix)
        return
    intake.import_row(row, _entity(intake, row, chip), _facts(row, chip), *figures(row, chip))
    if row[RENTED]:
        intake.import_row(row, rental(row, chip, intake.names.resolve_entity("Google Cloud", _place(row))))


def _entity(intake: Intake, row: TableRow, chip: str) -> Entity:
    """The chip itself; one that data/entities describes has its name and address there."""
    known = intake.names.find_entity(row[COLUMN]) is not None
    one = row[LINK] and _ADDRESS.fullmatch(row[LINK])
    developer = _designer(intake, row)
    return make_record(
        Entity,
        id=chip,
        name=None if known else row[COLUMN],
        developers=(developer,) if developer else (),
        developers_as_printed=row["Manufacturer"],
        manufacturers=tuple(_foundries(intake, row)),
        released=released(row),
        process_nm=row["Process size (nm)"],
        homepage=row[LINK] if one and not known else None,
        note=_note(row, None if one else row[LINK]),
    )


def _designer(intake: Intake, row: TableRow) -> str | None:
    name = row["Manufacturer"]
    return (
        None
        if name in (None, _NO_NAME)
        else intake.names.resolve_entity(_DESIGNER_NAMES.get(name, name), _place(row))
    )


def _foundries(intake: Intake, row: TableRow) -> Iterator[str]:
    for name in sorted(row["Foundry"]):
        entity = UNKNOWN if name == NOT_KNOWN else _foundry(intake, name, row)
        if entity:
            yield entity


def _foundry(intake: Intake, name: str, row: TableRow) -> str | None:
    return intake.names.resolve_entity(_FOUNDRY_NAMES.get(name, name), _place(row))


def _note(row: TableRow, links: str | None) -> str | None:
    parts = [f"{LINK}: {links}"] if links else []
    parts += ["Epoch AI marks the row as unverified."] if row[UNVERIFIED] else []
    return " ".join(parts) or None


def _facts(row: TableRow, chip: str) -> ChipFacts:
    return ChipFacts(
        id=chip,
        chip_type=row["Type"],
        foundry_as_printed=",".join(row["Foundry"]) or None,
        for_machine_learning=row["ML hardware"],
    )


def _place(row: TableRow) -> str:
    return f"{row.file}:{row.line}"
