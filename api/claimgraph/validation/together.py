"""Checks several texts at once, each in a process of its own: the engine uses one core."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from claimgraph.validation.findings import Finding
from claimgraph.validation.texts import Rules, check

_WORTH_IT = 20_000_000  # characters: below, starting processes takes longer than they save

Job = tuple[str, str]  # data and context, as `check` takes them


def check_together(jobs: Sequence[Job], rules: Rules) -> list[list[Finding]]:
    """What `check` finds in each, in their order.

    Raises:
        ShapesError: A shape is not one the engine can run.
    """
    if len(jobs) < 2 or sum(len(data) for data, _ in jobs) < _WORTH_IT:  # noqa: PLR2004  # one alone
        return [check(data, rules, context=context) for data, context in jobs]
    largest_first = sorted(range(len(jobs)), key=lambda index: -len(jobs[index][0]))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        running = {
            index: pool.submit(check, jobs[index][0], rules, context=jobs[index][1])
            for index in largest_first
        }
        return [running[index].result() for index in range(len(jobs))]
