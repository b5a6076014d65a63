"""Measures loading, validating and reasoning on synthetic graphs, beside a named peer. See bench/README.md.

python bench/measure.py --triples 20000 100000 --times 3 --output bench/results
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import generate
import running
from tasks import TASKS

_HEAD = "| task | with | triples | seconds | triples a second | peak MiB | result | times ours |"
_LINE = "|---|---|---:|---:|---:|---:|---|---:|"


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of the runs of one task by one engine; `seconds` are from the file to the result."""

    task: str
    engine: str
    triples: int
    seconds: float
    peak: float
    result: str


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _parser().parse_args(arguments)
    if asked.run:
        print(json.dumps(_run(*asked.run)))  # the child: one task, once
        return
    lines = running.printed((_HEAD, _LINE), _table(asked))
    if asked.output:
        _write(asked.output, lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures the product beside its peers.")
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 100_000], help="sizes of graphs")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the median is told")
    parser.add_argument("--peers-up-to", type=int, default=20_000, help="largest graph the peers get")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS), help="what to measure")
    parser.add_argument("--seed", type=int, default=1, help="seed of the graphs")
    parser.add_argument("--output", type=Path, help="folder for a file with the table (bench/results)")
    parser.add_argument("--run", nargs=3, metavar=("TASK", "ENGINE", "FILE"), help=argparse.SUPPRESS)
    return parser


def _run(task: str, engine: str, path: str) -> dict[str, float | str]:
    work = dict(TASKS[task])[engine]
    start = time.perf_counter()
    result = work(Path(path))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    return {"seconds": seconds, "peak": peak, "result": result}


def _table(asked: argparse.Namespace) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        for size in asked.triples:
            options = [
                "--triples",
                str(size),
                "--seed",
                str(asked.seed),
                "--format",
                "nt",
                "--output",
                str(path),
            ]
            generate.main(options)
            with path.open("rb") as file:
                triples = sum(1 for _ in file)
            for task in asked.tasks:
                yield from _rows(task, path, triples, asked.times, peers=size <= asked.peers_up_to)


def _rows(task: str, path: Path, triples: int, times: int, *, peers: bool) -> Iterator[str]:
    (ours, _), (peer, _) = TASKS[task]
    base = _measured(task, ours, path, triples, times)
    yield _row(base, "1")
    if peers:
        other = _measured(task, peer, path, triples, times)
        yield _row(other, f"{other.seconds / base.seconds:.1f}")


def _measured(task: str, engine: str, path: Path, triples: int, times: int) -> Measured:
    runs = running.runs(__file__, (task, engine, str(path)), times)
    seconds, peak = (median(run[name] for run in runs) for name in ("seconds", "peak"))
    return Measured(task, engine, triples, seconds, peak, runs[0]["result"])


def _row(each: Measured, ratio: str) -> str:
    speed = each.triples / each.seconds
    cells = (each.task, each.engine, f"{each.triples:,}", f"{each.seconds:.2f}", f"{speed:,.0f}")
    return "| " + " | ".join((*cells, f"{each.peak:,.0f}", each.result, ratio)) + " |"


def _write(folder: Path, lines: list[str]) -> None:
    names = sorted({name for pair in TASKS.values() for name, _ in pair})
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    about = f"{running.machine()}; Python {platform.python_version()}, {versions}."
    running.write(folder, "Measured", about, lines)


if __name__ == "__main__":
    main()
