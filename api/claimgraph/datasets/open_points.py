"""What is still to be filled in of a dataset.toml that `claimgraph new-dataset` wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

OPEN_POINT = "TODO"
_OPEN_TEXT = re.compile(rf'(?:"|#\s*){OPEN_POINT}:\s*(?P<task>(?:[^"\\]|\\.)*)')


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A key that is still to be filled in, and with what."""

    line: int
    key: str
    task: str

    def __str__(self) -> str:
        return f"{self.line}: {self.key}: {self.task}"


def find_open_points(folder: Path) -> list[OpenPoint]:
    """Return the keys of a dataset.toml whose text, or the remark behind it, begins with "TODO:"."""
    lines = (folder / "dataset.toml").read_text("utf-8-sig").splitlines()
    return [
        OpenPoint(number, line.partition(" = ")[0].strip(), match["task"].strip())
        for number, line in enumerate(lines, 1)
        if not line.lstrip().startswith("#") and (match := _OPEN_TEXT.search(line))
    ]
