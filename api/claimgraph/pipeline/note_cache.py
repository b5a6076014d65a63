"""Notes of earlier builds: a data set that has not changed is not imported or validated again.

Each note carries a digest of everything that it depends on, so a stale one is never used. The newest of
each kind is kept, beside the generations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph import __version__
from claimgraph.generations import writing

_WHOLE = "all"  # the name of notes on the graph as a whole


def compute_digest(*pieces: str | bytes) -> str:
    """SHA-256 over pieces, each with its length, so that no two lists of pieces are alike."""
    digest = hashlib.sha256(__version__.encode())
    for piece in pieces:
        content = piece.encode() if isinstance(piece, str) else piece
        digest.update(f"{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def digest_folder(root: Path, *, excluding: tuple[str, ...] = ()) -> str:
    """Digest of the paths and bytes below a folder, except files with some names."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name not in excluding]
    pieces = ((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths)
    return compute_digest(*(piece for pair in pieces for piece in pair))


@dataclass(frozen=True, slots=True)
class NoteCache:
    """Notes by kind and name, such as ("import", "fabs"); each with the key that it was made for.

    `is_ignored`: notes are written and never read.
    """

    folder: Path
    is_ignored: bool = False

    def read(self, kind: str, name: str, key: str) -> tuple[dict[str, Any], bytes] | None:
        """The content and the text of the note made for this key; None if there is none."""
        if self.is_ignored:
            return None
        try:
            note = json.loads(self._path(kind, name, "json").read_text())
            text = self._path(kind, name, "nt").read_bytes()
        except (OSError, ValueError):
            return None
        is_valid = note.get("key") == key and note.get("text") == compute_digest(text)
        if not is_valid or note.get("content_digest") not in {None, _digest(note["content"])}:
            return None  # notes of earlier versions have no digest of their content
        return note["content"], text

    def write(self, kind: str, name: str, key: str, content: dict[str, Any], text: bytes = b"") -> None:
        """Keep a note. Whoever reads while it is written gets the old one, or none.

        Raises:
            FileWriteError: The system refused it.
        """
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        digests = {"text": compute_digest(text), "content_digest": _digest(content)}
        note = {"key": key, "content": content} | digests
        _replace(self._path(kind, name, "nt"), text)
        _replace(self._path(kind, name, "json"), json.dumps(note).encode())

    def get_text(self, kind: str, key: str, compute: Callable[[], bytes]) -> bytes:
        """The text on the whole graph noted for this key; else the one computed now, which is kept."""
        note = self.read(kind, _WHOLE, key)
        if note:
            return note[1]
        text = compute()
        self.write(kind, _WHOLE, key, {}, text)
        return text

    def has_passed(self, check: str, key: str) -> bool:
        """True if it is noted that a check of the whole graph passed for this key."""
        return self.read(check, _WHOLE, key) is not None

    def note_passed(self, check: str, key: str) -> None:
        """Note that a check of the whole graph passed."""
        self.write(check, _WHOLE, key, {})

    def _path(self, kind: str, name: str, suffix: str) -> Path:
        return self.folder / f"{kind}-{name}.{suffix}"


def _digest(content: dict[str, Any]) -> str:
    return compute_digest(json.dumps(content))


def _replace(path: Path, content: bytes) -> None:
    """Not flushed to the disk: a note that a crash cuts is not used."""
    draft = path.with_suffix(f"{path.suffix}.new")
    with writing(path):
        draft.write_bytes(content)
        draft.replace(path)
