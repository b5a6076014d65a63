"""Old generations are deleted, but never one that somebody may still ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.generations import (
    Generation,
    GenerationRelease,
    ReleaseError,
    clean_generations,
    current_generation,
    find_old_generations,
    hold_generation,
    list_former_generations,
    publish_generation,
    releases_folder,
)


@pytest.fixture
def generations(tmp_path: Path) -> list[Generation]:
    """Six generations, a day apart; the last is in use."""
    made = [
        publish_generation(tmp_path, f"<x:a> <x:p> <x:{number}> <x:g> .\n".encode(), {"graphs": {}})
        for number in range(6)
    ]
    for day, generation in enumerate(made):
        os.utime(generation.folder, (day * 86400, day * 86400))
    return made


def names_in(folder: Path) -> set[str]:
    return {path.name for path in (folder / "generations").iterdir()}


def release(folder: Path, generation: Generation) -> Path:
    file = releases_folder(folder) / "1.0" / "release.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(GenerationRelease("1.0", generation.name, "2026-11-30").as_json())
    return file


def test_the_newest_the_current_the_released_and_those_in_use_stay(
    generations: list[Generation], tmp_path: Path
) -> None:
    first, second, third, fourth, fifth, last = (generation.name for generation in generations)
    release(tmp_path, generations[0])
    with hold_generation(generations[2]):
        assert clean_generations(tmp_path, keep=2) == [second, fourth]
    assert names_in(tmp_path) == {first, third, fifth, last}
    assert list_former_generations(tmp_path) == {first, second, third, fourth, fifth}
    assert clean_generations(tmp_path, keep=2) == [third]
    assert current_generation(tmp_path).name == last


def test_a_generation_that_is_served_by_another_process_stays(
    generations: list[Generation], tmp_path: Path
) -> None:
    script = """
import sys
from pathlib import Path
from claimgraph.generations import hold_generation, open_generation
with hold_generation(open_generation(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-c", script, str(generations[0].folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "held\n"
        clean_generations(tmp_path, keep=1)
        assert names_in(tmp_path) == {generations[0].name, generations[-1].name}
        server.kill()
        server.wait()
        clean_generations(tmp_path, keep=1)
        assert names_in(tmp_path) == {generations[-1].name}


def test_an_old_generation_that_is_current_again_stays_and_is_the_newest(
    generations: list[Generation], tmp_path: Path
) -> None:
    publish_generation(tmp_path, generations[0].graph_file.read_bytes(), generations[0].manifest)
    assert current_generation(tmp_path) == generations[0]
    clean_generations(tmp_path, keep=2)
    assert names_in(tmp_path) == {generations[0].name, generations[5].name}


def test_nothing_is_cleaned_while_a_release_cannot_be_read(
    generations: list[Generation], tmp_path: Path
) -> None:
    release(tmp_path, generations[0]).write_bytes(b"{")
    with pytest.raises(ReleaseError, match=r"1\.0/release\.json: is not the description of a release"):
        find_old_generations(tmp_path, keep=1)
    assert len(names_in(tmp_path)) == 6
