"""Imports Epoch AI's GPU clusters: how large each is, where, whose, and from when until when it stood."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_gpu_clusters.clusters import import_clusters
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import each cluster that has a size."""
    import_clusters(intake)
