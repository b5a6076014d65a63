"""Imports the release of 2026-04-19 of the Epoch Capabilities Index. The next one describes its models."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.sources.importers.epoch_capabilities_index import IndexRelease, import_scores
from claimgraph.sources.intake import Intake

RELEASE = IndexRelease(
    Period.parse("2026-04-19"), "epoch-ai-2026-capabilities-index-april", describes_models=False
)


def import_dataset(intake: Intake) -> None:
    """Import the scores of the release of 2026-04-19."""
    import_scores(intake, RELEASE)
