"""Starts the SPARQL servers of others on free ports of this machine, with their data in a temporary folder.

For benchmarks, and for the tests that ask every engine the same.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

FUSEKI_JAR = Path("build/fuseki/jena-fuseki-server-5.6.0.jar")
_START_SECONDS = 300
_STOP_SECONDS = 20
_VIRTUOSO_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
ServerThreads = 80
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty_buffers}
CaseMode = 2
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 70
MaxClientConnections = 70
KeepAliveTimeout = 60
MaxKeepAlives = 70
[SPARQL]
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Peer:
    """A server that is running: where it is asked, how its graphs are written, and its process."""

    query_url: str
    graph_store_url: str
    process_id: int
    user: str = ""
    password: str = ""
    sql_address: str = ""
    folder: str = ""


def find_oxigraph() -> str | None:
    """The program of the engine's own server: beside this Python, or on the PATH."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def list_missing(name: str) -> list[str]:
    """What has to be installed before a peer can be started."""
    needed: dict[str, dict[str, object]] = {
        "oxigraph": {"the program oxigraph": find_oxigraph()},
        "fuseki": {"the program java": shutil.which("java"), str(FUSEKI_JAR): FUSEKI_JAR.exists()},
        "virtuoso": {"the program virtuoso-t": shutil.which("virtuoso-t")},
    }
    return [what for what, is_here in needed[name].items() if not is_here]


@contextmanager
def serve_oxigraph(options: Sequence[str] = ()) -> Iterator[Peer]:
    """Oxigraph's own server, in memory."""
    address = f"127.0.0.1:{free_port()}"
    command = [find_oxigraph() or "oxigraph", "serve", "--bind", address, *options]
    with running(command) as process:
        yield _ready(Peer(f"http://{address}/query", f"http://{address}/store", process.pid))


@contextmanager
def serve_fuseki(memory_mib: int = 512, options: Sequence[str] = ()) -> Iterator[Peer]:
    """Apache Jena Fuseki, in memory."""
    port = free_port()
    command = ["java", f"-Xmx{memory_mib}m", "-jar", str(FUSEKI_JAR.absolute())]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            [*command, "--port", str(port), "--localhost", "--update", *options, "--mem", "/ds"],
            folder=folder,
            environment={"FUSEKI_BASE": f"{folder}/base"},
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}/ds"
        yield _ready(Peer(f"{address}/sparql", f"{address}/data", process.pid))


@contextmanager
def serve_virtuoso(memory_mib: int = 100) -> Iterator[Peer]:
    """Virtuoso, whose pages in memory take about so much."""
    port, http_port, buffers = free_port(), free_port(), memory_mib * 2**20 // 8700
    with tempfile.TemporaryDirectory() as folder:
        settings = _VIRTUOSO_SETTINGS.format(
            port=port, http_port=http_port, buffers=buffers, dirty_buffers=buffers * 3 // 4
        )
        Path(folder, "virtuoso.ini").write_text(settings, "utf-8")
        command = ["virtuoso-t", "+wait", "+foreground", "+configfile", "virtuoso.ini"]
        with running(command, folder=folder) as process:
            address = f"http://127.0.0.1:{http_port}"
            graph_store = f"{address}/sparql-graph-crud-auth"
            sql_address = f"127.0.0.1:{port}"
            yield _ready(
                Peer(f"{address}/sparql", graph_store, process.pid, "dba", "dba", sql_address, folder)
            )


SERVERS: dict[str, Callable[[], AbstractContextManager[Peer]]] = {
    "oxigraph": serve_oxigraph,
    "fuseki": serve_fuseki,
    "virtuoso": serve_virtuoso,
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: list[str],
    log: object = subprocess.DEVNULL,
    folder: str | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block."""
    process = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603 - programs that we name
        command, stdout=log, stderr=log, cwd=folder, env={**os.environ, **(environment or {})}
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str) -> None:
    """Wait until an endpoint answers.

    Raises:
        TimeoutError: It does not.
    """
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with suppress(URLError, ConnectionError):
            urlopen(f"{url}?query={quote('ASK {}')}").read()  # noqa: S310 - our own address
            return
        time.sleep(0.05)
    raise TimeoutError(f"{url} does not answer.")


def _ready(peer: Peer) -> Peer:
    wait_for(peer.query_url)
    return peer
