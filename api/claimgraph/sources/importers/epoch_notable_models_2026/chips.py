"""ml_hardware.csv: chips for machine learning, with their figures and total processing performance."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.edtf import Period
from claimgraph.model import ChipFacts, Entity, Observation, Record
from claimgraph.sources.cells import CellError
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.importers.epoch_notable_models_2026.columns import (
    CHIP,
    CHIP_FIGURES,
    FOUNDRY,
    MAKER,
    RELEASE,
    TPP,
    chips_schema,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

SOURCE = "epoch-ai-2026-ml-hardware"
# The file gives operations per second times their bits; the rule ECCN 3A090 counts 10^12 of them as one.
PERFORMANCE, POWER = Measure("chip-total-processing-performance", "tpp"), -12
_FOUNDRY_NAMES = {"Samsung": "Samsung (foundry)"}


def import_chips(intake: Intake) -> None:
    """Import each chip; one of the release of June 2025 keeps the description it has there."""
    for row in intake.read_rows(chips_schema()):
        try:
            chip = intake.names.mint_entity("chip", row[CHIP], row.place)
        except CellError as error:
            intake.report_error(row, CHIP, error.problem, error.fix)
            continue
        described = _describe(intake, row, chip) if chip in intake.names.minted else ()
        intake.import_row(row, *described, *_figures(row, chip))


def _describe(intake: Intake, row: TableRow, chip: str) -> Iterator[Record]:
    maker = row[MAKER] and intake.names.resolve_entity(row[MAKER], row.place)
    foundries = (
        intake.names.resolve_entity(_FOUNDRY_NAMES.get(name, name), row.place) for name in row[FOUNDRY]
    )
    yield make_record(
        Entity,
        id=chip,
        name=row[CHIP],
        developers=(maker,) if maker else (),
        developers_as_printed=row[MAKER],
        manufacturers=tuple(sorted({foundry for foundry in foundries if foundry})),
        released=_day(row),
        process_nm=row["Process size (nm)"],
    )
    printed = ",".join(sorted(row[FOUNDRY])) or None
    yield ChipFacts(id=chip, chip_type=row["Type"], foundry_as_printed=printed, for_machine_learning=True)


def _figures(row: TableRow, chip: str) -> Iterator[Observation]:
    for column, measure in CHIP_FIGURES.items():
        if figure := row[column]:
            yield _observation(row, chip, measure, figure)
    if figure := row[TPP]:
        yield _observation(row, chip, PERFORMANCE, figure, power=POWER)


def _observation(
    row: TableRow, chip: str, measure: Measure, figure: PrintedFigure, power: int = 0
) -> Observation:
    assert figure.value is not None
    return make_record(
        Observation,
        id=f"epoch-2026-{slugify(chip.partition('/')[2], measure.metric)}",
        metric=measure.metric,
        subjects=(chip,),
        value=figure.value.scaleb(power),
        unit=measure.unit,
        period=_day(row),
        known_since=RELEASE,
        source=SOURCE,
        source_text=figure.source_text,
    )


def _day(row: TableRow) -> Period | None:
    return Period.parse(row["Release date"].isoformat()) if row["Release date"] else None
