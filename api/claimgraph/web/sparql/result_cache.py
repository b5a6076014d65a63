"""Keeps small results in memory, exactly as they were sent, for whoever asks the same again.

Each lies under its ETag, which is a hash of all that it depends on; another generation is another server.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

Headers = list[tuple[bytes, bytes]]

_CACHE_BYTES = 64 * 2**20
_LARGEST_RESULT = 2**20
_OVERHEAD = 1_000  # bytes of memory, about, beside the content


@dataclass(frozen=True, slots=True)
class Result:
    """A whole answer: its headers, and what follows them."""

    headers: Headers
    content: bytes


class ResultCache:
    """Results by ETag, up to a number of bytes. The least recently used is dropped first."""

    def __init__(self, max_bytes: int = _CACHE_BYTES) -> None:
        self._results: OrderedDict[str, Result] = OrderedDict()
        self._max_bytes, self._bytes = max_bytes, 0

    def get(self, etag: str) -> Result | None:
        result = self._results.get(etag)
        if result:
            self._results.move_to_end(etag)
        return result

    def put(self, etag: str, result: Result) -> None:
        """Keep a result, unless it is too large."""
        if etag in self._results or len(result.content) > _LARGEST_RESULT:
            return
        self._results[etag] = result
        self._bytes += _OVERHEAD + len(result.content)
        while self._bytes > self._max_bytes:
            _, dropped = self._results.popitem(last=False)
            self._bytes -= _OVERHEAD + len(dropped.content)
