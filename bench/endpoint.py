"""How many queries a second endpoints answer, ours beside others, on the same data and in the same run.

    python bench/endpoint.py --build-folder build --oxigraph oxigraph --peer before=http://127.0.0.1:8001/sparql

Needs wrk. `--oxigraph` names the program of the engine's own server, which is started and given the
default graph; `--peer` an endpoint that runs already.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from claimgraph.generations import Generation, current_generation
from running import machine, printed, write

FOLDER = Path(__file__).parent
PREFIX = "PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
TASKS = {
    "point look-up": "SELECT ?name { <https://w3id.org/claimgraph/id/nation/taiwan> rdfs:label ?name }",
    "20 joined rows": "SELECT ?fab ?name ?by { ?fab a cg:Fab ; rdfs:label ?name ; cg:operator ?by } LIMIT 20",
    "aggregate": "SELECT ?kind (COUNT(?thing) AS ?count) { ?thing a ?kind } GROUP BY ?kind",
    "the same again": "SELECT ?name { <https://w3id.org/claimgraph/id/nation/china> rdfs:label ?name }",
}
REPEATED = "the same again"
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON = "application/sparql-results+json"
COLUMNS = "| query | connections | beside | endpoint | per second | p50 ms | p95 ms | p99 ms | failed |"
_START_SECONDS = 300


def main() -> None:
    options = read_options()
    with ExitStack() as servers:
        generation = current_generation(options.build_folder)
        endpoints = {"claimgraph": servers.enter_context(serve_ours(generation))}
        endpoints |= dict(peer.split("=", 1) for peer in options.peer)
        if options.oxigraph:
            endpoints["oxigraph serve"] = servers.enter_context(serve_oxigraph(options.oxigraph, generation))
        head = (COLUMNS, "|---|---:|---|---|" + "---:|" * 5)
        lines = printed(head, measure(endpoints, options))
    about = (
        f"Generation {generation.name}. {machine()}. {options.seconds} s for each line, each request with a "
        f"query of its own, except for “{REPEATED}”."
    )
    write(FOLDER / "results", "Endpoints", about, lines, "-endpoint")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build-folder", type=Path, default=Path("build"))
    parser.add_argument("--oxigraph", help="the program `oxigraph`")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--hostile", action="store_true", help="also beside a query without end")
    return parser.parse_args()


def measure(endpoints: dict[str, str], options: argparse.Namespace) -> Iterator[str]:
    """A line per query, number of connections and endpoint."""
    for beside in ("nothing", "a hostile query") if options.hostile else ("nothing",):
        for name, text in TASKS.items():
            for connections in options.connections:
                for endpoint, url in endpoints.items():
                    with asking(url, HOSTILE if beside != "nothing" else None):
                        figures = load(
                            url, PREFIX + text, connections, options.seconds, is_varied=name != REPEATED
                        )
                    yield line(name, connections, beside, endpoint, figures)


def line(name: str, connections: int, beside: str, endpoint: str, figures: dict[str, float]) -> str:
    rate = figures["requests"] / figures["microseconds"] * 1e6
    times = " | ".join(f"{figures[key]:.1f}" for key in ("p50", "p95", "p99"))
    return f"| {name} | {connections} | {beside} | {endpoint} | {rate:,.0f} | {times} | {figures['failed']} |"


def load(url: str, query: str, connections: int, seconds: int, *, is_varied: bool) -> dict[str, float]:
    """What wrk found out."""
    parts = urlsplit(url)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "endpoint.lua")]
    environment = {
        "QUERY": query,
        "ACCEPT": JSON,
        "VARIED": str(int(is_varied)),
        "ENDPOINT_PATH": parts.path,
    }
    output = subprocess.run(  # noqa: S603 - our own script
        [*command, f"{parts.scheme}://{parts.netloc}"],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    figures: dict[str, float] = json.loads(output.strip().splitlines()[-1])
    return figures


@contextmanager
def asking(url: str, query: str | None) -> Iterator[None]:
    """Somebody asks this query again and again meanwhile."""
    if query is None:
        yield
        return
    program = (
        "import sys, urllib.request\n"
        "while True:\n"
        "    try: urllib.request.urlopen(sys.argv[1], timeout=60).read()\n"
        "    except OSError: pass\n"
    )
    address = f"{url}?query={quote(query)}"
    process = subprocess.Popen([sys.executable, "-c", program, address])  # noqa: S603
    time.sleep(1)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def serve_ours(generation: Generation) -> Iterator[str]:
    """The address of our endpoint."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom claimgraph.config import Settings\n"
        "from claimgraph.generations import current_generation\nfrom claimgraph.web import serve\n"
        "serve(current_generation(Path(sys.argv[1])), Settings(), '127.0.0.1', 0, print)\n"
    )
    build_folder = str(generation.folder.parent.parent)
    with (
        tempfile.TemporaryFile("w+") as log,
        running([sys.executable, "-u", "-c", program, build_folder], log=log),
    ):
        address = ""
        while not address:
            time.sleep(0.2)
            log.seek(0)
            address = "".join(re.findall(r"http://[\d.:]+", log.read())[:1])
        url = f"{address}/sparql"
        wait_for(url)
        yield url


@contextmanager
def serve_oxigraph(program: str, generation: Generation) -> Iterator[str]:
    """The address of the engine's own server in memory, with the same default graph."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with running([program, "serve", "--bind", f"127.0.0.1:{port}"]):
        url = f"http://127.0.0.1:{port}/query"
        wait_for(url)
        content = b"".join(default_graph(generation))
        request = Request(f"http://127.0.0.1:{port}/store?default", content, method="PUT")
        request.add_header("Content-Type", "application/n-triples")
        urlopen(request).read()  # noqa: S310
        yield url


def default_graph(generation: Generation) -> Iterator[bytes]:
    """The triples of the visible graphs; who loads them drops what is there twice."""
    withheld = {f"<{graph}>".encode() for graph in generation.withheld_graphs}
    with generation.graph_file.open("rb") as file:
        for statement in file:
            triple, _, graph = statement.rstrip(b".\n ").rpartition(b" ")
            if graph not in withheld:
                yield triple + b" .\n"


@contextmanager
def running(command: list[str], log: object = subprocess.DEVNULL) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.DEVNULL)  # type: ignore[call-overload]  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str) -> None:
    """Wait until an endpoint answers.

    Raises:
        TimeoutError: It does not.
    """
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with suppress(URLError, ConnectionError):
            urlopen(f"{url}?query={quote('ASK {}')}").read()  # noqa: S310
            return
        time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer.")


if __name__ == "__main__":
    main()
