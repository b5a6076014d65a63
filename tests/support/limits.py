"""Limits for sandboxed stores, and queries that exceed them on any machine.

A test of a limit sets this limit and no other: the settings here are out of
reach, however slow the machine is. A query that must not end has more solutions
than any machine computes in a day, and a filter on all its variables, where it
has one, so that no part of it can be evaluated first and found empty.
"""

from __future__ import annotations

from pathlib import Path

from claimgraph.config import Settings
from claimgraph.generations import Generation
from tests.support.small_generation import publish_small_generation
from tests.support.waiting import PATIENCE

PADDING = 1500
TRIPLES = PADDING + 4  # that the default graph holds
_PATTERNS = 6  # 1504**6 is 10**19 solutions: three years at a hundred thousand million a second

CROSS_PRODUCT = " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(_PATTERNS))
ALL_OBJECTS = f"CONCAT({', '.join(f'STR(?o{i})' for i in range(_PATTERNS))})"
SILENT = f"SELECT (COUNT(*) AS ?n) {{ {CROSS_PRODUCT} }}"  # never writes a byte
LONG = f"SELECT * {{ {CROSS_PRODUCT} }}"  # writes at once, and never stops
QUADRUPLINGS = " ".join(f"BIND (CONCAT(?x{i}, ?x{i}, ?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(12))
HUGE = f'SELECT (STRLEN(?x12) AS ?n) {{ BIND ("{"a" * 1000}" AS ?x0) {QUADRUPLINGS} }}'  # 16 GB


def publish_padded_generation(folder: Path) -> Generation:
    """The small generation with enough triples for the queries above."""
    return publish_small_generation(folder, padding=PADDING)


def settings_for(generation: Generation, **limits: float) -> Settings:
    """Two workers, 200 MiB, and minutes for what takes milliseconds, but for `limits`."""
    usual = {"workers": 2, "query_memory_mib": 200, "query_seconds": 600, "waiting_seconds": PATIENCE}
    return Settings(build_folder=generation.folder, **(usual | limits))  # type: ignore[arg-type]
