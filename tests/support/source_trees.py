"""Copies of what is shipped, small enough to be built in every test, to be spoilt or changed."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from claimgraph.datasets import read_dataset
from claimgraph.pipeline import DatasetGraph, IncrementalBuild, import_dataset
from claimgraph.source_tree import SourceTree, default_source_tree

OWN = ("curated", "entities", "fabs", "sensitive")


def own_tables(folder: Path) -> SourceTree:
    """The shipped ontology, shapes and tables of ours, without the data sets of others."""
    for name in ("ontology", "shapes", "data/checks", *(f"data/{dataset}" for dataset in OWN)):
        shutil.copytree(default_source_tree().root / name, folder / name)
    _drop_checks_of_others(folder / "data")
    return SourceTree(folder)


def _drop_checks_of_others(data: Path) -> None:
    """Leave out the rows of checks that serve claims of the data sets of others."""
    tables = (data / dataset / "claims.csv" for dataset in OWN)
    claims = {row["id"] for table in tables if table.exists() for row in _read_rows(table)}
    for path in sorted((data / "checks").glob("*.csv")):
        rows = _read_rows(path)
        own = [row for row in rows if row["claim"] in claims]
        if len(own) < len(rows):
            _write_rows(path, own)


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def dataset_copy(folder: Path, target: Path) -> Path:
    """A dataset folder to be spoilt."""
    return Path(shutil.copytree(folder, target / folder.name))


def import_folder(folder: Path) -> DatasetGraph:
    """One dataset folder."""
    return import_dataset(folder, read_dataset(folder))


def incremental_build(folder: Path) -> IncrementalBuild:
    """A build in a folder, with the notes of earlier ones there."""
    return IncrementalBuild.in_folder(folder)


def spoil(source_tree: SourceTree, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file."""
    path = source_tree.root / file
    text = path.read_text("utf-8")
    assert old in text, f"the shipped {file} no longer has {old!r}; the test needs another row"
    path.write_text(text.replace(old, new, 1), "utf-8")


def measure_india(source_tree: SourceTree, known_since: str) -> None:
    """Add a measurement: India had 40 notable models in 2025."""
    add(
        source_tree,
        "observations.csv",
        id="example-india",
        metric="notable-ai-models",
        subjects="nation/india",
        value="40",
        unit="models",
        period="2025",
        known_since=known_since,
        source="1ai-net-2024-tsmc-2nm",
        source_text="40",
    )


def claim_models(source_tree: SourceTree, slug: str, text: str, kind: str, **figure: str) -> None:
    """Add a claim that gives a number of notable models; `figure` fills its proposition."""
    add(
        source_tree,
        "claims.csv",
        id=slug,
        identifier=slug,
        text=text,
        language="en",
        claim_type=kind,
        topics="models",
        about="nation/india",
        sensitive="false",
    )
    add(
        source_tree,
        "quantity_propositions.csv",
        id=slug,
        claim=slug,
        metric="notable-ai-models",
        unit="models",
        source_text=figure["value"],
        **figure,
    )


def add(source_tree: SourceTree, file: str, **cells: str) -> None:
    """Append a row to a table of data/curated; cells that are not given are empty."""
    path = source_tree.root / "data" / "curated" / file
    with path.open(encoding="utf-8") as table:
        names = next(csv.reader(table))
    assert not cells.keys() - set(names), f"{file} has no column {cells.keys() - set(names)}"
    with path.open("a", encoding="utf-8", newline="") as table:
        csv.DictWriter(table, names, lineterminator="\n").writerow(cells)
