"""What the measurements share: runs in processes of their own, tables as they come, files of results."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def runs(script: str, arguments: Sequence[str], times: int) -> list[Any]:
    """What a script prints as JSON when it is told to --run, so many times.

    Each run has a process of its own, so that its memory is its own.
    """
    command = [sys.executable, script, "--run", *arguments]
    texts = [subprocess.run(command, check=True, capture_output=True).stdout for _ in range(times)]  # noqa: S603
    return [json.loads(text) for text in texts]


def printed(head: Sequence[str], rows: Iterable[str]) -> list[str]:
    """The lines of a table, each printed when it is known."""
    lines = list(head)
    print("\n".join(lines), flush=True)
    for row in rows:
        print(row, flush=True)
        lines.append(row)
    return lines


def machine() -> str:
    """What the figures were taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, shared with other work"
    )


def write(folder: Path, title: str, about: str, lines: list[str], ending: str = "") -> None:
    """A file with the table, the command that gave it, and what it was taken on."""
    now, script = datetime.now(UTC), Path(sys.argv[0]).name
    told = [
        f"# {title} {now:%Y-%m-%d %H:%M} UTC",
        f"`python bench/{script} {' '.join(sys.argv[1:])}`",
        about,
        "\n".join(lines),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{now:%Y-%m-%d-%H%M}{ending}.md").write_text("\n\n".join(told) + "\n", "utf-8")
