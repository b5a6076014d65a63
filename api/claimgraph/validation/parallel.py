"""Checks several texts at once, each in a process of its own: the engine uses one core.

The processes are fresh interpreters: a fork would copy the threads of whoever called, and the spawning
of the standard library would run the caller's script again.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from claimgraph.validation.shacl import ShapesError
from claimgraph.validation.shape_rules import ShapeRules, validate_ntriples
from claimgraph.validation.violations import Violation

_WORTH_IT = 20_000_000  # characters: below, starting processes takes longer than they save

Job = tuple[str, str]  # data and context, as `check` takes them


def validate_in_parallel(jobs: Sequence[Job], rules: ShapeRules) -> list[list[Violation]]:
    """What `check` finds in each, in their order.

    Raises:
        ShapesError: A shape is not one the engine can run.
    """
    if len(jobs) == 1 or sum(len(data) for data, _ in jobs) < _WORTH_IT:
        return [validate_ntriples(data, rules, context=context) for data, context in jobs]
    largest_first = sorted(range(len(jobs)), key=lambda index: -len(jobs[index][0]))
    with ThreadPoolExecutor(os.cpu_count()) as waiting:
        running = {index: waiting.submit(_apart, jobs[index], rules) for index in largest_first}
        return [running[index].result() for index in range(len(jobs))]


def _apart(job: Job, rules: ShapeRules) -> list[Violation]:
    command = [sys.executable, "-W", "ignore::RuntimeWarning:runpy", "-m", __name__]
    question = pickle.dumps((job, rules))
    process = subprocess.run(command, input=question, stdout=subprocess.PIPE, check=True)  # noqa: S603
    result = pickle.loads(process.stdout)  # noqa: S301  # of the process just started
    if isinstance(result, ShapesError):
        raise result
    return list(result)


def _main() -> None:
    (data, context), rules = pickle.load(sys.stdin.buffer)  # noqa: S301  # of the process that started this one
    try:
        result: list[Violation] | ShapesError = validate_ntriples(data, rules, context=context)
    except ShapesError as error:
        result = error
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _main()
