"""Where two JSON documents differ, by path, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MAX_LENGTH = 200  # characters of a value


def find_differences(stated: Any, computed: Any, path: str = "") -> Iterator[str]:
    """Describe each difference between a stated and a computed document.

    >>> list(find_differences({"verdict": "supported"}, {"verdict": "mixed"}))
    ['verdict is stated as "supported" and computed as "mixed"']
    """
    if isinstance(stated, dict) and isinstance(computed, dict):
        for key in sorted({*stated, *computed}):
            yield from find_differences(stated.get(key), computed.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(stated, list) and isinstance(computed, list) and len(stated) == len(computed):
        for number, (stated_item, computed_item) in enumerate(zip(stated, computed, strict=True), 1):
            yield from find_differences(stated_item, computed_item, f"{path}[{number}]")
    elif stated != computed or type(stated) is not type(computed):
        yield f"{path} is stated as {_abbreviate(stated)} and computed as {_abbreviate(computed)}"


def _abbreviate(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} entries"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _MAX_LENGTH else text[: _MAX_LENGTH - 1] + "…"
