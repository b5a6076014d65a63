"""The memory of this process and of all that it started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def memory_mib() -> float:
    """Resident memory of this process and its descendants now, shared pages counted once, in MiB."""
    return sum(map(_own_kib, [os.getpid(), *_descendants(os.getpid())])) / 1024


def _descendants(pid: int) -> Iterator[int]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield child
            yield from _descendants(child)


def _own_kib(pid: int) -> int:
    """The proportional set size: a page that a worker shares with its parent is no second one."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
