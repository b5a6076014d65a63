"""Imports the history of LMArena's ratings: the last list of each month."""

from __future__ import annotations

from claimgraph.sources.importers.lmarena_history.ratings import import_ratings
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the ratings of models that are known."""
    import_ratings(intake)
