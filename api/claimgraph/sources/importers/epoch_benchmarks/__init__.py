"""Imports Epoch AI's tables of benchmarks: a score for each version of a model that was run on one."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_benchmarks.benchmarks import read_benchmarks
from claimgraph.sources.importers.epoch_benchmarks.scores import import_scores
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the scores of each benchmark."""
    for benchmark in read_benchmarks():
        import_scores(intake, benchmark)
