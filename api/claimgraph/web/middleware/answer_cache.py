"""Keeps answers in memory, each under its ETag.

No rule is needed for what has become stale: an answer depends on what its ETag
is made of, and another generation is another server with a cache of its own.
"""

from __future__ import annotations

from collections import OrderedDict

from starlette.types import Message

_CACHE_BYTES = 32 * 2**20
_LARGEST_ANSWER = 2**20  # one whole graph must not push every page out
_OVERHEAD = 2_000  # bytes of memory, about, that an answer takes beside its body


class AnswerCache:
    """Answers by ETag, up to a number of bytes. The least recently used is dropped first."""

    def __init__(self, max_bytes: int = _CACHE_BYTES) -> None:
        self._answers: OrderedDict[str, list[Message]] = OrderedDict()
        self._max_bytes, self._bytes = max_bytes, 0

    def get(self, etag: str) -> list[Message] | None:
        if etag in self._answers:
            self._answers.move_to_end(etag)
        return self._answers.get(etag)

    def put(self, etag: str, answer: list[Message]) -> None:
        """Keep an answer, unless it is too large."""
        if etag in self._answers or _bytes_of(answer) > _LARGEST_ANSWER:
            return
        self._answers[etag] = answer
        self._bytes += _bytes_of(answer)
        while self._bytes > self._max_bytes:
            self._bytes -= _bytes_of(self._answers.popitem(last=False)[1])


def _bytes_of(answer: list[Message]) -> int:
    return _OVERHEAD + sum(len(message.get("body", b"")) for message in answer)
