"""What endpoints answer, ours beside others, on the same data and in the same run.

    python bench/endpoint.py --build-folder build           # everything, within an hour
    python bench/endpoint.py --build-folder build --quick   # about twenty minutes

Needs wrk, oxigraph (in the virtual environment), Virtuoso (Debian's virtuoso-opensource-7) and Fuseki
(`make fuseki`); what is missing is left out, and the table says so. Whatever has been measured is kept in
build/endpoint/measured.jsonl: a second start goes on where the first was stopped. `--fresh` begins anew.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import endpoint_report
from endpoint_queries import HOSTILE, QUERIES, REPEATED, UNDER_LOAD
from endpoint_servers import SERVERS, Data, Endpoint, prepare_generated, prepare_shipped
from peers import list_missing

FOLDER = Path(__file__).parent
JSON = "application/sparql-results+json, application/n-triples;q=0.9"
SIZES = ("shipped", "1000000", "10000000")
_SERVED = {"shipped": tuple(SERVERS), "10000000": ("claimgraph", "oxigraph serve", "Virtuoso")}
_SERVED_OTHERWISE = ("claimgraph", "oxigraph serve", "Virtuoso", "Fuseki")
_SMALL = 100_000  # triples; of so few, whatever can be measured is
_PROGRAMS = {"oxigraph serve": "oxigraph", "Virtuoso": "virtuoso", "Fuseki": "fuseki"}
_LONGEST = 30.0  # seconds for one answer
Measured = dict[str, Any]


class Notebook:
    """What has been measured, one line each, written as soon as it is known."""

    def __init__(self, file: Path) -> None:
        self._file = file
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self.entries: list[Measured] = [json.loads(line) for line in lines]

    def has(self, **about: object) -> bool:
        return any(about.items() <= entry.items() for entry in self.entries)

    def note(self, **entry: object) -> None:
        self.entries.append(entry)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        print(" ".join(f"{name}={value}" for name, value in entry.items()), flush=True)


def main() -> None:
    options = read_options()
    folder = Path("build/endpoint")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "measured.jsonl"
    if options.fresh:
        file.unlink(missing_ok=True)
    notebook = Notebook(file)
    for size in options.sizes:
        servers = [name for name in _SERVED.get(size, _SERVED_OTHERWISE) if name not in options.without]
        if all(notebook.has(size=size, endpoint=name, kind="done") for name in servers):
            continue
        data = prepare_shipped(options.build_folder, folder) if size == "shipped" else None
        data = data or prepare_generated(int(size), folder)
        for name in servers:
            if not notebook.has(size=size, endpoint=name, kind="done"):
                measure_server(notebook, size, data, name, options)
    endpoint_report.write_report(FOLDER / "results", notebook.entries, options.seconds)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build-folder", type=Path, default=Path("build"))
    parser.add_argument("--sizes", nargs="+", default=list(SIZES), help="shipped, or numbers of triples")
    parser.add_argument("--without", nargs="+", choices=tuple(SERVERS), default=[])
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--seconds", type=float, default=5, help="for each line under load")
    parser.add_argument("--quick", action="store_true", help="no 10 million, and 2 seconds for each line")
    parser.add_argument("--fresh", action="store_true", help="forget what has been measured")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.seconds = [size for size in options.sizes if size != "10000000"], 2
    return options


def measure_server(notebook: Notebook, size: str, data: Data, name: str, options: argparse.Namespace) -> None:
    """Everything about one endpoint at one size, but for what is known."""
    if missing := list_missing(_PROGRAMS[name]) if name in _PROGRAMS else []:
        notebook.note(size=size, endpoint=name, kind="missing", what=", ".join(missing))
        return
    with SERVERS[name](data) as endpoint:
        if not notebook.has(size=size, endpoint=name, kind="start"):
            notebook.note(
                size=size,
                endpoint=name,
                kind="start",
                triples=data.count,
                start=round(endpoint.start_seconds, 2),
                load=round(endpoint.load_seconds, 2),
            )
        for query in QUERIES:
            if not notebook.has(size=size, endpoint=name, kind="one", query=query):
                figures = ask_again_and_again(endpoint, query, min(options.seconds, 3))
                notebook.note(size=size, endpoint=name, kind="one", query=query, **figures)
        if (size == "shipped" or data.count < _SMALL) and name != "rdflib-endpoint":
            measure_under_load(notebook, size, endpoint, name, options)
    notebook.note(size=size, endpoint=name, kind="done")


def measure_under_load(
    notebook: Notebook, size: str, endpoint: Endpoint, name: str, options: argparse.Namespace
) -> None:
    """First alone, then beside a hostile query: some servers go on with it when nobody waits any more."""
    for beside in ("nothing", "a hostile query"):
        with asking(endpoint, HOSTILE if beside != "nothing" else None):
            for query in UNDER_LOAD:
                for connections in options.connections:
                    about = {"kind": "load", "query": query, "connections": connections, "beside": beside}
                    if not notebook.has(size=size, endpoint=name, **about):
                        figures = load(endpoint, query, connections, options.seconds)
                        notebook.note(size=size, endpoint=name, **about, **figures)


def ask_again_and_again(endpoint: Endpoint, query: str, seconds: float) -> Measured:
    """The median and the worst of a query's times at one connection, and how many rows or bytes came."""
    times: list[float] = []
    length, error = 0, None
    with suppress(OSError):
        ask(endpoint, QUERIES[query])  # once, so that what is compiled while it runs has been
    end = time.monotonic() + seconds
    while (not times or time.monotonic() < end) and error is None:
        tail = "" if query == REPEATED else f" # {len(times)}"
        started = time.monotonic()
        try:
            length = len(ask(endpoint, QUERIES[query] + tail))
        except OSError as problem:
            error = str(problem)
        times.append((time.monotonic() - started) * 1000)
    if error:
        return {"error": error}
    worst = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
    return {
        "times": len(times),
        "p50": round(statistics.median(times), 2),
        "p95": round(worst, 2),
        "bytes": length,
    }


