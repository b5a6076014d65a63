"""Imports the Epoch Capabilities Index: a score for each version of a model, of one release of the index."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_capabilities_index.scores import import_scores
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the scores."""
    import_scores(intake)
