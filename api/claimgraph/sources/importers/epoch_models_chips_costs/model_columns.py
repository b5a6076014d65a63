"""The columns of all_ml_systems.csv: how those that are used are read, and why the others are not."""

from __future__ import annotations

from claimgraph.model import UNKNOWN
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_models_chips_costs.cells import listed, moment, named, printed, tidy
from claimgraph.sources.publisher_table import TableSchema
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.values import (
    optional,
    parse_checkmark,
    parse_count,
    parse_dollars,
    parse_iso_day,
    parse_number,
    term_of,
)

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
IGNORES = {
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


def models_table(names: NameResolver) -> TableSchema:
    """The table, with the names of nations and of whoever rented out the computers resolved or refused."""
    figure, whole = printed(parse_number), printed(parse_count)
    takes: dict[str, CellParser] = {
        "Model": tidy,
        "Domain": listed(),
        "Task": listed(),
        "Organization": named,
        "Country (of organization)": listed(names.require_entity),
        "Organization categorization": listed(term_of(SECTORS)),
        "Publication date": parse_iso_day,
        "Reference": optional(tidy),
        "Link": optional(tidy),
        "Notability criteria": listed(term_of(NOTABILITY)),
        "Model accessibility": optional(term_of(ACCESSIBILITY)),
        "Foundation model": parse_checkmark,
        "Base model": named,
        "Training hardware": named,
        "Training cloud compute vendor": listed(),
        "Confidence": term_of(CONFIDENCE),
        "Training compute estimation method": listed(),
        "Last modified": moment,
        "Training compute (FLOP)": figure,
        "Training compute lower bound": figure,
        "Training compute upper bound": figure,
        "Finetune compute (FLOP)": figure,
        "Post-training compute (FLOP)": figure,
        "Parameters": whole,
        "Training dataset size (datapoints)": whole,
        "Training time (hours)": figure,
        "Hardware quantity": whole,
        "Training chip-hours": figure,
        "Hardware utilization (MFU)": figure,
        "Training power draw (W)": figure,
        "Training compute cost (2023 USD)": printed(parse_dollars),
        "Batch size": figure,
        "Epochs": figure,
        "Citations": whole,
        "Compute rank when published": whole,
    }
    return TableSchema("all_ml_systems.csv", takes, IGNORES, key=("Model", "Last modified"))
