"""Imports Epoch AI's counts of AI chips: who acquired and who sold how many, and what the model was fed."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_ai_chip_counts.counts import import_counts
from claimgraph.sources.importers.epoch_ai_chip_counts.named_owners import import_named_owners
from claimgraph.sources.importers.epoch_ai_chip_counts.prices import import_prices
from claimgraph.sources.importers.epoch_ai_chip_counts.revenue import (
    import_broadcom,
    import_mix,
    import_nvidia,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.sites import import_quantities, import_timelines
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """The estimates, and then what they were made from."""
    import_counts(intake)
    import_named_owners(intake)
    import_nvidia(intake)
    import_broadcom(intake)
    import_mix(intake)
    import_prices(intake)
    import_quantities(intake)
    import_timelines(intake)