def ask(endpoint: Endpoint, query: str) -> bytes:
    address = f"{endpoint.url}?query={quote(query)}{endpoint.more}"
    with urlopen(Request(address, headers={"Accept": JSON}), timeout=_LONGEST) as response:  # noqa: S310
        content: bytes = response.read()
    return content


def load(endpoint: Endpoint, query: str, connections: int, seconds: float) -> Measured:
    """What wrk found out."""
    parts = urlsplit(endpoint.url)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "--timeout", "30s"]
    environment = {
        "QUERY": QUERIES[query],
        "ACCEPT": JSON,
        "VARIED": str(int(query != REPEATED)),
        "ENDPOINT_PATH": parts.path,
        "MORE": endpoint.more,
    }
    output = subprocess.run(  # noqa: S603 - our own script
        [*command, "-s", str(FOLDER / "endpoint.lua"), f"{parts.scheme}://{parts.netloc}"],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    figures: dict[str, float] = json.loads(output.strip().splitlines()[-1])
    rate = figures["requests"] / figures["microseconds"] * 1e6
    rounded = {name: round(figures[name], 2) for name in ("p50", "p95", "p99")}
    return {"rate": round(rate, 1), "failed": figures["failed"], **rounded}


@contextmanager
def asking(endpoint: Endpoint, query: str | None) -> Iterator[None]:
    """Somebody asks this query again and again meanwhile."""
    if query is None:
        yield
        return
    program = (
        "import sys, time, urllib.request\n"
        "while True:\n"
        "    try: urllib.request.urlopen(sys.argv[1], timeout=60).read()\n"
        "    except OSError: time.sleep(0.1)\n"
    )
    address = f"{endpoint.url}?query={quote(query)}{endpoint.more}"
    process = subprocess.Popen([sys.executable, "-c", program, address])  # noqa: S603
    time.sleep(1)
    try:
        yield
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
