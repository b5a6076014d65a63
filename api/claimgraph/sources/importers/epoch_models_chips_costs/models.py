"""Imports all_ml_systems.csv: AI models, who made them where, what they were trained on, their figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement, ModelFacts
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import ChipResolver, read_chip_names
from claimgraph.sources.importers.epoch_models_chips_costs.developers import (
    NATIONS,
    ModelRow,
    OrganisationFacts,
    learn_organisations,
)
from claimgraph.sources.importers.epoch_models_chips_costs.model_columns import models_schema
from claimgraph.sources.importers.epoch_models_chips_costs.model_figures import model_figures
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`,;]+")
_TWICE = "the model is in the table twice; the row modified last is kept"
_FIX = "Take the publisher's file again, or look which row of these organisations is right."


def import_models(intake: Intake) -> None:
    """Import each row as a model; its base model and its chips may be described in other rows and tables."""
    rows = _keep_newest(intake, list(intake.read_rows(models_schema(intake.names))))
    ids = _mint_ids(intake, rows)
    organisations, chips = learn_organisations(rows), read_chip_names(intake.folder, intake.names)
    for row in rows:
        if problem := organisations.find_problem(row):
            intake.report_error(row, *problem, _FIX)
        elif row["Model"] in ids:
            _import_model(intake, row, ids, organisations, chips)


def _keep_newest(intake: Intake, rows: list[TableRow]) -> list[TableRow]:
    """Return the rows without those of a model that another row describes later."""
    newest = {row["Model"]: row for row in sorted(rows, key=lambda row: row["Last modified"])}
    for row in rows:
        if newest[row["Model"]] is not row:
            intake.reject_row(row, _TWICE)
    return [row for row in rows if newest[row["Model"]] is row]


def _mint_ids(intake: Intake, rows: list[TableRow]) -> dict[str, str]:
    """Return the entity of each model; names that differ in capitals only get the year."""
    names_per_slug = Counter(slugify(row["Model"]) for row in rows)
    ids = {}
    for row in rows:
        name, year = row["Model"], row["Publication date"].year
        distinct_name = name if names_per_slug[slugify(name)] == 1 else f"{name} ({year})"
        try:
            ids[name] = intake.names.mint_entity("model", distinct_name, row.place)
        except CellError as error:
            intake.report_error(row, "Model", error.problem, error.fix)
    return ids


def _import_model(
    intake: Intake,
    row: TableRow,
    ids: Mapping[str, str],
    organisations: OrganisationFacts,
    chips: ChipResolver,
) -> None:
    model = ids[row["Model"]]
    involvements = ModelRow(intake, row, model).involvements(organisations)
    base_models = _sort_values(
        ids.get(name) or intake.names.resolve_entity(name, row.place) for name in row["Base model"].names
    )
    hardware = _sort_values(chips.resolve_chip(name, row.place) for name in row["Training hardware"].names)
    is_described = intake.names.find_entity(row["Model"]) is not None
    intake.import_row(
        row,
        _model_entity(row, model, involvements, is_described=is_described),
        _model_facts(row, model, base_models, hardware),
        *involvements,
        *model_figures(row, model, hardware),
    )


def _model_entity(
    row: TableRow, model: str, involvements: list[Involvement], *, is_described: bool
) -> Entity:
    """Return the model itself; one that data/entities describes has its name and address there."""
    has_one_address = row["Link"] and _ADDRESS.fullmatch(row["Link"]) and not is_described
    return make_record(
        Entity,
        id=model,
        name=None if is_described else row["Model"],
        developers=_sort_values(part.agent for part in involvements if part.role == "developer"),
        developers_as_printed=row["Organization"].printed,
        released=Period.parse(row["Publication date"].isoformat()),
        homepage=row["Link"] if has_one_address else None,
        note=_note(row["Reference"], None if has_one_address else row["Link"]),
    )


def _model_facts(
    row: TableRow, model: str, base_models: tuple[str, ...], hardware: tuple[str, ...]
) -> ModelFacts:
    return make_record(
        ModelFacts,
        id=model,
        domains=_sort_values(row["Domain"]),
        tasks=_sort_values(row["Task"]),
        developed_in=_sort_values(row[NATIONS]),
        accessibility=row["Model accessibility"],
        notability=_sort_values(row["Notability criteria"]),
        foundation_model=row["Foundation model"] or None,
        based_on=base_models,
        based_on_as_printed=row["Base model"].printed,
        trained_on=hardware,
        trained_on_as_printed=row["Training hardware"].printed,
        estimate_confidence=row["Confidence"],
    )


def _sort_values(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return each value once, sorted, as entities and terms in a record are."""
    return tuple(sorted({value for value in values if value}))


def _note(reference: str | None, links: str | None) -> str | None:
    notes = [f"Reference: {reference}"] if reference else []
    notes += [f"Link: {links}"] if links else []
    return "; ".join(notes) or None
