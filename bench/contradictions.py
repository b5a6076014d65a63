"""Measures how contradictions are found among the figures of claims. See bench/README.md.

python bench/contradictions.py --propositions 10000 100000 1000000 --times 3 --output bench/results
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox

import running
from claimgraph.analysis.contradictions.asserted_figures import (
    AssertedFigure,
    FigureNormalizer,
    figure_from_proposition,
    load_metric_relations,
)
from claimgraph.analysis.contradictions.comparison_groups import PairIndex
from claimgraph.analysis.contradictions.pair_rule import (
    ComparableFigure,
    ContradictionKind,
    MetricRelations,
    find_contradiction,
)
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.edtf import Period
from claimgraph.quantities import Figure
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import read_solutions
from synthetic.claims import quantity_propositions
from synthetic.shipped import shipped as proportions
from synthetic.world import World

CHUNK = 20_000
PAGE = 50
OURS, PEER = "claimgraph", "every pair of a group"
_HEAD = (
    "| with | propositions | seconds | reading figures | counting | first page | growth | peak MiB "
    "| conflicts | different definition | different period | largest group |"
)
_LINE = "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
Run = dict[str, Any]


class Ontology:
    """What `measures` and `metrics` ask of a store, on the ontology alone."""

    def __init__(self) -> None:
        self._graph = ox.Store()
        for path in default_source_tree().ontology_files:
            self._graph.load(path=path)

    def select(self, query: str) -> Any:
        return read_solutions(self._graph.query(query))


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _parser().parse_args(arguments)
    if asked.run:
        print(json.dumps(_run(*asked.run)))  # the child: once
        return
    lines = running.printed((_HEAD, _LINE), _table(asked))
    if asked.output:
        _write(asked.output, lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures finding contradictions beside a naive way.")
    parser.add_argument("--propositions", type=int, nargs="+", default=[10_000, 100_000], help="sizes")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the median is told")
    parser.add_argument("--peer-up-to", type=int, default=10_000, help="largest size the naive way gets")
    parser.add_argument("--seed", type=int, default=1, help="seed of the figures")
    parser.add_argument("--output", type=Path, help="folder for a file with the table (bench/results)")
    parser.add_argument("--run", nargs=2, metavar=("WITH", "FILE"), help=argparse.SUPPRESS)
    return parser


def _table(asked: argparse.Namespace) -> Iterator[str]:
    before = None
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(asked.propositions):
            path, start = Path(folder) / f"{size}.jsonl", time.perf_counter()
            made = _generate(size, asked.seed, path)
            print(f"generated {made:,} in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
            ours = _measured(OURS, path, asked.times)
            yield _row(OURS, made, ours, before)
            before = ours["seconds"]
            if size <= asked.peer_up_to:
                peer = _measured(PEER, path, asked.times)
                assert peer["counts"] == ours["counts"], "the two ways disagree"
                yield _row(PEER, made, peer, None)
            path.unlink()


def _generate(size: int, seed: int, path: Path) -> int:
    """Exactly so many propositions, of as many claims as that takes; one JSON array a line."""
    each = proportions().per_claim["QuantityProposition"]
    ends = zip((0.0, *each.sums), each.sums, strict=False)
    mean = sum(int(value) * (end - start) for value, (start, end) in zip(each.values, ends, strict=True))
    world = World(int(size / (mean / each.sums[-1]) * 1.05) + 100, seed)
    with path.open("w", encoding="utf-8") as file:
        return sum(1 for _ in map(file.write, _lines(islice(quantity_propositions(world), size))))


def _lines(records: Iterable[Any]) -> Iterator[str]:
    for record in records:
        said = figure_from_proposition(record)
        figure = [_text(getattr(said.figure, name)) for name in ("value", "low", "high", "date_value")]
        yield json.dumps([*said._replace(figure=figure, period=_text(said.period))]) + "\n"


def _text(value: Any) -> str | None:
    return value.text if isinstance(value, Period) else None if value is None else str(value)


def _run(way: str, path: str) -> Run:
    """One run, in a process of its own so that its memory is its own. Parsing the file is not measured."""
    knowledge = Knowledge.load(Ontology())
    reader, known = FigureNormalizer(knowledge), load_metric_relations(knowledge)
    figures, reading = _read(Path(path), reader)
    start = time.perf_counter()
    if way == PEER:
        counts, page = _every_pair(figures, known), 0.0
        counting = time.perf_counter() - start
    else:
        groups = PairIndex(figures, known)
        counts, counting = groups.counts(), time.perf_counter() - start
        start = time.perf_counter()
        for kind in ContradictionKind:
            list(islice(groups.pairs(kind), PAGE))
        page = time.perf_counter() - start
    return {
        "seconds": reading + counting,
        "reading": reading,
        "counting": counting,
        "page": page,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # KiB on Linux
        "counts": [
            counts[kind]
            for kind in (ContradictionKind.CONFLICTS, ContradictionKind.DEFINITION, ContradictionKind.PERIOD)
        ],
        "largest": max(Counter(each.key for each in figures).values()),
    }


def _read(path: Path, reader: FigureNormalizer) -> tuple[list[ComparableFigure], float]:
    figures: list[ComparableFigure] = []
    seconds = 0.0
    with path.open(encoding="utf-8") as file:
        while chunk := [_asserted(json.loads(line)) for line in islice(file, CHUNK)]:
            start = time.perf_counter()
            figures.extend(each for each in map(reader.normalize, chunk) if each)
            seconds += time.perf_counter() - start
    return figures, seconds


def _asserted(cells: list[Any]) -> AssertedFigure:
    id_, claim, metric, subjects, partners, comparator, figure, unit, period = cells
    value, low, high = (None if each is None else Decimal(each) for each in figure[:3])
    date_value = Period.parse(figure[3]) if figure[3] else None
    return AssertedFigure(
        id_,
        claim,
        metric,
        tuple(subjects),
        tuple(partners),
        comparator,
        Figure(value=value, low=low, high=high, date_value=date_value),
        unit,
        Period.parse(period) if period else None,
    )


def _every_pair(figures: list[ComparableFigure], known: MetricRelations) -> Counter[ContradictionKind]:
    groups: defaultdict[Any, list[ComparableFigure]] = defaultdict(list)
    for each in figures:
        groups[each.key].append(each)
    pairs = (find_contradiction(*both, known) for group in groups.values() for both in combinations(group, 2))
    return Counter(each.kind for each in pairs if each)


def _measured(way: str, path: Path, times: int) -> Run:
    runs = running.runs(__file__, (way, str(path)), times)
    return runs[0] | {
        name: median(run[name] for run in runs) for name in ("seconds", "reading", "counting", "page", "peak")
    }


def _row(way: str, size: int, run: Run, before: float | None) -> str:
    seconds = [f"{run[name]:.2f}" for name in ("seconds", "reading", "counting", "page")]
    growth = f"{run['seconds'] / before:.1f}" if before else ""
    counts = [f"{count:,}" for count in (*run["counts"], run["largest"])]
    return "| " + " | ".join([way, f"{size:,}", *seconds, growth, f"{run['peak']:,.0f}", *counts]) + " |"


def _write(folder: Path, lines: list[str]) -> None:
    about = (
        f"{running.machine()}; one process, Python {platform.python_version()}. Medians, in seconds. Making "
        "and parsing the figures is not measured; “growth” is how many times the seconds of the size before; "
        "“largest group” has the same subjects, partners and kind of unit."
    )
    running.write(folder, "Contradictions, measured", about, lines, "-contradictions")


if __name__ == "__main__":
    main()
