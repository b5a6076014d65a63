"""Which importer reads a data set: its name in dataset.toml, and the function that reads its files.

Our own tables (tables.py) are read from every dataset folder; "tables" says that there is nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.sources.importers import (
    country_codes,
    epoch_ai_chip_counts,
    epoch_data_centers,
    epoch_models_chips_costs,
    eto_chip_explorer,
    ncses_ai_coauthorship,
    ror_subset,
)
from claimgraph.sources.intake import Intake

Importer = Callable[[Intake], None]


def _nothing_else(_: Intake) -> None:
    """The folder holds tables of ours only."""


IMPORTERS: dict[str, Importer] = {
    "tables": _nothing_else,
    "epoch-models-chips-costs": epoch_models_chips_costs.import_dataset,
    "country-codes": country_codes.import_dataset,
    "epoch-ai-chip-counts": epoch_ai_chip_counts.import_dataset,
    "epoch-data-centers": epoch_data_centers.import_dataset,
    "eto-chip-explorer": eto_chip_explorer.import_dataset,
    "ncses-ai-coauthorship": ncses_ai_coauthorship.import_dataset,
    "ror-subset": ror_subset.import_dataset,
}
