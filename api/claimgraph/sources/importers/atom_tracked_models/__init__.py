"""Imports the open models that the ATOM Project tracks: how many there are of each region."""

from __future__ import annotations

from claimgraph.sources.importers.atom_tracked_models.counts import import_counts
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the counts of both lists."""
    import_counts(intake)
