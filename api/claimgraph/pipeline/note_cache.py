"""What earlier builds found out: a dataset that has not changed is not read or checked again.

Each note carries a hash of everything it depends on, so a stale one is never used; the newest of each
kind is kept, beside the generations.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claimgraph import __version__

_PACKAGE = Path(__file__).parents[1]


def compute_digest(*pieces: str | bytes) -> str:
    """SHA-256 over pieces, each with its length, so that no two lists of pieces are alike."""
    found = hashlib.sha256(__version__.encode())
    for piece in pieces:
        content = piece.encode() if isinstance(piece, str) else piece
        found.update(f"{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def digest_folder(root: Path, *, excluding: tuple[str, ...] = ()) -> str:
    """Digest of the paths and bytes below a folder, save the files of some names."""
    found = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name not in excluding]
    return compute_digest(
        *(piece for path in found for piece in (path.relative_to(root).as_posix(), path.read_bytes()))
    )


@cache  # the code of a running process does not change
def digest_code(*rooms: str, excluding: tuple[str, ...] = ()) -> str:
    """Digest of rooms of the package, folders or modules; `excluding`: names of parts that do not count.

    Raises:
        ValueError: There is no such room: a note would never notice that its code has changed.
    """
    left_out = set(excluding)
    paths = sorted(path for room in rooms for path in _sources(room))
    names = {path: path.relative_to(_PACKAGE).with_suffix("") for path in paths}
    counting = [path for path, name in names.items() if not left_out.intersection(name.parts)]
    pieces = ((names[path].as_posix(), path.read_bytes()) for path in counting)
    return compute_digest(*(piece for pair in pieces for piece in pair))


def _sources(room: str) -> list[Path]:
    """The modules, queries and rules of a room."""
    module = _PACKAGE / f"{room}.py"
    paths = [module] if module.exists() else list((_PACKAGE / room).rglob("*.[pr][yq]"))
    if not paths:
        raise ValueError(f"the package has no room {room!r}")
    return paths


@dataclass(frozen=True, slots=True)
class NoteCache:
    """Notes by kind and name, such as ("import", "fabs"); each with the key it was made for."""

    folder: Path

    def read(self, kind: str, name: str, key: str) -> tuple[dict[str, Any], bytes] | None:
        """The note made for this key and its text, or None."""
        try:
            note = json.loads(self._path(kind, name, "json").read_text())
            text = self._path(kind, name, "nt").read_bytes()
        except (OSError, ValueError):
            return None
        good = note.get("key") == key and note.get("text") == compute_digest(text)
        return (note["content"], text) if good else None

    def write(self, kind: str, name: str, key: str, content: dict[str, Any], text: bytes = b"") -> None:
        """Keep a note; whoever reads while it is written finds the old one, or none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        note = {"key": key, "text": compute_digest(text), "content": content}
        self._put(self._path(kind, name, "nt"), text)
        self._put(self._path(kind, name, "json"), json.dumps(note).encode())

    def _path(self, kind: str, name: str, suffix: str) -> Path:
        return self.folder / f"{kind}-{name}.{suffix}"

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        draft = path.with_suffix(f"{path.suffix}.new")
        draft.write_bytes(content)
        draft.replace(path)
