"""Keeps answers in memory, each under its ETag.

No rule is needed for what has become stale: an answer depends on what its ETag
is made of, and another generation is another application with a cache of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

_LARGEST_ANSWER = 2**20  # one whole graph must not push every page out
_OVERHEAD = 2_000  # bytes of memory, about, that an answer takes beside its content


class AnswerCache(Generic[Answer]):
    """Answers by ETag, up to a number of bytes. The least recently used is dropped first."""

    def __init__(self, max_bytes: int, count_bytes: Callable[[Answer], int]) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._max_bytes, self._bytes, self._count_bytes = max_bytes, 0, count_bytes

    def get(self, etag: str) -> Answer | None:
        if etag in self._answers:
            self._answers.move_to_end(etag)
        return self._answers.get(etag)

    def put(self, etag: str, answer: Answer) -> None:
        """Keep an answer, unless it is too large."""
        size = _OVERHEAD + self._count_bytes(answer)
        if etag in self._answers or size > _LARGEST_ANSWER:
            return
        self._answers[etag] = answer
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, dropped = self._answers.popitem(last=False)
            self._bytes -= _OVERHEAD + self._count_bytes(dropped)
