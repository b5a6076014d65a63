"""Files that change together with the current generation, such as the folder of an import.

Two names cannot be switched in one step. So a note beside the generations says first what is to follow;
then `current` is switched, which decides; then the rest follows. Whoever takes the lock next finishes what
the switch had decided, or drops what it had not.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimgraph.generations.durable_files import (
    STAGING_PREFIX,
    replace_file,
    staging_folder,
    sync_folder,
    sync_tree,
    writing,
)
from claimgraph.generations.generation import current_name


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file or folder of the build folder that changes together with the generation.

    `place` gets what is at `staged`, in the same build folder; None: `place` is removed.
    """

    place: Path
    staged: Path | None = None


def note_pending_change(build_folder: Path, generation: str, replacements: Iterable[Replacement]) -> None:
    """Note durably what is to follow once `current` names `generation`.

    What is staged moves to a folder that only `finish_pending_change` deletes: its owner may be interrupted,
    and clean up, after the switch.

    Raises:
        FileWriteError: The system refused it.
    """
    entries = [_as_entry(build_folder, _hold(build_folder, replacement)) for replacement in replacements]
    note = {"generation": generation, "replacements": entries}
    replace_file(_note_file(build_folder), json.dumps(note).encode() + b"\n")


def has_pending_change(build_folder: Path) -> bool:
    """True while a change is being made, and after one that was interrupted."""
    return _note_file(build_folder).exists()


def finish_pending_change(build_folder: Path) -> None:
    """Do what a noted change still lacks if `current` names its generation; else forget the note.

    Raises:
        FileWriteError: The system refused it.
    """
    try:
        note = json.loads(_note_file(build_folder).read_bytes())
    except FileNotFoundError:
        return
    replacements = [_from_entry(build_folder, entry) for entry in note["replacements"]]
    if note["generation"] == current_name(build_folder):
        for replacement in replacements:
            _replace(build_folder, replacement)
    with writing(_note_file(build_folder)):
        _note_file(build_folder).unlink()
        sync_folder(build_folder)
    for replacement in replacements:
        if replacement.staged:
            shutil.rmtree(replacement.staged.parent, ignore_errors=True)


def _hold(build_folder: Path, replacement: Replacement) -> Replacement:
    if replacement.staged is None:
        return replacement
    sync_tree(replacement.staged)
    with writing(build_folder):
        holding = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=build_folder))
        held = replacement.staged.rename(holding / replacement.staged.name)
        sync_folder(holding)
    return Replacement(replacement.place, held)


def _replace(build_folder: Path, replacement: Replacement) -> None:
    place, staged = replacement.place, replacement.staged
    if staged and not staged.exists():
        return  # it was moved before the interruption
    with writing(place), staging_folder(build_folder) as retired:
        if place.exists():
            place.rename(retired / place.name)
        if staged:
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.rename(place)
        if place.parent.exists():
            sync_folder(place.parent)


def _as_entry(build_folder: Path, replacement: Replacement) -> dict[str, str | None]:
    """Paths are noted below the build folder, which may be moved or mounted elsewhere."""
    place, staged = replacement.place, replacement.staged
    return {
        "place": place.relative_to(build_folder).as_posix(),
        "staged": staged.relative_to(build_folder).as_posix() if staged else None,
    }


def _from_entry(build_folder: Path, entry: dict[str, str | None]) -> Replacement:
    staged = entry["staged"]
    return Replacement(build_folder / str(entry["place"]), build_folder / staged if staged else None)


def _note_file(build_folder: Path) -> Path:
    return build_folder / "pending.json"
