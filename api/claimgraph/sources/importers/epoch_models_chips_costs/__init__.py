"""Imports Epoch AI's tables of models, chips and prices; dataset.toml maps those of training costs."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_models_chips_costs.chips import import_chips
from claimgraph.sources.importers.epoch_models_chips_costs.models import import_models
from claimgraph.sources.importers.epoch_models_chips_costs.prices import import_prices
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the models, their chips and what these cost."""
    import_models(intake)
    import_chips(intake)
    import_prices(intake)
