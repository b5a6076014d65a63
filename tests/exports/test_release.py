"""A release: what is handed out under a version, and that the version keeps its generation."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from claimgraph.exports import find_graph_changes, write_release
from claimgraph.generations import (
    Generation,
    ReleaseError,
    check_store,
    clean_generations,
    current_generation,
    publish_generation,
)
from claimgraph.namespaces import GRAPH

DAY = date(2026, 11, 30)
OWN, HIDDEN = GRAPH + "own", GRAPH + "hidden"


def publish(folder: Path, *numbers: int) -> Generation:
    """A generation with a triple for each number, shown, and one withheld."""
    lines = [f'<x:a> <x:p> "{number}" <{OWN}> .\n' for number in numbers]
    lines += [f'<x:a> <x:p> "secret {numbers[0]}" <{HIDDEN}> .\n']
    entry = {"licence": "CC0-1.0", "attribution": "Nobody", "reuse": "open"}
    graphs = {
        OWN: entry | {"title": "own", "triples": len(numbers), "sensitive": False},
        HIDDEN: entry | {"title": "hidden", "triples": 1, "sensitive": True},
    }
    text = "".join(sorted(lines)).encode()
    return publish_generation(folder, text, {"graphs": graphs, "versions": {}, "accounts": {}})


def test_a_release_has_archive_checksums_citation_and_changes(tmp_path: Path) -> None:
    generation = publish(tmp_path, 1, 2)
    folder = write_release(generation, "1.0.0", DAY, "open", ["nq"])
    files = {"CHANGELOG.md", "CITATION.cff", "SHA256SUMS", "claimgraph-1.0.0-open.zip", "release.json"}
    assert {path.name for path in folder.iterdir()} == files
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True)
    citation = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == f"1.0.0, generation {generation.name}"
    assert str(citation["date-released"]) == "2026-11-30"
    assert "It shows 2 triples in 1 graphs." in (folder / "CHANGELOG.md").read_text("utf-8")
    stated = json.loads((folder / "release.json").read_text())
    assert stated == {"version": "1.0.0", "generation": generation.name, "day": "2026-11-30"}


def test_a_later_release_counts_what_has_changed_in_graphs_that_are_shown(tmp_path: Path) -> None:
    before = publish(tmp_path, 1, 2, 3)
    write_release(before, "1.0", DAY, "open", ["nq"])
    after = publish(tmp_path, 2, 4, 5, 6)
    (change,) = find_graph_changes(before, after)
    assert (change.graph, change.added, change.removed) == (OWN, 3, 2)
    text = (write_release(after, "1.1", DAY, "open", ["nq"]) / "CHANGELOG.md").read_text("utf-8")
    assert "| own | 3 | 2 |" in text
    assert "hidden" not in text


def test_a_released_generation_is_never_cleaned(tmp_path: Path) -> None:
    released = publish(tmp_path, 1)
    write_release(released, "1.0", DAY, "open", ["nq"])
    for number in range(2, 6):
        publish(tmp_path, number)
    clean_generations(tmp_path, keep=1)
    names = {path.name for path in (tmp_path / "generations").iterdir()}
    assert names == {released.name, current_generation(tmp_path).name}


def test_a_version_is_given_once_and_can_be_a_folder(tmp_path: Path) -> None:
    generation = publish(tmp_path, 1)
    write_release(generation, "1.0", DAY, "open", ["nq"])
    with pytest.raises(ReleaseError, match=r"releases/1\.0: this release has been made"):
        write_release(generation, "1.0", DAY, "open", ["nq"])
    for version in ("", "../1.0", "1 0", ".hidden", "a/b"):
        with pytest.raises(ReleaseError, match="is no version"):
            write_release(generation, version, DAY, "open", ["nq"])


def test_the_full_check_finds_a_release_that_has_changed(tmp_path: Path) -> None:
    folder = write_release(publish(tmp_path, 1), "1.0", DAY, "open", ["nq"])
    assert [part.problem for part in check_store(tmp_path) if part.problem] == []
    (folder / "CHANGELOG.md").write_text("changed")
    (part,) = (part for part in check_store(tmp_path) if part.problem)
    assert (part.path, part.problem) == ("releases/1.0", "CHANGELOG.md is not as it was released")
    (folder / "CHANGELOG.md").unlink()
    shutil.rmtree(current_generation(tmp_path).folder)
    publish(tmp_path, 2)
    (part,) = (part for part in check_store(tmp_path) if part.problem)
    assert part.problem is not None
    assert part.problem.startswith("its generation ")
