"""The folders in data/ are complete: each file is read, each importer has a folder, nothing is left open."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from claimgraph.datasets import find_open_points, read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import importer_names, importers, read_dataset_rows
from tests.support.source_trees import dataset_copy

FOLDERS = default_source_tree().own_dataset_folders
WITH_FILES = [folder for folder in FOLDERS if read_dataset(folder).files]


def test_every_importer_is_that_of_a_data_set() -> None:
    unmapped = {
        folder.name.replace("-", "_")
        for folder in WITH_FILES
        if not all(file.columns for file in read_dataset(folder).files)
    }
    assert set(importer_names()) == unmapped


@pytest.mark.parametrize("name", importer_names())
def test_every_importer_imports_a_data_set(name: str) -> None:
    assert callable(importlib.import_module(f"{importers.__name__}.{name}").import_dataset)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_shipped_data_set_has_anything_left_to_fill_in(folder: Path) -> None:
    assert find_open_points(folder) == []
    assert (folder / "README.md").read_text("utf-8").strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_data_set_judges_names_only_if_it_has_files_that_use_them(folder: Path) -> None:
    assert not (folder / "aliases.csv").exists() or folder in WITH_FILES


def test_judgements_without_a_publishers_file_are_refused(tmp_path: Path) -> None:
    folder = dataset_copy(default_source_tree().root / "data" / "fabs", tmp_path)
    (folder / "aliases.csv").write_text("name,entity,judgement,reason\n", "utf-8")
    with pytest.raises(ClaimgraphError, match=r"aliases\.csv: judges names .* dataset\.toml lists none"):
        read_dataset_rows(folder, read_dataset(folder))


def test_a_file_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    folder = dataset_copy(default_source_tree().root / "data" / "ror-subset", tmp_path / "ror-subset")
    folder = folder.rename(tmp_path / "renamed")
    about = folder / "dataset.toml"
    text = about.read_text("utf-8")
    about.write_text(text[: text.index('key = ["ror"]')], "utf-8")
    with pytest.raises(ClaimgraphError, match=r"nothing reads ror_subset\.jsonl\. Describe their columns"):
        read_dataset_rows(folder, read_dataset(folder))
