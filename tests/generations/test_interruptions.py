"""A process that publishes may be killed at any moment: the old state is there, or the new one, and whole."""

from __future__ import annotations

import hashlib
import resource
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from claimgraph.generations import (
    FileWriteError,
    Replacement,
    change_build_folder,
    current_generation,
    has_pending_change,
    publish_generation,
    staging_folder,
)
from claimgraph.source_tree import imports_folder
from tests.support.interruptions import list_durable_calls, run_killed_at

MANIFEST = {"graphs": {}, "versions": {}, "accounts": {}}
OLD, NEW = b"<x:a> <x:p> <x:old> <x:g> .\n", b"<x:a> <x:p> <x:new> <x:g> .\n"

Publish = Callable[[Path], None]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A build folder with a generation and an import that belongs to it."""
    folder = tmp_path / "before"
    publish_generation(folder, OLD, MANIFEST)
    place_of(folder).mkdir(parents=True)
    (place_of(folder) / "claims.csv").write_bytes(OLD)
    return folder


def place_of(folder: Path) -> Path:
    return imports_folder(folder) / "mine"


def replace_import(folder: Path) -> None:
    home = imports_folder(folder)
    with change_build_folder(folder, "import"), staging_folder(home) as staging:
        copy = staging / "mine"
        copy.mkdir()
        (copy / "claims.csv").write_bytes(NEW)
        publish_generation(folder, NEW, MANIFEST, [Replacement(place_of(folder), copy)])


def forget_import(folder: Path) -> None:
    with change_build_folder(folder, "removal"):
        publish_generation(folder, NEW, MANIFEST, [Replacement(place_of(folder))])


def graph_of(folder: Path) -> bytes:
    """The graph in use, which is whole: its name is the hash of its files."""
    files = current_generation(folder).folder
    graph = (files / "graph.nq").read_bytes()
    digest = hashlib.sha256(graph + b"\0" + (files / "manifest.json").read_bytes())
    assert digest.hexdigest().startswith(files.name)
    return graph


def import_of(folder: Path) -> bytes | None:
    file = place_of(folder) / "claims.csv"
    return file.read_bytes() if file.exists() else None


@pytest.mark.parametrize(("publish", "imported"), [(replace_import, NEW), (forget_import, None)])
def test_whenever_an_import_or_a_removal_is_killed_graph_and_import_agree_afterwards(
    publish: Publish, imported: bytes | None, before: Path, tmp_path: Path
) -> None:
    states = []
    for call in count():
        folder = Path(shutil.copytree(before, tmp_path / f"killed-at-{call}"))
        if not run_killed_at(lambda folder=folder: publish(folder), call):  # type: ignore[misc]
            break
        graph = graph_of(folder)
        with change_build_folder(folder, "build"):  # as whoever comes next does
            assert graph_of(folder) == graph
            assert import_of(folder) == (OLD if graph == OLD else imported), f"killed at call {call}"
        states.append(graph)
        left = {path.name for path in (*folder.iterdir(), *imports_folder(folder).iterdir())}
        assert left - {"mine"} == {"current", "generations", "imported", "lock"}
        assert not list(folder.glob("generations/.*"))
        shutil.rmtree(folder)
    switch = states.index(NEW)
    assert 10 < switch < len(states) - 5
    assert states == [OLD] * switch + [NEW] * (len(states) - switch)


def test_what_gets_a_name_was_flushed_before_and_the_name_is_flushed_next(before: Path) -> None:
    calls = list_durable_calls(lambda: replace_import(before))
    names = [path for kind, path in calls if kind == "rename"]
    assert [path.name for path in names[-3:]] == ["current", "mine", "mine"]  # the old import leaves first
    switch = calls.index(("rename", before / "current"))
    for position, (kind, path) in enumerate(calls):
        if kind == "rename" and not (position > switch and ".staging-" in str(path)):  # there, it is deleted
            assert ("sync", path.parent) in calls[position:], f"{path} may lose its name"
    files = [path.name for kind, path in calls if kind == "sync" and path.suffix in {".nq", ".json", ".csv"}]
    assert sorted(files) == ["claims.csv", "graph.nq", "manifest.json"]
    assert max(calls.index(("sync", path)) for _, path in calls if path.name in files) < switch


def test_a_full_disk_is_blamed_by_the_file_that_did_not_fit_and_changes_nothing(before: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with (
            change_build_folder(before, "build"),
            pytest.raises(FileWriteError, match=r"graph\.nq: File too large\. Free space on its disk"),
        ):
            publish_generation(before, NEW * 1000, MANIFEST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (graph_of(before), import_of(before)) == (OLD, OLD)
    assert len(list((before / "generations").iterdir())) == 1


def test_a_change_that_is_under_way_is_visible_and_over_when_it_is_done(before: Path) -> None:
    replace_import(before)
    assert not has_pending_change(before)
    assert (graph_of(before), import_of(before)) == (NEW, NEW)
