"""Endpoints with a graph in them: ours and others, each started, loaded, and stopped again."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

from claimgraph.generations import Generation, current_generation, publish_generation
from peers import free_port, running, serve_fuseki, serve_oxigraph, serve_virtuoso, wait_for

QUERY_SECONDS = 10  # that every endpoint which can be told grants a query
_GRAPH = "https://w3id.org/claimgraph/graph/benchmark"
_RDFLIB_ENDPOINT = Path("build/rdflib-endpoint")
_OURS = """
import sys
from pathlib import Path
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from claimgraph.web import serve
serve(current_generation(Path(sys.argv[1])), Settings(), "127.0.0.1", 0, print)
"""
_OURS_WITHOUT_PAGES = """
import socket, sys
from pathlib import Path
import uvicorn
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from claimgraph.stores.sandbox import SandboxStore
from claimgraph.web import install_problem_handlers, server_config, sparql
settings = Settings()
store = SandboxStore.open(current_generation(Path(sys.argv[1])), settings)
app = sparql.SparqlApplication()
app.state.settings, app.state.store = settings, store
app.include_router(sparql.router)
install_problem_handlers(app)
app.state.sparql = sparql.SparqlEndpoint(store.public_queries, settings, store.generation)
listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
print(f"http://127.0.0.1:{listener.getsockname()[1]}")
uvicorn.Server(server_config(app)).run(sockets=[listener])
"""


@dataclass(frozen=True)
class Data:
    """A graph to be asked: a folder with a generation of it, and its triples as a file for the others."""

    name: str
    build_folder: Path
    triples: Path
    count: int


@dataclass(frozen=True)
class Endpoint:
    """One that is ready: where it is asked, what is added to each address, and the seconds that it took."""

    url: str
    start_seconds: float
    load_seconds: float
    more: str = ""


def prepare_shipped(build_folder: Path, folder: Path) -> Data:
    """The default graph of the current generation."""
    generation, triples = current_generation(build_folder), folder / "shipped.nt"
    withheld = {f"<{graph}>".encode() for graph in generation.withheld_graphs}
    count, last = 0, b""
    with generation.graph_file.open("rb") as statements, triples.open("wb") as output:
        for statement in statements:
            triple, _, graph = statement.rstrip(b".\n ").rpartition(b" ")
            if graph not in withheld and triple != last:  # they are sorted
                output.write(triple + b" .\n")
                count, last = count + 1, triple
    return Data("shipped", build_folder, triples, count)


def prepare_generated(triples: int, folder: Path) -> Data:
    """A generated graph of about so many triples; one that is there already is used again."""
    file, build_folder = folder / f"{triples}.nt", folder / f"{triples}"
    if not (build_folder / "current").exists():
        generate = [sys.executable, str(Path(__file__).with_name("generate.py"))]
        arguments = ["--triples", str(triples), "--format", "nt", "--output", str(file)]
        subprocess.run([*generate, *arguments], check=True)  # noqa: S603 - our own script
        ending = f" <{_GRAPH}> .\n".encode()
        quads = file.read_bytes().replace(b" .\n", ending)
        manifest = {"graphs": {_GRAPH: {"sensitive": False}}, "versions": {}, "accounts": {}}
        publish_generation(build_folder, quads, manifest)
    with file.open("rb") as lines:
        return Data(f"{triples:,}", build_folder, file, sum(1 for _ in lines))


@contextmanager
def claimgraph(data: Data) -> Iterator[Endpoint]:
    """Our endpoint: the whole server on the shipped graph, without pages on a generated one."""
    started = time.monotonic()
    program = _OURS if data.name == "shipped" else _OURS_WITHOUT_PAGES
    with _serve(program, data.build_folder) as url:
        yield Endpoint(url, time.monotonic() - started, 0.0)


@contextmanager
def serve_ours(generation: Generation) -> Iterator[str]:
    """The address of our endpoint, with pages around it."""
    with _serve(_OURS, generation.build_folder) as url:
        yield url


@contextmanager
def _serve(program: str, build_folder: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-c", program, str(build_folder)]
    with tempfile.TemporaryFile("w+") as log, running(command, log=log) as process:
        address = ""
        while not address:
            if process.poll() is not None:
                log.seek(0)
                raise RuntimeError(log.read())
            time.sleep(0.1)
            log.seek(0)
            address = "".join(re.findall(r"http://[\d.:]+", log.read())[:1])
        wait_for(f"{address}/sparql")
        yield f"{address}/sparql"


@contextmanager
def oxigraph(data: Data) -> Iterator[Endpoint]:
    """The engine's own server, in memory."""
    started = time.monotonic()
    with serve_oxigraph(options=("--timeout-s", str(QUERY_SECONDS))) as peer:
        start_seconds = time.monotonic() - started
        yield Endpoint(peer.query_url, start_seconds, _put(f"{peer.graph_store_url}?default", data))


@contextmanager
def fuseki(data: Data) -> Iterator[Endpoint]:
    """Fuseki, in memory."""
    started = time.monotonic()
    memory_mib = 2048 + data.count // 700
    with serve_fuseki(memory_mib, options=(f"--timeout={QUERY_SECONDS * 1000}",)) as peer:
        start_seconds = time.monotonic() - started
        yield Endpoint(peer.query_url, start_seconds, _put(f"{peer.graph_store_url}?default", data))


@contextmanager
def virtuoso(data: Data) -> Iterator[Endpoint]:
    """Virtuoso, on disk, with enough memory to hold its pages, loaded by its bulk loader."""
    started = time.monotonic()
    with serve_virtuoso(512 + data.count // 5000) as peer:
        start_seconds, started = time.monotonic() - started, time.monotonic()
        shutil.copyfile(data.triples, Path(peer.folder, "data.nt"))
        load = f"ld_dir('.', 'data.nt', '{_GRAPH}'); rdf_loader_run(); checkpoint;"
        command = ["isql-vt", peer.sql_address, peer.user, peer.password, f"EXEC={load}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - Debian's
        more = f"&default-graph-uri={quote(_GRAPH, safe='')}"
        yield Endpoint(peer.query_url, start_seconds, time.monotonic() - started, more)


@contextmanager
def rdflib_endpoint(data: Data) -> Iterator[Endpoint]:
    """RDFLib's, in an environment of its own."""
    program = _RDFLIB_ENDPOINT / "bin" / "rdflib-endpoint"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_RDFLIB_ENDPOINT)], check=True)  # noqa: S603
        install = [str(program.with_name("pip")), "install", "-q", "rdflib-endpoint==0.6.3", "uvicorn"]
        subprocess.run(install, check=True)  # noqa: S603
    port, started = free_port(), time.monotonic()
    with running([str(program), "serve", "--host", "127.0.0.1", "--port", str(port), str(data.triples)]):
        url = f"http://127.0.0.1:{port}/"
        wait_for(url)
        yield Endpoint(url, time.monotonic() - started, 0.0)


Server = Callable[[Data], AbstractContextManager[Endpoint]]
SERVERS: dict[str, Server] = {
    "claimgraph": claimgraph,
    "oxigraph serve": oxigraph,
    "Virtuoso": virtuoso,
    "Fuseki": fuseki,
    "rdflib-endpoint": rdflib_endpoint,
}


def _put(url: str, data: Data) -> float:
    started = time.monotonic()
    with data.triples.open("rb") as content:
        request = Request(url, content, {"Content-Type": "application/n-triples"}, method="PUT")  # noqa: S310
        request.add_header("Content-Length", str(data.triples.stat().st_size))
        urlopen(request).read()  # noqa: S310 - our own address
    return time.monotonic() - started
