"""Imports all_ml_systems.csv: AI models, who made them where, what they were trained on, their figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement, ModelFacts
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import Chips, read_chips
from claimgraph.sources.importers.epoch_models_chips_costs.developers import (
    NATIONS,
    Developers,
    Pairs,
    learn_pairs,
)
from claimgraph.sources.importers.epoch_models_chips_costs.model_columns import models_table
from claimgraph.sources.importers.epoch_models_chips_costs.model_figures import figures
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`,;]+")
_TWICE = "the model is in the table twice; the row modified last is kept"
_MEND = "Take the publisher's file again, or look which row of these organisations is right."


def import_models(intake: Intake) -> None:
    """Each row is a model; its base model and its chips may be described in other rows and tables."""
    rows = _newest(intake, list(intake.read_rows(models_table(intake.names))))
    ids = _identities(intake, rows)
    pairs, chips = learn_pairs(rows), read_chips(intake.folder, intake.names)
    for row in rows:
        if problem := pairs.problem(row):
            intake.report_error(row, *problem, _MEND)
        elif row["Model"] in ids:
            _take(intake, row, ids, pairs, chips)


def _newest(intake: Intake, rows: list[TableRow]) -> list[TableRow]:
    """The rows without those of a model that another row describes later."""
    last = {row["Model"]: row for row in sorted(rows, key=lambda row: row["Last modified"])}
    for row in rows:
        if last[row["Model"]] is not row:
            intake.reject_row(row, _TWICE)
    return [row for row in rows if last[row["Model"]] is row]


def _identities(intake: Intake, rows: list[TableRow]) -> dict[str, str]:
    """The entity of each model; names that differ in capitals only get the year."""
    alike = Counter(slugify(row["Model"]) for row in rows)
    found = {}
    for row in rows:
        name, year = row["Model"], row["Publication date"].year
        unlike = name if alike[slugify(name)] == 1 else f"{name} ({year})"
        try:
            found[name] = intake.names.mint_entity("model", unlike, f"{row.file}:{row.line}")
        except CellError as error:
            intake.report_error(row, "Model", error.problem, error.fix)
    return found


def _take(intake: Intake, row: TableRow, ids: Mapping[str, str], pairs: Pairs, chips: Chips) -> None:
    model, place = ids[row["Model"]], f"{row.file}:{row.line}"
    parts = Developers(intake, row, model).all(pairs)
    bases = _set(ids.get(name) or intake.names.resolve_entity(name, place) for name in row["Base model"].all)
    hardware = _set(chips.resolve(name, place) for name in row["Training hardware"].all)
    described = _entity(row, model, parts, known=intake.names.find_entity(row["Model"]) is not None)
    intake.import_row(
        row, described, _facts(row, model, bases, hardware), *parts, *figures(row, model, hardware)
    )


def _entity(row: TableRow, model: str, parts: list[Involvement], *, known: bool) -> Entity:
    """The model itself; one that data/entities describes has its name and address there."""
    one = row["Link"] and _ADDRESS.fullmatch(row["Link"]) and not known
    return make_record(
        Entity,
        id=model,
        name=None if known else row["Model"],
        developers=_set(part.agent for part in parts if part.role == "developer"),
        developers_as_printed=row["Organization"].text,
        released=Period.parse(row["Publication date"].isoformat()),
        homepage=row["Link"] if one else None,
        note=_note(row["Reference"], None if one else row["Link"]),
    )


def _facts(row: TableRow, model: str, bases: tuple[str, ...], hardware: tuple[str, ...]) -> ModelFacts:
    return make_record(
        ModelFacts,
        id=model,
        domains=_set(row["Domain"]),
        tasks=_set(row["Task"]),
        developed_in=_set(row[NATIONS]),
        accessibility=row["Model accessibility"],
        notability=_set(row["Notability criteria"]),
        foundation_model=row["Foundation model"] or None,
        based_on=bases,
        based_on_as_printed=row["Base model"].text,
        trained_on=hardware,
        trained_on_as_printed=row["Training hardware"].text,
        estimate_confidence=row["Confidence"],
    )


def _set(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each value once, sorted."""
    return tuple(sorted({value for value in values if value}))


def _note(reference: str | None, links: str | None) -> str | None:
    parts = [f"Reference: {reference}"] if reference else []
    parts += [f"Link: {links}"] if links else []
    return "; ".join(parts) or None
