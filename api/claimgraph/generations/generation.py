"""A generation: the output of a build, in an immutable folder named by the hash of its content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError

GRAPH_FILE = "graph.nq"
MANIFEST_FILE = "manifest.json"


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
    def graph_file(self) -> Path:
        """All quads as sorted N-Quads; every quad has a named graph."""
        return self.folder / GRAPH_FILE

    @property
    def withheld_graphs(self) -> frozenset[str]:
        """Named graphs that answers and exports leave out unless asked for."""
        return frozenset(iri for iri, graph in self.manifest["graphs"].items() if graph["sensitive"])


def generations_folder(build_folder: Path) -> Path:
    """Return where a build folder keeps its generations."""
    return build_folder / "generations"


def current_file(build_folder: Path) -> Path:
    """Return the file that names the generation in use."""
    return build_folder / "current"


def current_name(build_folder: Path) -> str | None:
    """Return the name of the generation in use; None if there is none."""
    try:
        return current_file(build_folder).read_text().strip()
    except FileNotFoundError:
        return None


def current_generation(build_folder: Path) -> Generation:
    """Return the generation in use.

    Raises:
        NoGenerationError: No generation has been built.
    """
    name = current_name(build_folder)
    if name is None:
        raise NoGenerationError(build_folder)
    folder = generations_folder(build_folder) / name
    try:
        return Generation(folder, json.loads((folder / MANIFEST_FILE).read_bytes()))
    except FileNotFoundError:
        raise NoGenerationError(build_folder) from None
