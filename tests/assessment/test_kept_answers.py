"""What was computed from a generation is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from claimgraph.assessment.kept_answers import KeptAnswers


def test_an_answer_is_computed_once_for_the_same_arguments() -> None:
    asked: list[int] = []
    kept = KeptAnswers()

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [kept.get(double, number) for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]


def test_threads_that_ask_at_once_wait_for_one_answer() -> None:
    asked: list[int] = []
    kept, everybody = KeptAnswers(), Barrier(4)

    def ask(_: int) -> object:
        everybody.wait()
        return kept.get(compute)

    def compute() -> object:
        asked.append(1)
        return object()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(4)))
    assert len(asked) == 1
    assert len(set(answers)) == 1


def test_an_answer_that_failed_is_tried_again() -> None:
    outcomes = iter([ValueError("no"), None])
    kept = KeptAnswers()

    def compute() -> str:
        if error := next(outcomes):
            raise error
        return "yes"

    with pytest.raises(ValueError, match="no"):
        kept.get(compute)
    assert kept.get(compute) == "yes"


def test_no_more_answers_are_kept_than_there_is_room_for() -> None:
    asked: list[int] = []
    kept = KeptAnswers(most=2)
    for number in (1, 2, 1, 3, 1, 2):
        kept.get(asked.append, number)
    assert asked == [1, 2, 3, 2]
