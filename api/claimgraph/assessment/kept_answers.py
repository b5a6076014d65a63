"""Keeps what was computed from a generation, so that no page computes it anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class KeptAnswers:
    """Answers of functions to arguments, up to a number; the least recently used is dropped first.

    None is computed twice at once: who asks for one that is being computed waits for it.
    """

    def __init__(self, most: int = 64) -> None:
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, compute: Callable[..., Answer], *arguments: object) -> Answer:
        """What the function answers to these arguments, hashed. Callers share it: none changes it."""
        key = compute, arguments
        with self._lock:
            answer = self._answers.get(key)
            if is_new := answer is None:
                answer = self._answers[key] = Future()
            self._answers.move_to_end(key)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        if is_new:
            self._compute(key, answer, compute, arguments)
        result: Answer = answer.result()
        return result

    def clear(self) -> None:
        """Let go of all answers."""
        with self._lock:
            self._answers.clear()

    def _compute(
        self,
        key: Hashable,
        answer: Future[Any],
        compute: Callable[..., Answer],
        arguments: tuple[object, ...],
    ) -> None:
        try:
            answer.set_result(compute(*arguments))
        except BaseException as error:  # an answer that failed is no answer: the next who asks tries again
            with self._lock:
                self._answers.pop(key, None)
            answer.set_exception(error)
