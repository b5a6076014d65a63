"""The fingerprint of all inputs of a build, and which inputs gave the current generation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from claimgraph.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    current_generation,
    replace_file,
)
from claimgraph.pipeline.code_digest import digest_modules
from claimgraph.pipeline.note_cache import compute_digest, digest_folder
from claimgraph.source_tree import SourceTree
from claimgraph.sources import IMPORTERS_PACKAGE, importer_names

# By name: the build imports this module, and data sets name their importers.
_BUILD = "claimgraph.pipeline.build"
_NO_DATA = ("README.md",)


def fingerprint(source_tree: SourceTree) -> str:
    """SHA-256 over the paths and bytes of the data, the ontology, the shapes and the code of the build.

    An imported folder counts by its name and content, wherever it is, and so does a written graph.
    """
    imported = sorted(
        (folder.name, digest_folder(folder, excluding=_NO_DATA)) for folder in source_tree.imported_folders
    )
    written = [(folder.name, digest_folder(folder)) for folder in source_tree.written_folders]
    return compute_digest(
        digest_modules(_BUILD, *(f"{IMPORTERS_PACKAGE}.{name}" for name in importer_names())),
        digest_folder(source_tree.root / "data", excluding=_NO_DATA),
        *(piece for pair in (*imported, *written) for piece in pair),
        *(path.read_bytes() for path in (*source_tree.ontology_files, *source_tree.shape_files)),
    )


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A note beside the generations: which inputs gave which generation last."""

    build_folder: Path

    def find_generation(self, inputs: str) -> Generation | None:
        """The current generation, if inputs with this fingerprint gave it and it is whole."""
        try:
            note = json.loads(self._file.read_text())
            if note["inputs"] != inputs:
                return None
            current = current_generation(self.build_folder)
        except (OSError, ValueError, KeyError, TypeError, NoGenerationError, DamagedGenerationError):
            return None
        return current if note == {"inputs": inputs, "generation": current.name} else None

    def record(self, inputs: str, generation: Generation) -> None:
        """Note that inputs with this fingerprint gave a generation."""
        note = {"inputs": inputs, "generation": generation.name}
        replace_file(self._file, json.dumps(note).encode() + b"\n")

    @property
    def _file(self) -> Path:
        return self.build_folder / "last-build.json"
