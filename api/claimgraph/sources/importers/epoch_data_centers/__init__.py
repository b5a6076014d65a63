"""Imports Epoch AI's data centres: sites, who has a part in them, and how they grow."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_data_centers.sites import import_sites
from claimgraph.sources.importers.epoch_data_centers.timelines import import_timelines
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the sites first: a timeline is of one of them."""
    import_timelines(intake, import_sites(intake))
