"""The benchmarks of benchmarks.csv: in which column of which file their scores are, and what else it has.

Files of which fewer than ten versions came out since 2025 are not in the table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).with_name("benchmarks.csv")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A file, and how its scores are read; a column that it lacks is empty.

    `power` is 2 if a fraction is a percentage. `error` is the column of the standard error, `low` and `high`
    are those of a 95 % interval. `way` says how a version was run, `edition` which tasks it was set, where
    that is not `first_edition`: scores of two editions are not compared. `others` are left out.
    """

    file: str
    metric: str
    score: str
    unit: str
    power: int
    error: str
    low: str
    high: str
    way: str
    edition: str
    first_edition: str
    others: tuple[str, ...]


def read_benchmarks() -> Iterator[Benchmark]:
    """Yield the benchmarks in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            others = tuple(row.pop("others").split("|"))
            yield Benchmark(power=int(row.pop("power") or 0), others=others, **row)
