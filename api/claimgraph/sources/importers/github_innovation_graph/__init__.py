"""Imports GitHub's Innovation Graph: developers, pushes and collaboration of economies, in third quarters.

The European Union stands beside its members and is left out. What is not printed is not zero: figures of
fewer than 100 developers are kept back.
"""

from __future__ import annotations

from claimgraph.sources.importers.github_innovation_graph.economies import import_economies, import_topics
from claimgraph.sources.importers.github_innovation_graph.pairs import import_pairs
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import developers, pushes, topics about AI, and the pairs that work together most."""
    import_economies(intake)
    import_topics(intake)
    import_pairs(intake)
