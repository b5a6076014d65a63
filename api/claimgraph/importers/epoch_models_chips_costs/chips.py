"""Imports chips.csv: chips, who designed and who made them, what they can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimgraph.importers.cells import CellError
from claimgraph.importers.epoch_models_chips_costs.chip_columns import (
    FIGURES,
    LINK,
    NOT_KNOWN,
    PRICED,
    RENTED,
    UNVERIFIED,
    Figure,
    chips_table,
)
from claimgraph.importers.epoch_models_chips_costs.chip_lines import chip_rows
from claimgraph.importers.epoch_models_chips_costs.chip_names import COLUMN
from claimgraph.importers.foreign import ForeignRow
from claimgraph.importers.intake import Intake, record
from claimgraph.importers.slugs import slug
from claimgraph.model import ChipFacts, Entity, Observation, Record, Remainder
from claimgraph.model.fields import UNKNOWN
from claimgraph.periods import Period

SOURCE = "epoch-ai-2025-chips"
RENTAL = Figure("gpu-hour-price", "usd-per-chip-hour")
RENTAL_DAY = Period.parse("2022-12-17")  # in the column's name
# Of one chip. The largest of all other figures is four trillion, of a chip as large as a wafer.
MOST_TRANSISTORS = Decimal("1e13")

# Samsung the foundry is another company than Samsung the developer of models in the same data set.
_FOUNDRY_NAMES = {"Samsung": "Samsung (foundry)"}
_DESIGNER_NAMES = {"沐曦MetaX": "MetaX"}  # its name in Chinese before the one in English
_NO_NAME = "Other"  # the table's category for designers that it does not name
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`,;]+")
_BROKEN = "a name alone on its line: the next line is the rest of the row"
_TWICE = "the name is in the table twice; the row with more cells filled is kept"
_NAMELESS = "the row names no chip"
_TOO_MANY = "No chip has so many transistors: the figure is not in millions, as the column says."


def import_chips(intake: Intake) -> None:
    """Each name is a chip; of two rows with one name the fuller is taken, the first if they are alike."""
    rows = _whole(intake, list(intake.read(chips_table(), chip_rows)))
    fullest = {row[COLUMN]: row for row in sorted(rows, key=lambda row: (_filled(row), -row.line))}
    for row in rows:
        if fullest[row[COLUMN]] is row:
            _take(intake, row)
        else:
            intake.reject(row, _TWICE)


def _whole(intake: Intake, rows: list[ForeignRow]) -> list[ForeignRow]:
    """The rows that name a chip, without the lines that hold the name of the next one and nothing else."""
    named = {(row.line, row[COLUMN]) for row in rows}
    whole = []
    for row in rows:
        if not row[COLUMN]:
            intake.reject(row, _NAMELESS)
        elif _filled(row) == 1 and (row.line + 1, row[COLUMN]) in named:
            intake.ignore(row, _BROKEN)
        else:
            whole.append(row)
    return whole


def _filled(row: ForeignRow) -> int:
    return sum(1 for cell in row.cells.values() if cell)


def _take(intake: Intake, row: ForeignRow) -> None:
    try:
        chip = intake.names.mint("chip", row[COLUMN], _place(row))
    except CellError as error:
        intake.wrong(row, COLUMN, error.problem, error.mend)
        return
    intake.take(row, _entity(intake, row, chip), _facts(row, chip), *_figures(row, chip))
    if row[RENTED]:
        intake.take(row, _rental(intake, row, chip))


def _entity(intake: Intake, row: ForeignRow, chip: str) -> Entity:
    """The chip itself; one that data/entities describes has its name and address there."""
    known = intake.names.find(row[COLUMN]) is not None
    one = row[LINK] and _ADDRESS.fullmatch(row[LINK])
    developer = _designer(intake, row)
    return record(
        Entity,
        id=chip,
        name=None if known else row[COLUMN],
        developers=(developer,) if developer else (),
        developers_as_printed=row["Manufacturer"],
        manufacturers=tuple(_foundries(intake, row)),
        released=_released(row),
        process_nm=row["Process size (nm)"],
        homepage=row[LINK] if one and not known else None,
        note=_note(row, None if one else row[LINK]),
    )


def _designer(intake: Intake, row: ForeignRow) -> str | None:
    name = row["Manufacturer"]
    return (
        None
        if name in (None, _NO_NAME)
        else intake.names.resolve(_DESIGNER_NAMES.get(name, name), _place(row))
    )


def _foundries(intake: Intake, row: ForeignRow) -> Iterator[str]:
    for name in sorted(row["Foundry"]):
        entity = UNKNOWN if name == NOT_KNOWN else _foundry(intake, name, row)
        if entity:
            yield entity


def _foundry(intake: Intake, name: str, row: ForeignRow) -> str | None:
    return intake.names.resolve(_FOUNDRY_NAMES.get(name, name), _place(row))


def _note(row: ForeignRow, links: str | None) -> str | None:
    parts = [f"{LINK}: {links}"] if links else []
    parts += ["Epoch AI marks the row as unverified."] if row[UNVERIFIED] else []
    return " ".join(parts) or None


def _facts(row: ForeignRow, chip: str) -> ChipFacts:
    return ChipFacts(
        id=chip,
        chip_type=row["Type"],
        foundry_as_printed=",".join(row["Foundry"]) or None,
        for_machine_learning=row["ML hardware"],
    )


def _figures(row: ForeignRow, chip: str) -> Iterator[Record]:
    for column, figure in FIGURES.items():
        cell = row[column]
        if cell and figure.metric == "chip-transistors" and cell.value > MOST_TRANSISTORS:
            identifier = f"{_id(chip, figure)}-printed"
            yield Remainder(id=identifier, record=chip, field=column, text=cell.text, reason=_TOO_MANY)
        elif cell:
            yield _observation(row, chip, column, figure)


def _observation(row: ForeignRow, chip: str, column: str, figure: Figure) -> Observation:
    source = row[PRICED] if figure.metric == "chip-release-price" else None
    return record(
        Observation,
        id=_id(chip, figure),
        metric=figure.metric,
        subjects=(chip,),
        value=row[column].value,
        unit=figure.unit,
        period=_released(row),
        known_since=_modified(row),
        source=SOURCE,
        source_text=f"{column}: {row[column].text}",
        note=f"{PRICED}: {source}" if source else None,
    )


def _rental(intake: Intake, row: ForeignRow, chip: str) -> Observation:
    vendor = intake.names.resolve("Google Cloud", _place(row))
    return record(
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


def _id(chip: str, figure: Figure) -> str:
    return slug("epoch-chip", chip.partition("/")[2], figure.metric)


def _released(row: ForeignRow) -> Period | None:
    return Period.parse(row["Release date"].isoformat()) if row["Release date"] else None


def _modified(row: ForeignRow) -> Period | None:
    return Period.parse(row["Last modified"].isoformat()) if row["Last modified"] else None


def _place(row: ForeignRow) -> str:
    return f"{row.file}:{row.line}"
