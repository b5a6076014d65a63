"""Knows whether anything a build depends on has changed since the last one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from claimgraph import __version__, generations
from claimgraph.bundle import Bundle

_PACKAGE = Path(__file__).parents[1]
# What merely shows a graph has no part in making it.
_SHOWS = ("cli", "exports", "queries", "stores", "web", "_bundle")


def fingerprint(bundle: Bundle) -> str:
    """SHA-256 over the paths and bytes of the data, the ontology, the shapes and the code that reads them."""
    digest = hashlib.sha256(__version__.encode())
    for root in (bundle.root / "ontology", bundle.root / "shapes", bundle.root / "data", _PACKAGE):
        for path in sorted(root.rglob("*")):
            if path.is_file() and _counts(path, root):
                content = path.read_bytes()  # a folder's name counts: it is the name of a dataset
                digest.update(f"{root.name}/{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()


def _counts(path: Path, root: Path) -> bool:
    """A dataset may be called "web"; only the package's own rooms are passed over."""
    parts = path.relative_to(root).parts
    return "__pycache__" not in parts and not (root == _PACKAGE and parts[0] in _SHOWS)


@dataclass(frozen=True, slots=True)
class Memo:
    """A note beside the generations: which inputs gave which generation last."""

    build_folder: Path

    @property
    def _file(self) -> Path:
        return self.build_folder / "last-build.json"

    def generation(self, key: str) -> generations.Generation | None:
        """The current generation, if these inputs made it."""
        try:
            note = json.loads(self._file.read_text())
            current = generations.current(self.build_folder)
        except (OSError, ValueError, generations.NoGenerationError):
            return None
        return current if note == {"inputs": key, "generation": current.name} else None

    def remember(self, key: str, generation: generations.Generation) -> None:
        self._file.write_text(json.dumps({"inputs": key, "generation": generation.name}) + "\n")
