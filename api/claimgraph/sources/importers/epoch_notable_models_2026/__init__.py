"""Imports Epoch AI's notable models and machine-learning chips of July 2026: the next release of two tables.

The release of June 2025 is the data set epoch-models-chips-costs.
"""

from __future__ import annotations

from claimgraph.sources.importers.epoch_notable_models_2026.chips import import_chips
from claimgraph.sources.importers.epoch_notable_models_2026.models import import_models
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the chips, then the models that were trained on them."""
    import_chips(intake)
    import_models(intake)
