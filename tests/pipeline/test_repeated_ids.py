"""What an imported folder may say of things that another data set describes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import RowErrors
from claimgraph.model import Observation, SuspectObservation, columns_of
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.repeated_ids import check_repeated_ids

MEASURED = {
    "id": "example-count", "metric": "large-ai-sites-listed", "subjects": "nation/france", "value": "3",
    "unit": "sites", "source": "example-2026-list", "source_text": "3",
}  # fmt: skip
DOUBTED = {"id": "example-count", "reason": "Two pages give other numbers."}
DATASET = """
title = "Example"
description = "An example."
publisher = "Nobody"
version = "1"
issued = 2026-11-01
licence = "CC-BY-4.0"
attribution = "Nobody"
reuse = "open"
"""


def write_dataset(folder: Path, table: str, columns: list[str], cells: dict[str, str]) -> DatasetGraph:
    folder.mkdir()
    (folder / "dataset.toml").write_text(DATASET, "utf-8")
    with (folder / table).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerow(cells)
    return import_dataset(folder, read_dataset(folder))


def write_observation(folder: Path) -> DatasetGraph:
    return write_dataset(folder, "observations.csv", list(columns_of(Observation)), MEASURED)


def test_an_import_may_doubt_an_observation_of_another_data_set(tmp_path: Path) -> None:
    shipped = write_observation(tmp_path / "shipped")
    columns = list(columns_of(SuspectObservation))
    doubt = write_dataset(tmp_path / "doubt", "suspect_observations.csv", columns, DOUBTED)
    check_repeated_ids([shipped, doubt], [doubt.folder])
    assert b"suspectBecause" in doubt.text


def test_an_import_may_not_repeat_an_observation_of_another_data_set(tmp_path: Path) -> None:
    shipped, repeated = write_observation(tmp_path / "shipped"), write_observation(tmp_path / "repeated")
    with pytest.raises(RowErrors, match=r"'example-count' is already in .*shipped/observations\.csv:2"):
        check_repeated_ids([shipped, repeated], [repeated.folder])
