"""The columns of the two files: how those that are used are read, and why the others are not."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.sources.cells import (
    CellParser,
    list_of,
    one_of,
    optional,
    parse_count,
    parse_iso_day,
    parse_number,
    parse_text,
    scaled,
    term_of,
)
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers.epoch_models_chips_costs import (
    ACCESSIBILITY,
    CHIP_MEASURES,
    CHIP_TYPES,
    CONFIDENCE,
    FOUNDRIES,
    MODEL_MEASURES,
    NOTABILITY,
    TRAINING,
    parse_name,
    parse_name_list,
    quoted_list_of,
)
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableSchema

MODELS_FILE, CHIPS_FILE = "notable_ai_models.csv", "ml_hardware.csv"
RELEASE = Period.parse("2026-07-23")
DAY, NATIONS, ORGANIZATIONS = "Publication date", "Country (of organization)", "Organization"
CHIP, MAKER, FOUNDRY = "Hardware name", "Manufacturer", "Foundry"
NOTABILITY_2026 = NOTABILITY | {"Discretionary": "discretionary"}
TPP = "Total processing performance (bit-OP/s)"

_EARLIER = {measure.column: measure for measure in (TRAINING, *MODEL_MEASURES)}
_KEPT = (
    "Training compute (FLOP)",
    "Parameters",
    "Finetune compute (FLOP)",
    "Training time (hours)",
    "Hardware quantity",
    "Hardware utilization (MFU)",
    "Training power draw (W)",
    "Training compute cost (2023 USD)",
)
MEASURES = tuple(_EARLIER[column] for column in _KEPT)

_NOTES = "reasoning and quotations behind a figure of the row, often long passages of third parties"
_COSTS = "the costs of model_costs.csv of June 2025 times 1.036: dollars of another year, which is not stated"
_SAME_MODEL = "the release of June 2025 says it of most models, and no question of this graph needs the rest"
IGNORED_OF_MODELS = {
    "Authors": "names of persons, who are no subject of this graph",
    "Parameters notes": _NOTES,
    "Training compute notes": _NOTES,
    "Dataset size notes": _NOTES,
    "Notability criteria notes": _NOTES,
    "Training time notes": _NOTES,
    "Compute cost notes": _NOTES,
    "Finetune compute notes": _NOTES,
    "Batch size notes": _NOTES,
    "Accessibility notes": _NOTES,
    "Training dataset": "names of collections of data, which are no entities here",
    "Training dataset size (total)": "another definition than the size of June 2025, not explained",
    "Citations": "counted on a day that is not stated, and no question of this graph needs the newer count",
    "Domain": _SAME_MODEL,
    "Task": _SAME_MODEL,
    "Organization categorization": _SAME_MODEL,
    "Base model": _SAME_MODEL,
    "Epochs": _SAME_MODEL,
    "Batch size": _SAME_MODEL,
    "Reference": _SAME_MODEL,
    "Numerical format": "number format of the training, which no question of this graph needs",
    "Training code accessibility": "about the code: the graph holds how the model itself can be had",
    "Inference code accessibility": "about the code: the graph holds how the model itself can be had",
    "Frontier model": "whether it was in the top ten by training compute, which the compute says",
    "Open model weights?": "follows from Model accessibility",
    "Hardware utilization (HFU)": "for sixteen models; the other measure of utilisation, MFU, is taken",
    "Training compute cost (cloud)": _COSTS,
    "Training compute cost (upfront)": _COSTS,
    "Hardware acquisition cost": "another amount than the cost up front, without a definition",
}
_DESIGN = "detail of the chip's design, which no question of this graph concerns"
_DERIVED = "follows from other columns of the row"
IGNORED_OF_CHIPS = {
    "Notes": "remarks, some of which quote others",
    "Base clock (MHz)": _DESIGN,
    "Boost clock (MHz)": _DESIGN,
    "Memory clock (MHz)": _DESIGN,
    "Memory bus (bit)": _DESIGN,
    "Tensor cores": _DESIGN,
    "ML models": "the models trained on the chip: the other file says it of each model",
    "Last modified": "when the row was edited; the figures are known since the release",
    "Max performance": _DERIVED,
    "Energy efficiency": _DERIVED,
    "Price-performance": _DERIVED,
    "ML OP/s": _DERIVED,
    "Link to datasheet": "addresses, many of which are gone",
    "Source for the price": "the release of June 2025 names the source of most prices",
}
_RENAMED = {
    "Memory size per board (Byte)": "Memory (bytes)",
    "Number of transistors (millions)": "Transistors (millions)",
}
CHIP_FIGURES = {_RENAMED.get(column, column): measure for column, measure in CHIP_MEASURES.items()}
_PARSERS = dict.fromkeys(CHIP_FIGURES, parse_number) | {
    "Memory (bytes)": parse_count,
    "Transistors (millions)": scaled(6, parse_count),
    TPP: parse_number,
}


def models_schema(names: NameResolver) -> TableSchema:
    """The columns of the models; `Country` repeats a nation for each of its organisations."""
    columns: dict[str, CellParser] = {
        "Model": parse_name,
        DAY: optional(parse_iso_day),
        ORGANIZATIONS: parse_name_list,
        NATIONS: quoted_list_of(names.require_entity),
        "Notability criteria": list_of(term_of(NOTABILITY_2026)),
        "Model accessibility": optional(term_of(ACCESSIBILITY)),
        "Confidence": optional(term_of(CONFIDENCE)),
        "Training hardware": parse_name_list,
        "Link": optional(parse_name),
    }
    columns |= optional_figure_parsers({measure.column: parse_number for measure in MEASURES})
    return TableSchema(MODELS_FILE, columns, IGNORED_OF_MODELS, key=("Model",))


def chips_schema() -> TableSchema:
    """The columns of the chips."""
    columns: dict[str, CellParser] = {
        CHIP: parse_name,
        MAKER: optional(parse_text),
        "Type": optional(term_of(CHIP_TYPES)),
        "Release date": optional(parse_iso_day),
        "Process size (nm)": optional(parse_number),
        FOUNDRY: list_of(one_of(FOUNDRIES)),
    }
    return TableSchema(CHIPS_FILE, columns | optional_figure_parsers(_PARSERS), IGNORED_OF_CHIPS, key=(CHIP,))
