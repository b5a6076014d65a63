"""What must hold between data sets before anything is made of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.minted_ids import check_minted_ids
from claimgraph.pipeline.repeated_ids import check_repeated_ids
from claimgraph.pipeline.withheld_claims import check_withheld_claims


def check_datasets(dataset_graphs: list[DatasetGraph], imported_folders: Collection[Path]) -> None:
    """Make sure that no row reveals a withheld claim, and that no id means two things.

    Raises:
        RowErrors: Rows that do.
        TakenIdError: Ids made from names that do.
    """
    check_withheld_claims(dataset_graphs)
    check_repeated_ids(dataset_graphs, imported_folders)
    check_minted_ids(dataset_graphs)
