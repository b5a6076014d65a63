"""What is still to be filled in of a dataset.toml that `claimgraph new-dataset` wrote."""

from __future__ import annotations

import re
from pathlib import Path

OPEN_POINT = "TODO"
_OPEN_TEXT = re.compile(rf'"{OPEN_POINT}:?\s*((?:[^"\\]|\\.)*)"')


def find_open_points(folder: Path) -> list[tuple[int, str, str]]:
    """Return line, key and what to fill in of each text in a dataset.toml that begins with TODO."""
    lines = (folder / "dataset.toml").read_text("utf-8").splitlines()
    return [
        (number, line.partition("=")[0].strip(), match[1].replace('\\"', '"'))
        for number, line in enumerate(lines, 1)
        if not line.lstrip().startswith("#") and (match := _OPEN_TEXT.search(line))
    ]
