"""Validates several graphs at once, each in a process of its own, because the engine uses one core.

The processes are fresh interpreters: a fork would copy the caller's threads, and spawning with
`multiprocessing` would run the caller's script again.
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

_FEWEST_CHARACTERS = 20_000_000  # below, starting processes takes longer than they save

Job = tuple[str, str]  # data and context, as for `validate_ntriples`


def validate_in_parallel(jobs: Sequence[Job], rules: ShapeRules) -> list[list[Violation]]:
    """Validate several graphs with `validate_ntriples`, and return their violations in the same order.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    if len(jobs) == 1 or sum(len(data) for data, _ in jobs) < _FEWEST_CHARACTERS:
        return [validate_ntriples(data, rules, context=context) for data, context in jobs]
    largest_first = sorted(range(len(jobs)), key=lambda index: -len(jobs[index][0]))
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        futures = {
            index: executor.submit(_validate_in_process, jobs[index], rules) for index in largest_first
        }
        return [futures[index].result() for index in range(len(jobs))]


def _validate_in_process(job: Job, rules: ShapeRules) -> list[Violation]:
    command = [sys.executable, "-W", "ignore::RuntimeWarning:runpy", "-m", __name__]
    task = pickle.dumps((job, rules))
    process = subprocess.run(command, input=task, stdout=subprocess.PIPE, check=True)  # noqa: S603
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
