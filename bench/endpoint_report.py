"""The figures of endpoint.py as tables and as a plot."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from endpoint_queries import QUERIES
from endpoint_servers import SERVERS
from running import machine

Measured = dict[str, Any]
_COLOURS = dict(zip(SERVERS, ("#1f5fa8", "#d9822b", "#3a8f4d", "#8a4fa0", "#777777"), strict=True))
_OURS = "claimgraph"
_CLEARLY = 1.2  # times as fast
WHY = (
    "Each of our answers passes an event loop in Python, a socket pair and a worker process that can be "
    "killed; the others answer in the process that takes the request. That is what a quick query costs here. "
    "Where the query itself takes long, the engine decides: ours is that of `oxigraph serve`, so where that "
    "is much faster, what lies between is to blame, and where only Virtuoso or Fuseki are, their engine is."
)


def write_report(folder: Path, entries: list[Measured], seconds: float) -> None:
    """Write both, beside each other."""
    now = datetime.now(UTC)
    name = f"{now:%Y-%m-%d-%H%M}-endpoint"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(draw(entries), "utf-8")
    parts = [
        f"# Endpoints {now:%Y-%m-%d %H:%M} UTC",
        f"`python bench/endpoint.py {' '.join(sys.argv[1:])}`",
        f"{machine()}. Under load {seconds:g} s for each line. Each request with a query of its own, except "
        "for “the same again”. Every endpoint that can be told grants a query 10 s.",
        f"![Median time of each query at one connection]({name}.svg)",
        *[part for size in sizes(entries) for part in size_parts(entries, size)],
        "## Where another is faster, and why",
        "\n".join(faster(entries)) or "Nowhere.",
        WHY,
    ]
    (folder / f"{name}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    print(folder / f"{name}.md")


def sizes(entries: list[Measured]) -> list[str]:
    return list(dict.fromkeys(entry["size"] for entry in entries))


def size_parts(entries: list[Measured], size: str) -> Iterator[str]:
    """The tables of one size."""
    here = [entry for entry in entries if entry["size"] == size]
    yield f"## {'The shipped graph' if size == 'shipped' else f'{int(size):,} generated triples'}"
    yield "\n".join(start_table(here))
    yield "Milliseconds from connecting to the end of the answer, one by one, median (95th percentile):"
    yield "\n".join(query_table(here))
    if loads := [entry for entry in here if entry["kind"] == "load"]:
        yield "\n".join(load_table(loads))


def start_table(entries: list[Measured]) -> Iterator[str]:
    yield "| endpoint | triples | start s | load s | cold start with all data s |"
    yield "|---|---:|---:|---:|---:|"
    for entry in entries:
        if entry["kind"] == "start":
            total = entry["start"] + entry["load"]
            cells = (f"{entry['start']:.1f}", f"{entry['load']:.1f}", f"{total:.1f}")
            yield f"| {entry['endpoint']} | {entry['triples']:,} | {' | '.join(cells)} |"
        if entry["kind"] == "missing":
            yield f"| {entry['endpoint']} | not measured: {entry['what']} is missing | | | |"


def query_table(entries: list[Measured]) -> Iterator[str]:
    ones = [entry for entry in entries if entry["kind"] == "one"]
    endpoints = list(dict.fromkeys(entry["endpoint"] for entry in ones))
    figures = {(entry["query"], entry["endpoint"]): entry for entry in ones}
    yield f"| query | {' | '.join(endpoints)} |"
    yield "|---|" + "---:|" * len(endpoints)
    for query in QUERIES:
        cells = (one_cell(figures.get((query, endpoint))) for endpoint in endpoints)
        yield f"| {query} | {' | '.join(cells)} |"


def one_cell(entry: Measured | None) -> str:
    if entry is None or "error" in entry:
        return "" if entry is None else f"fails: {entry['error'][:60]}"
    return f"{entry['p50']:,.1f} ({entry['p95']:,.1f})"


def load_table(entries: list[Measured]) -> Iterator[str]:
    yield "| query | connections | beside | endpoint | per second | p50 ms | p95 ms | p99 ms | failed |"
    yield "|---|---:|---|---|" + "---:|" * 5
    for entry in sorted(
        entries, key=lambda entry: (entry["beside"] != "nothing", entry["query"], entry["connections"])
    ):
        times = " | ".join(f"{entry[key]:,.1f}" for key in ("p50", "p95", "p99"))
        about = f"{entry['query']} | {entry['connections']} | {entry['beside']} | {entry['endpoint']}"
        yield f"| {about} | {entry['rate']:,.0f} | {times} | {entry['failed']} |"


def faster(entries: list[Measured]) -> Iterator[str]:
    """Where an endpoint beats ours clearly at one connection."""
    ones = [entry for entry in entries if entry["kind"] == "one" and "p50" in entry]
    ours = {(entry["size"], entry["query"]): entry["p50"] for entry in ones if entry["endpoint"] == _OURS}
    for entry in ones:
        mine = ours.get((entry["size"], entry["query"]))
        if entry["endpoint"] != _OURS and mine and mine > entry["p50"] * _CLEARLY:
            ratio = mine / max(entry["p50"], 0.01)
            yield f"- {entry['size']}, {entry['query']}: {entry['endpoint']}, {ratio:.1f} times"


def draw(entries: list[Measured]) -> str:
    """A row of dots for each query at the first size, on a logarithmic scale from 0.1 ms to 100 s."""
    first = sizes(entries)[:1]
    ones = [
        entry for entry in entries if entry["kind"] == "one" and entry["size"] in first and "p50" in entry
    ]
    rows = list(QUERIES)
    height = 24 * len(rows) + 90
    body = "".join([*_axis(height), *_legend(height), *(_dots(ones, rows))])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="860" height="{height}" fill="#fff"/>{body}</svg>\n'
    )


def _place(milliseconds: float) -> float:
    return 180 + (math.log10(max(milliseconds, 0.1)) + 1) * 110


def _axis(height: int) -> Iterator[str]:
    for power in range(-1, 6):
        x = _place(10.0**power)
        yield f'<line x1="{x}" x2="{x}" y1="20" y2="{height - 50}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="14" text-anchor="middle">{10.0**power:g} ms</text>'


def _legend(height: int) -> Iterator[str]:
    for i, (name, colour) in enumerate(_COLOURS.items()):
        yield f'<circle cx="{190 + i * 130}" cy="{height - 24}" r="5" fill="{colour}"/>'
        yield f'<text x="{200 + i * 130}" y="{height - 20}">{escape(name)}</text>'


def _dots(ones: Iterable[Measured], rows: list[str]) -> Iterator[str]:
    for i, query in enumerate(rows):
        yield f'<text x="10" y="{24 * i + 40}">{escape(query)}</text>'
    for entry in ones:
        x, y = _place(entry["p50"]), 24 * rows.index(entry["query"]) + 36
        colour = _COLOURS[entry["endpoint"]]
        yield f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{colour}" fill-opacity="0.8"/>'
