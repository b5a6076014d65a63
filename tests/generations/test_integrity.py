"""A generation that is not what was published is never opened, and is written again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.generations import (
    DamagedGenerationError,
    Generation,
    check_store,
    current_generation,
    publish_generation,
)
from tests.support.small_generation import publish_small_generation

Damage = Callable[[Generation], object]


def cut(generation: Generation) -> None:
    lines = generation.graph_file.read_bytes().splitlines(keepends=True)
    generation.graph_file.write_bytes(b"".join(lines[:3]))


def change_a_digit(generation: Generation) -> None:
    text = generation.graph_file.read_bytes()
    assert b'"17"' in text
    generation.graph_file.write_bytes(text.replace(b'"17"', b'"18"'))


def change_the_manifest(generation: Generation) -> None:
    file = generation.folder / "manifest.json"
    file.write_text(file.read_text().replace("true", "false"))


def remove_the_graph(generation: Generation) -> None:
    generation.graph_file.unlink()


def remove_the_folder(generation: Generation) -> None:
    shutil.rmtree(generation.folder)


@pytest.mark.parametrize(
    "damage", [cut, change_a_digit, change_the_manifest, remove_the_graph, remove_the_folder]
)
def test_a_damaged_generation_is_refused_by_name_and_written_again_by_the_next_build(
    damage: Damage, tmp_path: Path
) -> None:
    generation = publish_small_generation(tmp_path, padding=20)
    damage(generation)
    with pytest.raises(DamagedGenerationError, match=f"{generation.folder}: .*`claimgraph build`"):
        current_generation(tmp_path)
    publish_small_generation(tmp_path, padding=20)
    assert current_generation(tmp_path) == generation
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [generation.name]


@pytest.mark.parametrize("content", [b"", b"../../elsewhere", b"\xff\xfe", b"8822a9099f1f6e1"])
def test_a_file_current_without_a_name_is_refused(content: bytes, tmp_path: Path) -> None:
    publish_small_generation(tmp_path)
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(DamagedGenerationError, match=r"current: .* is no name of a generation"):
        current_generation(tmp_path)


def problems(folder: Path) -> dict[str, str]:
    return {part.path: part.problem for part in check_store(folder) if part.problem}


def test_the_full_check_finds_damage_in_generations_that_are_not_in_use(tmp_path: Path) -> None:
    old, new = publish_small_generation(tmp_path, padding=20), publish_small_generation(tmp_path)
    assert [part.path for part in check_store(tmp_path)] == [
        "current",
        *sorted(f"generations/{generation.name}" for generation in (old, new)),
    ]
    change_a_digit(old)
    assert list(problems(tmp_path)) == [f"generations/{old.name}"]
    assert current_generation(tmp_path) == new


def test_the_full_check_compares_counts_and_graphs_with_the_manifest(tmp_path: Path) -> None:
    quads = b"<x:a> <x:p> <x:b> <x:g> .\n"
    graph = {"sensitive": False, "triples": 2}
    short = publish_generation(tmp_path, quads, {"graphs": {"x:g": graph}})
    stray = publish_generation(tmp_path, quads, {"graphs": {}})
    assert problems(tmp_path) == {
        f"generations/{short.name}": "x:g has 1 triples, its manifest says 2",
        f"generations/{stray.name}": "<x:g> is not in its manifest",
    }


def test_the_full_check_names_what_an_interrupted_command_left(tmp_path: Path) -> None:
    publish_small_generation(tmp_path)
    (tmp_path / "pending.json").write_text('{"generation": "", "replacements": []}')
    (tmp_path / "generations" / ".staging-abc").mkdir()
    (tmp_path / "current.new").touch()
    assert list(problems(tmp_path)) == ["pending.json", "current.new", "generations/.staging-abc"]
