"""The figures of a model's row as observations; one that cannot be right is kept as text, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import UNKNOWN, Observation, Remainder
from claimgraph.sources.importers.epoch_models_chips_costs.cells import Figure
from claimgraph.sources.intake import make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify

SOURCE = "epoch-ai-2025-all-ml-systems"
COMPUTE, LOW, HIGH = "Training compute (FLOP)", "Training compute lower bound", "Training compute upper bound"

_NO_EXPONENT = "A training of fewer than ten operations does not exist: the power of ten is missing."
_NO_SHARE = "A utilisation is at most 1: this may be percent, and nothing in the row says so."
_OUTSIDE = "The best estimate lies outside this bound."


@dataclass(frozen=True, slots=True)
class ModelMeasure:
    """A column and what its figures are. `graded`: the row's confidence is about it.

    `chips`: it counts chips, or their hours. `dated`: it holds for the day of publication. A figure above 0
    and below `least`, or above `most`, is wrong for the reason `wrong`.
    """

    column: str
    metric: str
    unit: str
    graded: bool = False
    chips: bool = False
    dated: bool = True
    definition: str | None = None
    least: Decimal = Decimal(0)
    most: Decimal = Decimal("Infinity")
    wrong: str = ""

    def fits(self, figure: Figure) -> bool:
        """Whether a figure can be right."""
        return figure.value == 0 or self.least <= figure.value <= self.most


TRAINING = ModelMeasure(
    COMPUTE,
    "training-compute",
    "flop",
    graded=True,
    definition="All of the training, that of base models used as components included",
    least=Decimal(10),
    wrong=_NO_EXPONENT,
)
FIGURES = (
    ModelMeasure("Parameters", "model-parameters", "parameters", graded=True),
    ModelMeasure("Training dataset size (datapoints)", "training-data-size", "datapoints", graded=True),
    ModelMeasure(
        "Finetune compute (FLOP)", "fine-tuning-compute", "flop", least=Decimal(10), wrong=_NO_EXPONENT
    ),
    ModelMeasure(
        "Post-training compute (FLOP)", "post-training-compute", "flop", least=Decimal(10), wrong=_NO_EXPONENT
    ),
    ModelMeasure("Training time (hours)", "training-duration", "unit:HR"),
    ModelMeasure("Hardware quantity", "training-chips-used", "chips", chips=True),
    ModelMeasure("Training chip-hours", "training-chip-hours", "chip-hours", chips=True),
    ModelMeasure(
        "Hardware utilization (MFU)",
        "model-flop-utilisation",
        "unit:UNITLESS",
        most=Decimal(1),
        wrong=_NO_SHARE,
    ),
    ModelMeasure("Training power draw (W)", "training-power-draw", "unit:W"),
    ModelMeasure(
        "Training compute cost (2023 USD)",
        "training-compute-cost-epoch",
        "unit:CCY_USD",
        definition="2023 US dollars",
    ),
    ModelMeasure("Batch size", "training-batch-size", "datapoints"),
    ModelMeasure("Epochs", "training-epochs", "unit:UNITLESS"),
    ModelMeasure("Citations", "model-citations", "citations", dated=False),
    ModelMeasure("Compute rank when published", "rank-by-training-compute", "rank"),
)


def figures(row: TableRow, model: str, chips: tuple[str, ...]) -> Iterator[Observation | Remainder]:
    """All figures of a row; `chips`: those the model was trained on."""
    yield _released(row, model)
    yield from _compute(row, model)
    for figure in FIGURES:
        found = row[figure.column]
        if found and figure.fits(found):
            yield _observation(row, model, figure, value=found.value, partners=chips if figure.chips else ())
        elif found:
            yield _left(model, figure.column, found, figure.wrong)


def _compute(row: TableRow, model: str) -> Iterator[Observation | Remainder]:
    """The estimate with its bounds; some rows have bounds and no estimate."""
    cells = {column: row[column] for column in (LOW, COMPUTE, HIGH) if row[column]}
    estimate = cells.get(COMPUTE)
    wrong = {column: _doubt(column, cell, estimate) for column, cell in cells.items()}
    kept = {column: cell for column, cell in cells.items() if not wrong[column]}
    yield from (_left(model, column, cells[column], why) for column, why in wrong.items() if why)
    if kept:
        named = {"low": LOW, "value": COMPUTE, "high": HIGH}
        values = {name: kept[column].value for name, column in named.items() if column in kept}
        bounds = "stated-range" if LOW in kept or HIGH in kept else None
        method = ", ".join(row["Training compute estimation method"]) or None
        text = "; ".join(f"{column}: {cell.text}" for column, cell in kept.items())
        yield _observation(row, model, TRAINING, bounds=bounds, method=method, source_text=text, **values)


def _doubt(column: str, cell: Figure, estimate: Figure | None) -> str:
    if not TRAINING.fits(cell):
        return _NO_EXPONENT
    too_high = column == LOW and estimate and cell.value > estimate.value
    too_low = column == HIGH and estimate and cell.value < estimate.value
    return _OUTSIDE if too_high or too_low else ""


def _observation(row: TableRow, model: str, figure: ModelMeasure, **more: Any) -> Observation:
    cell = row[figure.column]
    day = Period.parse(row["Publication date"].isoformat())
    graded = figure.graded and row["Confidence"] != UNKNOWN
    common = {
        "id": _id(model, figure.metric),
        "metric": figure.metric,
        "subjects": (model,),
        "unit": figure.unit,
        "confidence": row["Confidence"] if graded else None,
        "period": day if figure.dated else None,
        "known_since": Period.parse(row["Last modified"][:10]),
        "source": SOURCE,
        "definition": figure.definition,
        "source_text": f"{figure.column}: {cell.text}" if cell else None,
    }
    return make_record(Observation, **(common | more))


def _released(row: TableRow, model: str) -> Observation:
    day = Period.parse(row["Publication date"].isoformat())
    return make_record(
        Observation,
        id=_id(model, "release-date"),
        metric="release-date",
        subjects=(model,),
        date_value=day,
        unit="date",
        period=day,
        known_since=day,
        source=SOURCE,
        definition="Publication date in Epoch AI's table of models",
        source_text=f"Publication date: {day.text}",
    )


def _left(model: str, column: str, cell: Figure, reason: str) -> Remainder:
    return Remainder(
        id=_id(model, slugify(column)), record=model, field=column, text=cell.text, reason=reason
    )


def _id(model: str, what: str) -> str:
    return f"epoch-model-{model.partition('/')[2]}-{what}"
