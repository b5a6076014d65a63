"""A build's output on disk: an immutable folder named by the hash of its content.

`current` names the one in use and is replaced in one step, so a build that fails
or is interrupted leaves the last good generation where it was.
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
    """Nothing has been built yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"No graph has been built in {folder}. Run `claimgraph build` first.")


@dataclass(frozen=True, slots=True)
class Generation:
    """One build. `name` is the first 16 hex digits of the SHA-256 of its files."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def graph_file(self) -> Path:
        """All quads, sorted, as N-Quads; every quad has a named graph."""
        return self.folder / GRAPH_FILE

    @property
    def withheld_graphs(self) -> frozenset[str]:
        """Named graphs that no default answer or export shows."""
        return frozenset(iri for iri, graph in self.manifest["graphs"].items() if graph["sensitive"])


def publish_generation(build_folder: Path, quads: bytes, manifest: dict[str, Any]) -> Generation:
    """Write a generation and make it the current one. The same content gives the same folder."""
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    name = hashlib.sha256(quads + b"\0" + text).hexdigest()[:16]
    home = build_folder / "generations"
    home.mkdir(parents=True, exist_ok=True)
    if not (home / name).exists():
        _write(home, name, {GRAPH_FILE: quads, MANIFEST_FILE: text})
    _point(build_folder / "current", name)
    return current_generation(build_folder)


def current_generation(build_folder: Path) -> Generation:
    """Open the generation in use.

    Raises:
        NoGenerationError: Nothing has been built.
    """
    try:
        name = (build_folder / "current").read_text().strip()
        folder = build_folder / "generations" / name
        return Generation(folder, json.loads((folder / MANIFEST_FILE).read_bytes()))
    except FileNotFoundError:
        raise NoGenerationError(build_folder) from None


def _write(home: Path, name: str, files: dict[str, bytes]) -> None:
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home))
    try:
        for file, content in files.items():
            (staging / file).write_bytes(content)
        staging.chmod(0o755)
        staging.rename(home / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _point(pointer: Path, name: str) -> None:
    draft = pointer.with_suffix(".new")
    draft.write_text(name + "\n")
    draft.replace(pointer)
