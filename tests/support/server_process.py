"""Runs the server in a process of its own, for tests that stop it or look at it from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from claimgraph.generations import Generation
from tests.support.processes import list_descendants
from tests.support.waiting import PATIENCE, wait_until

_PROGRAM = """
import json, sys
from pathlib import Path
from claimgraph.config import Settings
from claimgraph.generations import open_generation
from claimgraph.web import serve
serve(open_generation(Path(sys.argv[1])), Settings(**json.loads(sys.argv[2])), "127.0.0.1", 0, print)
"""


@dataclass(frozen=True)
class ServerProcess:
    """A server that is running: a client of it, its process, and the file that it writes messages to."""

    client: httpx.Client
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        return str(self.client.base_url).rstrip("/")

    @property
    def metrics_url(self) -> str:
        return re.findall(r"http://\S+/metrics", self.log.read_text())[0]

    def ask(self, query: str) -> str:
        """The answer to a query as CSV."""
        return self.client.get("/sparql", params={"query": query, "format": "csv"}).raise_for_status().text

    def wait_for_generation(self, generation: Generation) -> None:
        """Return as soon as it is served."""
        wait_until(lambda: generation.name in self.client.get("/readyz").text)

    def list_processes(self) -> list[int]:
        """The process and all that it has started, and those that they have."""
        return [self.process.pid, *list_descendants(self.process.pid)]


@contextmanager
def serving_process(
    generation: Generation, folder: Path, prepare: Callable[[], None] | None = None, **settings: object
) -> Iterator[ServerProcess]:
    """A server on a free port that logs to a file in `folder`; `prepare` is called in its process first."""
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", _PROGRAM, str(generation.folder), json.dumps(settings)],
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=prepare,  # noqa: PLW1509
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    try:
        wait_until(lambda: "http://" in log.read_text() or process.poll() is not None)
        address = re.findall(r"http://[\d.:]+", log.read_text())[0]
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            yield ServerProcess(client, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
