"""Imports Epoch AI's tables of models, chips, hardware prices and training costs: a module for each file."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_models_chips_costs.chips import import_chips
from claimgraph.sources.importers.epoch_models_chips_costs.costs import import_costs
from claimgraph.sources.importers.epoch_models_chips_costs.models import import_models
from claimgraph.sources.importers.epoch_models_chips_costs.prices import import_prices
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import every file of the folder; the models first, whose ids the costs need."""
    import_models(intake)
    import_chips(intake)
    import_prices(intake)
    import_costs(intake)
