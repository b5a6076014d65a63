"""Files that survive a crash: written under another name, flushed to the disk, then renamed.

A rename is durable only once the folder that holds the name has been flushed, too.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from claimgraph.errors import ClaimgraphError

STAGING_PREFIX = ".staging-"
DRAFT_SUFFIX = ".new"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class FileWriteError(ClaimgraphError):
    """A file or folder of ours cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror or error}. {_next_step(error)}")
        self.path = path


def _next_step(error: OSError) -> str:
    if error.errno in _FULL:
        return "Free space on its disk, or name a folder on another one."
    if error.errno in _FORBIDDEN:
        return "Allow this user to write there, or name another folder."
    return "Check the disk, or name another folder."


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says while `path` is written into a message that names it.

    Raises:
        FileWriteError: The system refused something.
    """
    try:
        yield
    except OSError as error:
        raise FileWriteError(path, error) from None


def write_synced(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a new file and flush it to the disk. Its name is durable once its folder is synced.

    Raises:
        FileWriteError: The system refused it.
    """
    with writing(path), path.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes, mode: int | None = None) -> None:
    """Replace a file so that after a crash it holds the old content or the new one.

    `mode`: who may read and write it; None: whom the system lets by default.

    Raises:
        FileWriteError: The system refused it.
    """
    draft = path.with_name(path.name + DRAFT_SUFFIX)
    try:
        if mode is not None:
            _create(draft, mode)
        write_synced(draft, [content])
        with writing(path):
            draft.replace(path)
            sync_folder(path.parent)
    except FileWriteError:
        draft.unlink(missing_ok=True)
        raise


def _create(path: Path, mode: int) -> None:
    """Create an empty file of this mode before anything is written to it."""
    with writing(path):
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk."""
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(root: Path) -> None:
    """Flush a file, or a folder and everything in it, to the disk.

    Raises:
        FileWriteError: The system refused it.
    """
    with writing(root):
        for path in (root, *root.rglob("*")):
            _sync(path)


@contextmanager
def staging_folder(home: Path) -> Iterator[Path]:
    """Yield a new folder in `home` that no reader looks into; delete it with what is left in it.

    Raises:
        FileWriteError: The system refused it.
    """
    with writing(home):
        home.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=home))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete what an interrupted process left in a folder: its staging folders and drafts."""
    for staging in folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(staging, ignore_errors=True)
    for draft in folder.glob(f"*{DRAFT_SUFFIX}"):
        draft.unlink(missing_ok=True)
