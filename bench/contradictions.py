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
from claimgraph.analysis.contradictions import (
    AssertedFigure,
    ContradictionKind,
    FigureNormalizer,
    MetricRelations,
    NormalizedFigure,
    PairIndex,
    figure_from_proposition,
    find_contradiction,
    load_metric_relations,
)
from claimgraph.assessment import Knowledge
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
_KINDS = (ContradictionKind.CONFLICTS, ContradictionKind.DEFINITION, ContradictionKind.PERIOD)


class Ontology:
    """A store of the ontology alone, which is all that reading and normalizing figures needs."""

    def __init__(self) -> None:
        self._graph = ox.Store()
        for path in default_source_tree().ontology_files:
            self._graph.load(path=path)

    def select(self, query: str) -> Any:
        return read_solutions(self._graph.query(query))


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    if options.run:
        print(json.dumps(_run(*options.run)))  # the child: once
        return
    lines = running.printed((_HEAD, _LINE), _table(options))
    if options.output:
        _write(options.output, lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures finding contradictions beside a naive way.")
    parser.add_argument("--propositions", type=int, nargs="+", default=[10_000, 100_000], help="sizes")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the median is reported")
    parser.add_argument("--peer-up-to", type=int, default=10_000, help="largest size for the naive way")
    parser.add_argument("--seed", type=int, default=1, help="seed of the figures")
    parser.add_argument("--output", type=Path, help="folder for a file with the table (bench/results)")
    parser.add_argument("--run", nargs=2, metavar=("WITH", "FILE"), help=argparse.SUPPRESS)
    return parser


def _table(options: argparse.Namespace) -> Iterator[str]:
    before = None
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(options.propositions):
            path, start = Path(folder) / f"{size}.jsonl", time.perf_counter()
            count = _generate(size, options.seed, path)
            print(f"generated {count:,} in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
            ours = _measure(OURS, path, options.times)
            yield _row(OURS, count, ours, before)
            before = ours["seconds"]
            if size <= options.peer_up_to:
                peer = _measure(PEER, path, options.times)
                assert peer["counts"] == ours["counts"], "the two ways disagree"
                yield _row(PEER, count, peer, None)
            path.unlink()


def _generate(size: int, seed: int, path: Path) -> int:
    """Write exactly so many propositions, of as many claims as that takes; one JSON array a line."""
    per_claim = proportions().per_claim["QuantityProposition"]
    ends = zip((0.0, *per_claim.sums), per_claim.sums, strict=False)
    shares = zip(per_claim.values, ends, strict=True)
    mean = sum(int(value) * (end - start) for value, (start, end) in shares) / per_claim.sums[-1]
    world = World(int(size / mean * 1.05) + 100, seed)
    with path.open("w", encoding="utf-8") as file:
        return sum(1 for _ in map(file.write, _lines(islice(quantity_propositions(world), size))))


def _lines(records: Iterable[Any]) -> Iterator[str]:
    for record in records:
        asserted = figure_from_proposition(record)
        figure = [_text(getattr(asserted.figure, name)) for name in ("value", "low", "high", "date_value")]
        yield json.dumps([*asserted._replace(figure=figure, period=_text(asserted.period))]) + "\n"


def _text(value: Any) -> str | None:
    return value.text if isinstance(value, Period) else None if value is None else str(value)


def _run(way: str, path: str) -> Run:
    """One run, in a process of its own so that its memory is its own. Parsing the file is not measured."""
    knowledge = Knowledge.load(Ontology())
    normalizer, metrics = FigureNormalizer(knowledge), load_metric_relations(knowledge)
    figures, reading = _read(Path(path), normalizer)
    start = time.perf_counter()
    if way == PEER:
        counts, page = _count_every_pair(figures, metrics), 0.0
        counting = time.perf_counter() - start
    else:
        index = PairIndex(figures, metrics)
        counts, counting = index.counts(), time.perf_counter() - start
        start = time.perf_counter()
        for kind in ContradictionKind:
            list(islice(index.pairs(kind), PAGE))
        page = time.perf_counter() - start
    return {
        "seconds": reading + counting,
        "reading": reading,
        "counting": counting,
        "page": page,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # KiB on Linux
        "counts": [counts[kind] for kind in _KINDS],
        "largest": max(Counter(figure.key for figure in figures).values()),
    }


def _read(path: Path, normalizer: FigureNormalizer) -> tuple[list[NormalizedFigure], float]:
    figures: list[NormalizedFigure] = []
    seconds = 0.0
    with path.open(encoding="utf-8") as file:
        while chunk := [_parse(json.loads(line)) for line in islice(file, CHUNK)]:
            start = time.perf_counter()
            figures.extend(figure for figure in map(normalizer.normalize, chunk) if figure)
            seconds += time.perf_counter() - start
    return figures, seconds


def _parse(cells: list[Any]) -> AssertedFigure:
    (
        id_,
        claim,
        metric,
        subjects,
        partners,
        comparator,
        figure,
        unit,
        period,
        scope,
        definition,
        price_year,
    ) = cells
    value, low, high = (None if number is None else Decimal(number) for number in figure[:3])
    return AssertedFigure(
        id=id_,
        claim=claim,
        metric=metric,
        subjects=tuple(subjects),
        partners=tuple(partners),
        comparator=comparator,
        figure=Figure(
            value=value, low=low, high=high, date_value=Period.parse(figure[3]) if figure[3] else None
        ),
        unit=unit,
        period=Period.parse(period) if period else None,
        scope=scope,
        definition=definition,
        price_year=price_year,
    )


def _count_every_pair(
    figures: list[NormalizedFigure], metrics: MetricRelations
) -> Counter[ContradictionKind]:
    groups: defaultdict[Any, list[NormalizedFigure]] = defaultdict(list)
    for figure in figures:
        groups[figure.key].append(figure)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    contradictions = (find_contradiction(*pair, metrics) for pair in pairs)
    return Counter(contradiction.kind for contradiction in contradictions if contradiction)


def _measure(way: str, path: Path, times: int) -> Run:
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
