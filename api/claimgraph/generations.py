"""Generations: the output of a build, in an immutable folder named by the hash of its content.

The file `current` names the generation in use. It is replaced atomically, so a build that fails
or is interrupted leaves the last good generation in use.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
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


def publish_generation(build_folder: Path, quads: bytes, manifest: dict[str, Any]) -> Generation:
    """Write a generation and make it the current one. Equal content gives the same folder."""
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    name = hashlib.sha256(quads + b"\0" + text).hexdigest()[:16]
    folder = build_folder / "generations" / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        _write_folder(folder, {GRAPH_FILE: quads, MANIFEST_FILE: text})
    _replace_file(build_folder / "current", f"{name}\n")
    return current_generation(build_folder)


def current_generation(build_folder: Path) -> Generation:
    """Return the generation in use.

    Raises:
        NoGenerationError: No generation has been built.
    """
    try:
        name = (build_folder / "current").read_text().strip()
        folder = build_folder / "generations" / name
        return Generation(folder, json.loads((folder / MANIFEST_FILE).read_bytes()))
    except FileNotFoundError:
        raise NoGenerationError(build_folder) from None


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=folder.parent))
    try:
        for name, content in files.items():
            (staging / name).write_bytes(content)
        staging.chmod(0o755)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace_file(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text)
    draft.replace(path)
