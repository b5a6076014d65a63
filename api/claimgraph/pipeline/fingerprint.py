"""Knows whether anything a build depends on has changed since the last one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from claimgraph.generations import Generation, NoGenerationError, current_generation
from claimgraph.pipeline.note_cache import compute_digest, digest_code, digest_folder
from claimgraph.source_tree import SourceTree

_PACKAGE = Path(__file__).parents[1]
# What merely shows a graph has no part in making it.
_SHOWS = ("cli", "documents", "exports", "web", "_bundle", "__pycache__")
_NO_DATA = ("README.md",)


def fingerprint(source_tree: SourceTree) -> str:
    """SHA-256 over the paths and bytes of the data, the ontology, the shapes and the code that reads them.

    An imported folder counts by its name and content, wherever it is.
    """
    rooms = sorted(
        path.stem for path in _PACKAGE.iterdir() if path.name not in _SHOWS and path.suffix in ("", ".py")
    )
    imported = sorted(
        (each.name, digest_folder(each, excluding=_NO_DATA)) for each in source_tree.imported_folders
    )
    named = (piece for pair in imported for piece in pair)
    words = (path.read_bytes() for path in (*source_tree.ontology_files, *source_tree.shape_files))
    return compute_digest(
        digest_code(*rooms), digest_folder(source_tree.root / "data", excluding=_NO_DATA), *named, *words
    )


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A note beside the generations: which inputs gave which generation last."""

    build_folder: Path

    @property
    def _file(self) -> Path:
        return self.build_folder / "last-build.json"

    def find_generation(self, key: str) -> Generation | None:
        """The current generation, if these inputs made it."""
        try:
            note = json.loads(self._file.read_text())
            current = current_generation(self.build_folder)
        except (OSError, ValueError, NoGenerationError):
            return None
        return current if note == {"inputs": key, "generation": current.name} else None

    def remember(self, key: str, generation: Generation) -> None:
        self._file.write_text(json.dumps({"inputs": key, "generation": generation.name}) + "\n")
