"""Imports the Epoch Capabilities Index: a score for each version of a model, of one release of the index."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.sources.importers.epoch_capabilities_index.scores import IndexRelease, import_scores
from claimgraph.sources.intake import Intake

__all__ = ["IndexRelease", "import_dataset", "import_scores"]

RELEASE = IndexRelease(Period.parse("2026-07-01"), "epoch-ai-2026-capabilities-index", describes_models=True)


def import_dataset(intake: Intake) -> None:
    """Import the scores of the release of 2026-07-01, which describes the models."""
    import_scores(intake, RELEASE)
