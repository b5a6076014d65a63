"""Publishes a generation that differs in few lines from another: the rest is copied and hashed as it is."""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from claimgraph.generations.durable_files import staging_folder, write_synced
from claimgraph.generations.folders import generations_folder
from claimgraph.generations.generation import Generation
from claimgraph.generations.integrity import (
    GRAPH_FILE,
    MANIFEST_FILE,
    DamagedGenerationError,
    finish_name,
)
from claimgraph.generations.pending_change import Replacement
from claimgraph.generations.publish import encode_manifest, make_current, put_into_place, renew

_PIECE_BYTES = 1 << 22

Lines = mmap.mmap | bytes
Edit = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class LineChanges:
    """The lines of N-Quads that go, and those that come."""

    removed: Sequence[bytes]
    added: Sequence[bytes]


def publish_spliced(
    build_folder: Path,
    base: Path,
    changes: LineChanges,
    manifest: dict[str, Any],
    replacements: Sequence[Replacement],
) -> Generation:
    """Publish the generation in the folder `base` with some lines changed.

    Whoever calls this holds the lock of the build folder.

    Raises:
        DamagedGenerationError: A line to be removed is not there.
        FileWriteError: The system refused it. The current generation stays as it was.
    """
    text = encode_manifest(manifest)
    digest = hashlib.sha256()
    with staging_folder(generations_folder(build_folder)) as staging:
        with _open_lines(base / GRAPH_FILE) as lines:
            edits = _find_edits(base, lines, changes)
        write_synced(staging / GRAPH_FILE, _hash_while_written(_splice(base, edits), digest))
        write_synced(staging / MANIFEST_FILE, [text])
        folder = generations_folder(build_folder) / finish_name(digest, text)
        if not renew(folder):
            put_into_place(staging, folder)
    generation = Generation(folder, json.loads(text))
    make_current(build_folder, generation, replacements)
    return generation


@contextmanager
def _open_lines(path: Path) -> Iterator[Lines]:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            yield lines


def _find_edits(base: Path, lines: Lines, changes: LineChanges) -> list[Edit]:
    """Where a line goes or comes: its beginning and end in the file, and what is there afterwards."""
    edits = [(place := _locate(base, lines, line), place + len(line), b"") for line in changes.removed]
    edits += [(place := _bisect(lines, line), place, line) for line in changes.added]
    return sorted(edits, key=lambda edit: (edit[0], edit[2]))


def _locate(base: Path, lines: Lines, line: bytes) -> int:
    place = _bisect(lines, line)
    if lines[place : place + len(line)] == line:
        return place
    if lines[: len(line)] == line:  # from here on: in a file that is not sorted
        return 0
    if (end_before := lines.find(b"\n" + line)) >= 0:
        return end_before + 1
    raise DamagedGenerationError(base, f"{GRAPH_FILE} lacks a line of a written graph")


def _bisect(lines: Lines, line: bytes) -> int:
    """Where the first line that is not below this one begins."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", start) + 1 or len(lines)
        if lines[start:end] < line:
            low = end
        else:
            high = start
    return low


def _splice(base: Path, edits: Iterable[Edit]) -> Iterator[bytes | memoryview]:
    """The graph with its edits, in pieces that are valid until the next one is taken."""
    path, position = base / GRAPH_FILE, 0
    size = path.stat().st_size
    with path.open("rb", buffering=0) as file:
        for start, end, line in [*edits, (size, size, b"")]:
            yield from _read_pieces(base, file, position, start)
            yield line
            position = max(position, end)


def _read_pieces(base: Path, file: FileIO, position: int, end: int) -> Iterator[memoryview]:
    buffer = memoryview(bytearray(min(_PIECE_BYTES, max(end - position, 0))))
    file.seek(position)
    while position < end:
        length = file.readinto(buffer[: end - position])
        if not length:
            raise DamagedGenerationError(base, f"{GRAPH_FILE} was cut while it was read")
        yield buffer[:length]
        position += length


def _hash_while_written(pieces: Iterable[bytes | memoryview], digest: Any) -> Iterator[bytes | memoryview]:
    """Hash each piece while it is written: neither needs the interpreter."""
    with ThreadPoolExecutor(1) as executor:
        for piece in pieces:
            hashing = executor.submit(digest.update, piece)
            yield piece
            hashing.result()
