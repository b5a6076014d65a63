"""The figures of a model's row as observations; one that cannot be right is kept as text, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import UNKNOWN, Observation, Remainder
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

SOURCE = "epoch-ai-2025-all-ml-systems"
COMPUTE, LOW, HIGH = "Training compute (FLOP)", "Training compute lower bound", "Training compute upper bound"

_NO_EXPONENT = "A training of fewer than ten operations does not exist: the power of ten is missing."
_NO_SHARE = "A utilisation is at most 1: this may be percent, and nothing in the row says so."
_OUTSIDE = "The best estimate lies outside this bound."


@dataclass(frozen=True, slots=True)
class ModelMeasure:
    """A column and what its figures measure. `is_graded`: the row's confidence is about it.

    `counts_chips`: it counts chips, or their hours. `is_dated`: it holds for the day of publication. A figure
    above 0 and below `least`, or above `most`, is wrong for the reason `doubt`.
    """

    column: str
    metric: str
    unit: str
    is_graded: bool = False
    counts_chips: bool = False
    is_dated: bool = True
    definition: str | None = None
    least: Decimal = Decimal(0)
    most: Decimal = Decimal("Infinity")
    doubt: str = ""

    def allows(self, figure: PrintedFigure) -> bool:
        """Whether a figure can be right."""
        return figure.value == 0 or (figure.value is not None and self.least <= figure.value <= self.most)


TRAINING = ModelMeasure(
    COMPUTE,
    "training-compute",
    "flop",
    is_graded=True,
    definition="All of the training, that of base models used as components included",
    least=Decimal(10),
    doubt=_NO_EXPONENT,
)
MEASURES = (
    ModelMeasure("Parameters", "model-parameters", "parameters", is_graded=True),
    ModelMeasure("Training dataset size (datapoints)", "training-data-size", "datapoints", is_graded=True),
    ModelMeasure(
        "Finetune compute (FLOP)", "fine-tuning-compute", "flop", least=Decimal(10), doubt=_NO_EXPONENT
    ),
    ModelMeasure(
        "Post-training compute (FLOP)", "post-training-compute", "flop", least=Decimal(10), doubt=_NO_EXPONENT
    ),
    ModelMeasure("Training time (hours)", "training-duration", "unit:HR"),
    ModelMeasure("Hardware quantity", "training-chips-used", "chips", counts_chips=True),
    ModelMeasure("Training chip-hours", "training-chip-hours", "chip-hours", counts_chips=True),
    ModelMeasure(
        "Hardware utilization (MFU)",
        "model-flop-utilisation",
        "unit:UNITLESS",
        most=Decimal(1),
        doubt=_NO_SHARE,
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
    ModelMeasure("Citations", "model-citations", "citations", is_dated=False),
    ModelMeasure("Compute rank when published", "rank-by-training-compute", "rank"),
)


def model_figures(row: TableRow, model: str, chips: tuple[str, ...]) -> Iterator[Observation | Remainder]:
    """Yield all figures of a row; `chips`: those the model was trained on."""
    yield _release_observation(row, model)
    yield from _compute_figures(row, model)
    for measure in MEASURES:
        figure = row[measure.column]
        if figure and measure.allows(figure):
            partners = chips if measure.counts_chips else ()
            yield _observation(row, model, measure, value=figure.value, partners=partners)
        elif figure:
            yield _remainder(model, figure, measure.doubt)


def _compute_figures(row: TableRow, model: str) -> Iterator[Observation | Remainder]:
    """Yield the estimate with its bounds; some rows have bounds and no estimate."""
    figures = {column: row[column] for column in (LOW, COMPUTE, HIGH) if row[column]}
    estimate = figures.get(COMPUTE)
    doubts = {column: _find_doubt(column, figure, estimate) for column, figure in figures.items()}
    yield from (_remainder(model, figures[column], doubt) for column, doubt in doubts.items() if doubt)
    figures = {column: figure for column, figure in figures.items() if not doubts[column]}
    if figures:
        fields = {"low": LOW, "value": COMPUTE, "high": HIGH}
        values = {field: figures[column].value for field, column in fields.items() if column in figures}
        bounds = "stated-range" if LOW in figures or HIGH in figures else None
        method = ", ".join(row["Training compute estimation method"]) or None
        text = "; ".join(figure.source_text for figure in figures.values())
        yield _observation(row, model, TRAINING, bounds=bounds, method=method, source_text=text, **values)


def _find_doubt(column: str, figure: PrintedFigure, estimate: PrintedFigure | None) -> str:
    if not TRAINING.allows(figure):
        return _NO_EXPONENT
    if estimate is None or figure.value is None or estimate.value is None:
        return ""
    is_too_high = column == LOW and figure.value > estimate.value
    is_too_low = column == HIGH and figure.value < estimate.value
    return _OUTSIDE if is_too_high or is_too_low else ""


def _observation(row: TableRow, model: str, measure: ModelMeasure, **fields: Any) -> Observation:
    figure: PrintedFigure | None = row[measure.column]
    day = Period.parse(row["Publication date"].isoformat())
    is_graded = measure.is_graded and row["Confidence"] != UNKNOWN
    shared_fields = {
        "id": _figure_id(model, measure.metric),
        "metric": measure.metric,
        "subjects": (model,),
        "unit": measure.unit,
        "confidence": row["Confidence"] if is_graded else None,
        "period": day if measure.is_dated else None,
        "known_since": Period.parse(row["Last modified"][:10]),
        "source": SOURCE,
        "definition": measure.definition,
        "source_text": figure.source_text if figure else None,
    }
    return make_record(Observation, **(shared_fields | fields))


def _release_observation(row: TableRow, model: str) -> Observation:
    day = Period.parse(row["Publication date"].isoformat())
    return make_record(
        Observation,
        id=_figure_id(model, "release-date"),
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


def _remainder(model: str, figure: PrintedFigure, reason: str) -> Remainder:
    return Remainder(
        id=_figure_id(model, slugify(figure.column)),
        record=model,
        field=figure.column,
        text=figure.printed,
        reason=reason,
    )


def _figure_id(model: str, subject: str) -> str:
    return f"epoch-model-{model.partition('/')[2]}-{subject}"
