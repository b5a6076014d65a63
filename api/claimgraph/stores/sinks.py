"""Where answers are written to."""

from __future__ import annotations

from typing import Protocol


class Sink(Protocol):
    """Takes the bytes of an answer as they come."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...
