"""What processes have started, and the memory of this one and of all of those."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def memory_mib() -> float:
    """Resident memory of this process and its descendants now, shared pages counted once, in MiB."""
    return sum(map(_own_kib, [os.getpid(), *list_descendants(os.getpid())])) / 1024


def list_descendants(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield child
            yield from list_descendants(child)


def _own_kib(pid: int) -> int:
    """The proportional set size: a page that a worker shares with its parent is no second one."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
