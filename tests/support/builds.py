"""Builds of source trees, for tests that look at what a build gives."""

from __future__ import annotations

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


def build_once(folder: Path, prepare: Callable[[Path], SourceTree]) -> Generation:
    """The generation in a folder; the first process to ask builds it, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "build" / "current").exists():
            build_generation(prepare(folder / "tree"), folder / "build")
    return current_generation(folder / "build")
