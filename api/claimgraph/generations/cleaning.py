"""Deletes old generations, by a rule that never touches one that somebody may still ask for.

Kept are the one in use, those that a release names, those that a running process holds, and the newest.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimgraph.generations.durable_files import replace_file, staging_folder, sync_folder, writing
from claimgraph.generations.folders import generations_folder
from claimgraph.generations.generation import Generation, current_name
from claimgraph.generations.integrity import MANIFEST_FILE
from claimgraph.generations.releases import list_releases


@contextmanager
def hold_generation(generation: Generation) -> Iterator[None]:
    """Keep a generation from being cleaned while the block runs, or until this process ends."""
    descriptor = os.open(generation.folder / MANIFEST_FILE, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some network file systems have no such locks
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def clean_generations(build_folder: Path, keep: int) -> list[str]:
    """Delete the generations that `find_old_generations` names; return their names.

    Whoever calls this holds the lock of the build folder.

    Raises:
        FileWriteError: The system refused it.
    """
    cleaned = []
    for name in find_old_generations(build_folder, keep):
        folder = generations_folder(build_folder) / name
        if not _is_held(folder):
            _note_cleaned(build_folder, name)
            _delete(folder)
            shutil.rmtree(build_folder / "exports" / name, ignore_errors=True)
            cleaned.append(name)
    return cleaned


def find_old_generations(build_folder: Path, keep: int) -> list[str]:
    """Return what is neither in use, nor released, nor among the newest `keep`; the oldest first."""
    folders = generations_folder(build_folder).glob("[!.]*")
    newest_first = sorted(folders, key=lambda folder: (-folder.stat().st_mtime, folder.name))
    released = {release.generation for release in list_releases(build_folder)}
    names = [folder.name for folder in newest_first]
    kept = {current_name(build_folder), *released, *names[:keep]}
    return [name for name in reversed(names) if name not in kept]


def list_former_generations(build_folder: Path) -> set[str]:
    """Return the names of all generations that were in this folder before the one in use."""
    folders = generations_folder(build_folder).glob("[!.]*")
    names = {*_read_cleaned(build_folder), *(folder.name for folder in folders)}
    return names - {current_name(build_folder)}


def _is_held(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / MANIFEST_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False  # damaged: nobody can have opened it
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _delete(folder: Path) -> None:
    """Take a folder away in one step, so that no reader meets half of it."""
    with writing(folder), staging_folder(folder.parent) as retired:
        folder.rename(retired / folder.name)
        sync_folder(folder.parent)


def _note_cleaned(build_folder: Path, name: str) -> None:
    names = [*_read_cleaned(build_folder), name]
    replace_file(_cleaned_file(build_folder), "".join(f"{name}\n" for name in names).encode())


def _read_cleaned(build_folder: Path) -> list[str]:
    try:
        return _cleaned_file(build_folder).read_text().split()
    except FileNotFoundError:
        return []


def _cleaned_file(build_folder: Path) -> Path:
    return build_folder / "cleaned"
