"""The lock of a build folder: one process at a time builds, imports, forgets or writes.

The lock is one of the system (`lockf`): it ends with its process, however that ends, and children do not
inherit it. It does not keep threads of one process apart, so these take a lock of their own first.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from claimgraph.generations.durable_files import sweep, writing
from claimgraph.generations.folders import staging_homes
from claimgraph.generations.pending_change import finish_pending_change

_HOLDER_BYTES = 1000


@dataclass(slots=True)
class _ThreadLock:
    """Closing the lock file in any thread ends the lock: so those who wait for a thread never open it."""

    lock: Lock = field(default_factory=Lock)
    holder: str = "another thread"


_thread_locks: dict[Path, _ThreadLock] = {}


@contextmanager
def change_build_folder(
    build_folder: Path, activity: str, report_waiting: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the lock of a build folder, after finishing or dropping what was interrupted in it.

    `activity` tells those who wait what is going on, such as "import of my-claims". Whoever has to wait
    passes on who holds the lock to `report_waiting`.

    Raises:
        FileWriteError: The folder cannot be written.
    """
    with writing(build_folder):
        build_folder.mkdir(parents=True, exist_ok=True)
    with (
        _thread_lock(build_folder, activity, report_waiting),
        _process_lock(build_folder, activity, report_waiting),
    ):
        finish_pending_change(build_folder)
        for folder in staging_homes(build_folder):
            sweep(folder)
        yield


@contextmanager
def _thread_lock(build_folder: Path, activity: str, report_waiting: Callable[[str], None]) -> Iterator[None]:
    lock = _thread_locks.setdefault(build_folder.resolve(), _ThreadLock())
    if not lock.lock.acquire(blocking=False):
        report_waiting(_describe_wait(lock.holder, build_folder))
        lock.lock.acquire()
    try:
        lock.holder = f"another thread ({activity})"
        yield
    finally:
        lock.lock.release()


@contextmanager
def _process_lock(build_folder: Path, activity: str, report_waiting: Callable[[str], None]) -> Iterator[None]:
    path = build_folder / "lock"
    with writing(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        with writing(path):
            _lock(descriptor, lambda: report_waiting(_describe_wait(_read_holder(descriptor), build_folder)))
        since = datetime.now().astimezone().isoformat(" ", "seconds")
        _note_holder(descriptor, f"process {os.getpid()} ({activity}, since {since})")
        try:
            yield
        finally:
            _note_holder(descriptor, "")
    finally:
        os.close(descriptor)  # unlocks


def _lock(descriptor: int, report_waiting: Callable[[], None]) -> None:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        report_waiting()
        fcntl.lockf(descriptor, fcntl.LOCK_EX)


def _note_holder(descriptor: int, text: str) -> None:
    """Note who holds the lock. On a full disk nobody learns it, and the lock holds all the same."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def _read_holder(descriptor: int) -> str:
    return os.pread(descriptor, _HOLDER_BYTES, 0).decode(errors="replace") or "another process"


def _describe_wait(holder: str, build_folder: Path) -> str:
    return f"Waiting for {holder}, which holds {build_folder}."
