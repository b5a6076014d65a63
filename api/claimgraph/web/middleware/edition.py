"""What an answer depends on besides its request: the data and this code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def compute_edition(generation: str) -> str:
    """A hash that changes with the data, and with any template, query or line of this code."""
    digest = hashlib.sha256(generation.encode())
    for name, content in _walk_files(files("claimgraph")):
        digest.update(name.encode() + content)
    return digest.hexdigest()[:16]


def _walk_files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            yield entry.name, entry.read_bytes()
        elif entry.name != "__pycache__":
            yield from _walk_files(entry)
