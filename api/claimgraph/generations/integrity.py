"""Whether a generation is what was published: its name is the start of the SHA-256 of its files.

Hashing takes far less time than loading, so every generation that is opened is hashed as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.errors import ClaimgraphError

GRAPH_FILE = "graph.nq"
MANIFEST_FILE = "manifest.json"
CHECKSUMS_FILE = "SHA256SUMS"  # as `sha256sum --check` reads it

_NAME_DIGITS = 16
_PIECE_BYTES = 1 << 20


class DamagedGenerationError(ClaimgraphError):
    """A generation is not what was published under its name."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: {problem}. `claimgraph build` writes it again; "
            f"`claimgraph verify-store` lists all damage."
        )
        self.path, self.problem = path, problem


def name_generation(graph: Iterable[bytes], manifest: bytes) -> str:
    """Return the name of a generation with this graph, in pieces, and this manifest."""
    digest = hashlib.sha256()
    for piece in graph:
        digest.update(piece)
    return finish_name(digest, manifest)


def finish_name(digest: hashlib._Hash, manifest: bytes) -> str:
    """Return the name of a generation from the digest of its graph."""
    digest.update(b"\0" + manifest)
    return digest.hexdigest()[:_NAME_DIGITS]


def read_sound_manifest(folder: Path) -> bytes:
    """Return the manifest of a generation whose files are those that were published.

    Raises:
        DamagedGenerationError: A file is missing or has changed.
    """
    try:
        manifest = (folder / MANIFEST_FILE).read_bytes()
        name = name_generation(_read_pieces(folder / GRAPH_FILE), manifest)
    except OSError as error:
        raise DamagedGenerationError(folder, f"cannot be read: {error.strerror}") from None
    if name != folder.name:
        problem = f"{GRAPH_FILE} or {MANIFEST_FILE} has changed since it was published, or was cut"
        raise DamagedGenerationError(folder, problem)
    return manifest


def is_sound(folder: Path) -> bool:
    """Whether a generation is what was published; false also if nothing is there."""
    try:
        read_sound_manifest(folder)
    except DamagedGenerationError:
        return False
    return True


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
