"""A generation: the output of a build, in an immutable folder named by the hash of its content."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.generations.folders import current_file, generations_folder
from claimgraph.generations.integrity import GRAPH_FILE, DamagedGenerationError, read_sound_manifest

_NAME = re.compile(r"[0-9a-f]{16}")


class NoGenerationError(ClaimgraphError):
    """No generation has been built yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"No graph has been built in {folder}. Run `claimgraph build` first.")


@dataclass(frozen=True, slots=True)
class Generation:
    """The output of one build. `name` is the first 16 hex digits of the SHA-256 of its files."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def build_folder(self) -> Path:
        """The build folder that it was published in."""
        return self.folder.parents[1]

    @property
    def graph_file(self) -> Path:
        """All quads as sorted N-Quads; every quad has a named graph."""
        return self.folder / GRAPH_FILE

    @property
    def withheld_graphs(self) -> frozenset[str]:
        """Named graphs that answers and exports leave out unless asked for."""
        return frozenset(iri for iri, graph in self.manifest["graphs"].items() if graph["sensitive"])


def current_name(build_folder: Path) -> str | None:
    """Return the name of the generation in use; None if there is none.

    Raises:
        DamagedGenerationError: The file `current` holds no name.
    """
    file = current_file(build_folder)
    try:
        name = file.read_text("utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    if not _NAME.fullmatch(name):
        raise DamagedGenerationError(file, f"{name[:40]!r} is no name of a generation")
    return name


def open_generation(folder: Path) -> Generation:
    """Return the generation in a folder, after making sure that it is what was published.

    Raises:
        DamagedGenerationError: A file is missing or has changed.
    """
    return Generation(folder, json.loads(read_sound_manifest(folder)))


def current_generation(build_folder: Path) -> Generation:
    """Return the generation in use, after making sure that it is what was published.

    Raises:
        NoGenerationError: No generation has been built.
        DamagedGenerationError: A file is missing or has changed.
    """
    if name := current_name(build_folder):
        return open_generation(generations_folder(build_folder) / name)
    raise NoGenerationError(build_folder)


def generation_stamp(build_folder: Path) -> tuple[int, ...]:
    """Return what changes whenever another generation comes into use; cheap enough to look every second."""
    try:
        status = current_file(build_folder).stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns
