"""Writes a generation and makes it the current one, so that a crash leaves the old one or the new one."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimgraph.generations.durable_files import (
    replace_file,
    staging_folder,
    sync_folder,
    write_synced,
    writing,
)
from claimgraph.generations.folders import current_file, generations_folder
from claimgraph.generations.generation import Generation
from claimgraph.generations.integrity import (
    GRAPH_FILE,
    MANIFEST_FILE,
    is_sound,
    name_generation,
)
from claimgraph.generations.pending_change import Replacement, finish_pending_change, note_pending_change


def publish_generation(
    build_folder: Path, quads: bytes, manifest: dict[str, Any], replacements: Sequence[Replacement] = ()
) -> Generation:
    """Write a generation and make it the current one. Equal content gives the same folder.

    Whoever may have company holds the lock of the build folder: see `change_build_folder`.

    Raises:
        FileWriteError: The system refused it. The current generation stays as it was.
    """
    text = encode_manifest(manifest)
    folder = generations_folder(build_folder) / name_generation([quads], text)
    if not renew(folder):
        with staging_folder(folder.parent) as staging:
            write_synced(staging / GRAPH_FILE, [quads])
            write_synced(staging / MANIFEST_FILE, [text])
            put_into_place(staging, folder)
    generation = Generation(folder, json.loads(text))
    make_current(build_folder, generation, replacements)
    return generation


def encode_manifest(manifest: dict[str, Any]) -> bytes:
    """The manifest as its file holds it."""
    return json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def make_current(
    build_folder: Path, generation: Generation, replacements: Sequence[Replacement] = ()
) -> None:
    """Switch to a generation, and to the files that belong to it.

    Raises:
        FileWriteError: The system refused it.
    """
    if replacements:
        note_pending_change(build_folder, generation.name, replacements)
    try:
        replace_file(current_file(build_folder), f"{generation.name}\n".encode())
    finally:
        finish_pending_change(build_folder)


def renew(folder: Path) -> bool:
    """Make a generation that is there the newest again; false if there is none, or a damaged one.

    Raises:
        FileWriteError: The system refused it.
    """
    if is_there := is_sound(folder):
        with writing(folder):
            os.utime(folder)
    return is_there


def put_into_place(staging: Path, folder: Path) -> None:
    """Turn a staging folder into a generation; a damaged one that is there gives way.

    Raises:
        FileWriteError: The system refused it.
    """
    with staging_folder(folder.parent) as retired, writing(folder):
        staging.chmod(0o755)
        sync_folder(staging)
        if folder.exists():
            folder.rename(retired / folder.name)
        staging.rename(folder)
        sync_folder(folder.parent)
        sync_folder(folder.parent.parent)
