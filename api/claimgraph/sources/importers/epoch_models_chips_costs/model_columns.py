"""The columns of all_ml_systems.csv: how those that are used are read, and why the others are not."""

from __future__ import annotations

from claimgraph.model import UNKNOWN
from claimgraph.sources.cells import (
    CellParser,
    optional,
    parse_checkmark,
    parse_count,
    parse_dollars,
    parse_iso_day,
    parse_number,
    term_of,
)
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers.epoch_models_chips_costs.cells import (
    parse_minute,
    parse_name,
    parse_name_list,
    quoted_list_of,
)
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableSchema

ACCESSIBILITY = {
    "Open weights (unrestricted)": "open-weights-unrestricted",
    "Open weights (restricted use)": "open-weights-restricted-use",
    "Open weights (non-commercial)": "open-weights-non-commercial",
    "API access": "api-access",
    "Hosted access (no API)": "hosted-access",
    "Unreleased": "unreleased",
}
NOTABILITY = {
    "Highly cited": "highly-cited",
    "Historical significance": "historical-significance",
    "SOTA improvement": "state-of-the-art",
    "Significant use": "significant-use",
    "Training cost": "training-cost",
}
CONFIDENCE = {"Confident": "confident", "Likely": "likely", "Speculative": "speculative", "Unknown": UNKNOWN}
SECTORS = {
    "Academia": "academia",
    "Government": "government",
    "Industry": "industry",
    "Research collective": "research-collective",
}

_NOTES = "reasoning and quotations behind a figure of the row, often long passages of third parties"
IGNORED = {
    "Authors": "names of persons, who are no subject of this graph; the publication is in Reference",
    "Notability criteria notes": _NOTES,
    "Parameters notes": _NOTES,
    "Training compute notes": _NOTES,
    "Training dataset": "names of collections of data, which are no entities here; their size is taken",
    "Training dataset notes": _NOTES,
    "Dataset size notes": _NOTES,
    "Training time notes": _NOTES,
    "Approach": "the kind of learning, stated for one row in nine",
    "Benchmark data": "key into a table of Epoch AI that is not among the files",
    "Finetune compute notes": _NOTES,
    "Training data center": "free text, half of it remarks that nothing is known",
    "Archived links": "key into a table of Epoch AI that is not among the files",
    "Batch size notes": _NOTES,
    "Training code accessibility": "about the code: the graph holds how the model itself can be had",
    "Accessibility notes": "licence texts and addresses behind Model accessibility",
    "Organization categorization (from Organization)": "the same as Organization categorization",
    "Utilization notes": _NOTES,
    "Numerical format": "number format of the training, which no question of this graph needs",
    "Hugging Face developer id": "account name on one platform, no name of the developer",
    "Post-training compute notes": _NOTES,
}


FIGURES: dict[str, CellParser] = {
    "Training compute (FLOP)": parse_number,
    "Training compute lower bound": parse_number,
    "Training compute upper bound": parse_number,
    "Finetune compute (FLOP)": parse_number,
    "Post-training compute (FLOP)": parse_number,
    "Parameters": parse_count,
    "Training dataset size (datapoints)": parse_count,
    "Training time (hours)": parse_number,
    "Hardware quantity": parse_count,
    "Training chip-hours": parse_number,
    "Hardware utilization (MFU)": parse_number,
    "Training power draw (W)": parse_number,
    "Training compute cost (2023 USD)": parse_dollars,
    "Batch size": parse_number,
    "Epochs": parse_number,
    "Citations": parse_count,
    "Compute rank when published": parse_count,
}


def models_schema(names: NameResolver) -> TableSchema:
    """Return the columns, with the names of nations resolved or refused."""
    columns: dict[str, CellParser] = {
        "Model": parse_name,
        "Domain": quoted_list_of(),
        "Task": quoted_list_of(),
        "Organization": parse_name_list,
        "Country (of organization)": quoted_list_of(names.require_entity),
        "Organization categorization": quoted_list_of(term_of(SECTORS)),
        "Publication date": parse_iso_day,
        "Reference": optional(parse_name),
        "Link": optional(parse_name),
        "Notability criteria": quoted_list_of(term_of(NOTABILITY)),
        "Model accessibility": optional(term_of(ACCESSIBILITY)),
        "Foundation model": parse_checkmark,
        "Base model": parse_name_list,
        "Training hardware": parse_name_list,
        "Training cloud compute vendor": quoted_list_of(),
        "Confidence": term_of(CONFIDENCE),
        "Training compute estimation method": quoted_list_of(),
        "Last modified": parse_minute,
    }
    columns |= optional_figure_parsers(FIGURES)
    return TableSchema("all_ml_systems.csv", columns, IGNORED, key=("Model", "Last modified"))
