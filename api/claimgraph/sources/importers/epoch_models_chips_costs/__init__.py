"""Imports Epoch AI's tables of models, chips and prices; dataset.toml maps those of training costs."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_models_chips_costs.cells import (
    parse_name,
    parse_name_list,
    quoted_list_of,
)
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import CHIP_TYPES, FOUNDRIES
from claimgraph.sources.importers.epoch_models_chips_costs.chip_columns import MEASURES as CHIP_MEASURES
from claimgraph.sources.importers.epoch_models_chips_costs.chips import import_chips
from claimgraph.sources.importers.epoch_models_chips_costs.model_columns import (
    ACCESSIBILITY,
    CONFIDENCE,
    NOTABILITY,
)
from claimgraph.sources.importers.epoch_models_chips_costs.model_figures import MEASURES as MODEL_MEASURES
from claimgraph.sources.importers.epoch_models_chips_costs.model_figures import TRAINING, ModelMeasure
from claimgraph.sources.importers.epoch_models_chips_costs.models import import_models
from claimgraph.sources.importers.epoch_models_chips_costs.prices import import_prices
from claimgraph.sources.intake import Intake

__all__ = [
    "ACCESSIBILITY",
    "CHIP_MEASURES",
    "CHIP_TYPES",
    "CONFIDENCE",
    "FOUNDRIES",
    "MODEL_MEASURES",
    "NOTABILITY",
    "TRAINING",
    "ModelMeasure",
    "import_dataset",
    "parse_name",
    "parse_name_list",
    "quoted_list_of",
]


def import_dataset(intake: Intake) -> None:
    """Import the models, their chips and what these cost."""
    import_models(intake)
    import_chips(intake)
    import_prices(intake)
