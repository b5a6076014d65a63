"""Builds of source trees, for tests that look at what a build gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from claimgraph.generations import Generation, current_generation
from claimgraph.pipeline import build
from claimgraph.source_tree import SourceTree


def build_generation(tree: SourceTree, folder: Path) -> Generation:
    """The generation that a build in this folder gives."""
    generation = build(tree, folder).generation
    assert generation is not None
    return generation


def build_changed(tree: SourceTree, folder: Path, earlier: Generation) -> Generation:
    """The generation of a tree that differs in few rows from the one that an earlier generation was built of.

    It starts with the notes of that build, as a second build in the same folder would, and so does anew
    only what the difference bears on. That notes change no result is for tests of the build to show.
    """
    return build_generation(tree, copy_notes(earlier, folder))


def copy_notes(earlier: Generation, folder: Path) -> Path:
    """A build folder with the notes of the build that an earlier generation came from, and nothing else."""
    shutil.copytree(build_folder(earlier) / "cache", folder / "cache")
    return folder


def copy_build(earlier: Generation, folder: Path) -> Path:
    """A copy of the folder that an earlier generation was built in, as after a first build there."""
    return Path(shutil.copytree(build_folder(earlier), folder))


def build_folder(generation: Generation) -> Path:
    """The folder that a generation was built in."""
    return generation.folder.parents[1]


def build_once(folder: Path, prepare: Callable[[Path], SourceTree]) -> Generation:
    """The generation in a folder; the first process to ask builds it, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "build" / "current").exists():
            build_generation(prepare(folder / "tree"), folder / "build")
    return current_generation(folder / "build")
