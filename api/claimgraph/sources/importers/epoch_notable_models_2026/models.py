"""notable_ai_models.csv: models that Epoch AI counts as notable, with nations, criteria and figures.

A model of the release of June 2025 keeps the description it has there; here it has what counts and revised
figures need: its nations and criteria of this release, and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.edtf import Period
from claimgraph.model import UNKNOWN, Entity, Involvement, ModelFacts, Observation, Record, Remainder
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.epoch_models_chips_costs import ModelMeasure
from claimgraph.sources.importers.epoch_notable_models_2026.columns import (
    DAY,
    MEASURES,
    NATIONS,
    ORGANIZATIONS,
    RELEASE,
    models_schema,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.involvements import make_involvement
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

SOURCE = "epoch-ai-2026-notable-models"
FAMILIES = {"Claude": "model-family/claude", "Llama": "model-family/llama"}


def import_models(intake: Intake) -> None:
    """Import each model."""
    for row in intake.read_rows(models_schema(intake.names)):
        try:
            model = intake.names.mint_entity("model", row["Model"], row.place)
        except CellError as error:
            intake.report_error(row, "Model", error.problem, error.fix)
            continue
        intake.import_row(row, *_records(intake, row, model))


def _records(intake: Intake, row: TableRow, model: str) -> Iterator[Record]:
    is_new = model in intake.names.minted
    if is_new:
        involvements = list(_involvements(intake, row, model))
        yield _entity(row, model, involvements)
        yield from involvements
    yield _facts(row, model, is_new=is_new)
    if row[DAY]:
        yield _release_date(row, model, is_new=is_new)
    for measure in MEASURES:
        if row[measure.column]:
            yield _figure(intake, row, model, measure)


def _entity(row: TableRow, model: str, involvements: list[Involvement]) -> Entity:
    family = FAMILIES.get(row["Model"].partition(" ")[0])
    return make_record(
        Entity,
        id=model,
        name=row["Model"],
        part_of=(family,) if family else (),
        developers=tuple(sorted({part.agent for part in involvements if part.agent})),
        developers_as_printed=row[ORGANIZATIONS].printed,
        released=_day(row),
    )


def _involvements(intake: Intake, row: TableRow, model: str) -> Iterator[Involvement]:
    """With several developers, the row does not say which of them is where."""
    names = tuple(dict.fromkeys(row[ORGANIZATIONS].names))
    for name in names:
        yield make_involvement(
            "epoch-notable-model",
            model,
            "developer",
            intake.names.resolve_entity(name, row.place),
            name,
            nations=_nations(row) if len(names) == 1 else (),
        )


def _facts(row: TableRow, model: str, *, is_new: bool) -> ModelFacts:
    """What counts need; of a new model also what the other release says of those it has."""
    return make_record(
        ModelFacts,
        id=model,
        developed_in=_nations(row),
        notability=tuple(sorted(set(row["Notability criteria"]))),
        accessibility=row["Model accessibility"] if is_new else None,
        estimate_confidence=(row["Confidence"] or UNKNOWN) if is_new else None,
    )


def _nations(row: TableRow) -> tuple[str, ...]:
    """The nations, each once, whatever the number of its organisations."""
    return tuple(sorted(set(row[NATIONS])))


def _day(row: TableRow) -> Period | None:
    return Period.parse(row[DAY].isoformat()) if row[DAY] else None


def _release_date(row: TableRow, model: str, *, is_new: bool) -> Observation:
    """The day of publication. It is public from that day on; another day than before, since the release."""
    day = _day(row)
    return make_record(
        Observation,
        id=_figure_id(model, "release-date"),
        metric="release-date",
        subjects=(model,),
        date_value=day,
        unit="date",
        period=day,
        known_since=day if is_new else RELEASE,
        source=SOURCE,
        definition="Publication date in Epoch AI's table of models",
        source_text=f"{DAY}: {row[DAY].isoformat()}",
    )


def _figure(intake: Intake, row: TableRow, model: str, measure: ModelMeasure) -> Observation | Remainder:
    figure = row[measure.column]
    if not measure.allows(figure):
        return Remainder(
            id=_figure_id(model, slugify(measure.column)),
            record=model,
            field=measure.column,
            text=figure.printed,
            reason=measure.doubt,
        )
    confidence = row["Confidence"] if measure.is_graded and row["Confidence"] not in (None, UNKNOWN) else None
    return make_record(
        Observation,
        id=_figure_id(model, measure.metric),
        metric=measure.metric,
        subjects=(model,),
        partners=_chips(intake, row) if measure.counts_chips else (),
        value=figure.value,
        unit=measure.unit,
        confidence=confidence,
        period=_day(row) if measure.is_dated else None,
        known_since=RELEASE,
        source=SOURCE,
        definition=measure.definition,
        source_text=figure.source_text,
    )


def _chips(intake: Intake, row: TableRow) -> tuple[str, ...]:
    described = {name: entity for entity, (name, _) in intake.names.minted.items()}
    names = row["Training hardware"].names
    chips = (described.get(name) or intake.names.resolve_entity(name, row.place) for name in names)
    return tuple(sorted({chip for chip in chips if chip}))


def _figure_id(model: str, subject: str) -> str:
    return f"epoch-2026-model-{model.partition('/')[2]}-{subject}"
