"""A backup: one file with all of a build folder that cannot be computed again, and its checksums.

It holds the generation in use and the released ones, imports, releases, and whatever else is kept beside
them; not the caches. A restored folder is as the one that was backed up, or the restore changes nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from claimgraph.errors import ClaimgraphError
from claimgraph.generations.durable_files import (
    DRAFT_SUFFIX,
    STAGING_PREFIX,
    staging_folder,
    sync_folder,
    sync_tree,
    writing,
)
from claimgraph.generations.folders import current_file, generations_folder
from claimgraph.generations.generation import Generation, current_generation, current_name, open_generation
from claimgraph.generations.integrity import CHECKSUMS_FILE, DamagedGenerationError, hash_file, is_sound
from claimgraph.generations.pending_change import Replacement
from claimgraph.generations.publish import make_current
from claimgraph.generations.releases import list_releases

_GENERATIONS = "generations"
_COMPUTED = {"cache", "exports", "lock", "pending.json", CHECKSUMS_FILE}
_PIECE_BYTES = 1 << 20
_FAST = 1  # of the levels of gzip: a tenth of the size in a third of the time


class BackupError(ClaimgraphError):
    """A backup that cannot be made or restored."""


def write_backup(build_folder: Path, file: Path) -> Generation:
    """Write a backup to a file, which appears when it is complete; return the generation in use.

    Whoever calls this holds the lock of the build folder.

    Raises:
        BackupError: The file would be in the folder itself.
        NoGenerationError, DamagedGenerationError: There is nothing sound to back up.
        FileWriteError: The system refused it.
    """
    if file.resolve().is_relative_to(build_folder.resolve()):
        raise BackupError(f"{file}: a backup belongs outside of {build_folder}. Name a file elsewhere.")
    generation = current_generation(build_folder)
    names = {generation.name, *(release.generation for release in list_releases(build_folder))}
    for name in names:
        open_generation(generations_folder(build_folder) / name)
    draft = file.with_name(f".{file.name}{DRAFT_SUFFIX}")
    try:
        with writing(file):
            with draft.open("wb") as target:
                _write_archive(build_folder, names, target)
                os.fsync(target.fileno())
            draft.replace(file)
            sync_folder(file.parent)
    finally:
        draft.unlink(missing_ok=True)
    return generation


def restore_backup(build_folder: Path, file: Path, *, replace: bool = False) -> Generation:
    """Put the content of a backup into a build folder and make its generation the current one.

    Whoever calls this holds the lock of the build folder. `replace`: what is there gives way.

    Raises:
        BackupError: The file is no backup, or damaged, or the folder is in use and is not to be replaced.
        FileWriteError: The system refused it. The folder is as it was.
    """
    if current_name(build_folder) and not replace:
        hint = "Restore into another folder with --build-folder, or replace what is there with --replace."
        raise BackupError(f"{build_folder} holds a graph. {hint}")
    with staging_folder(build_folder) as staging:
        _extract(file, staging)
        generation = _check_content(file, staging)
        return _put_into_place(build_folder, staging, generation)


def _write_archive(build_folder: Path, generations: set[str], target: BinaryIO) -> None:
    checksums = ""
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=_FAST, format=tarfile.PAX_FORMAT) as archive:
        for path in _list_files(build_folder, generations):
            name = path.relative_to(build_folder).as_posix()
            checksums += f"{_add_file(archive, path, name)}  {name}\n"
        info = tarfile.TarInfo(CHECKSUMS_FILE)
        info.size = len(checksums.encode())
        archive.addfile(info, io.BytesIO(checksums.encode()))


def _list_files(build_folder: Path, generations: set[str]) -> Iterator[Path]:
    for entry in sorted(build_folder.iterdir()):
        if entry.name == _GENERATIONS:
            for name in sorted(generations):
                yield from sorted((entry / name).iterdir())
        elif entry.is_file() and _is_kept(entry.name):
            yield entry
        elif _is_kept(entry.name):
            yield from (path for path in sorted(entry.rglob("*")) if path.is_file())


def _is_kept(name: str) -> bool:
    is_leftover = name.startswith(STAGING_PREFIX) or name.endswith(DRAFT_SUFFIX)
    return name not in _COMPUTED and not is_leftover


def _add_file(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Add a file and return its SHA-256."""
    with path.open("rb") as file:
        info = archive.gettarinfo(arcname=name, fileobj=file)
        info.uid, info.gid, info.uname, info.gname = 0, 0, "", ""
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        archive.addfile(info, file)
    return digest


def _extract(file: Path, folder: Path) -> None:
    """Write the files of a backup below a folder, each only where a backup may have one."""
    try:
        with gzip.open(file) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                content = archive.extractfile(member)
                path = PurePosixPath(member.name)
                if content is None or path.is_absolute() or ".." in path.parts:
                    raise BackupError(f"{file}: {member.name!r} has no place in a backup.")
                _write(content, folder / path)
            while stream.read(_PIECE_BYTES):
                pass  # only at its end is the checksum of the stream compared
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
        problem = getattr(error, "strerror", None) or "it is no backup, or it was cut"
        raise BackupError(f"{file}: {problem}. Nothing was restored.") from None


def _write(content: IO[bytes], path: Path) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.open("wb")
    with target:
        while piece := content.read(_PIECE_BYTES):
            with writing(path):
                target.write(piece)


def _check_content(file: Path, staging: Path) -> Generation:
    """Return the generation in use in a backup, all of whose files are those that were backed up."""
    paths = {path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()}
    try:
        lines = (staging / CHECKSUMS_FILE).read_text("utf-8").splitlines()
        checksums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        checked = {name for name, digest in checksums.items() if _hash(staging / name) == digest}
        if checked != paths - {CHECKSUMS_FILE}:
            damaged = min((checksums.keys() | paths) - checked - {CHECKSUMS_FILE})
            raise BackupError(f"{file}: {damaged} is not as it was backed up. Nothing was restored.")
        return current_generation(staging)
    except (OSError, ValueError, DamagedGenerationError):
        raise BackupError(f"{file}: it is no backup of a build folder. Nothing was restored.") from None


def _hash(path: Path) -> str:
    return hash_file(path) if path.is_file() else ""


def _put_into_place(build_folder: Path, staging: Path, generation: Generation) -> Generation:
    """Generations first, which nobody sees yet; the rest together with the switch of `current`."""
    home = generations_folder(build_folder)
    for folder in (staging / _GENERATIONS).iterdir():
        _add_generation(home, folder)
    apart = {_GENERATIONS, current_file(staging).name}
    restored = {entry.name for entry in staging.iterdir() if entry.name not in apart and _is_kept(entry.name)}
    existing = {entry.name for entry in build_folder.iterdir() if entry.name not in apart}
    replacements = [
        Replacement(build_folder / name, staging / name if name in restored else None)
        for name in sorted(restored | set(filter(_is_kept, existing)))
    ]
    restored_generation = Generation(home / generation.name, generation.manifest)
    make_current(build_folder, restored_generation, replacements)
    return restored_generation


def _add_generation(home: Path, folder: Path) -> None:
    place = home / folder.name
    if is_sound(place):
        return
    with staging_folder(home) as retired, writing(place):
        sync_tree(folder)
        if place.exists():
            place.rename(retired / place.name)
        folder.rename(place)
        sync_folder(home)
