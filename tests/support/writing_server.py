"""Runs the server with writing allowed, on a build folder of its own, with a token for everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from claimgraph.config import Settings
from claimgraph.generations import Generation, create_token
from claimgraph.web import ServedGeneration
from tests.support.serving import serve_app
from tests.support.waiting import PATIENCE

TIME = "2026-11-30T00:00:00+00:00"


@dataclass(frozen=True)
class WritingServer:
    """A server that is running: a client with a token, the text of that, and its build folder."""

    client: httpx.Client
    token: str
    build_folder: Path

    def ask(self, query: str) -> bool:
        """The answer to an ASK query."""
        response = self.client.post("/sparql", data={"query": query})
        return bool(response.raise_for_status().json()["boolean"])


@contextmanager
def serving_writes(
    generation: Generation, scope: tuple[str, ...] = ("*",), **settings: object
) -> Iterator[WritingServer]:
    """A server on a free port, whose client sends a token for `scope`."""
    folder = generation.build_folder
    token = create_token(folder, "tester", scope, TIME)
    usual = {"workers": 2, "query_memory_mib": 400, "query_seconds": 600, "waiting_seconds": PATIENCE}
    all_settings = Settings(build_folder=folder, allow_writes=True, **(usual | settings))  # type: ignore[arg-type]
    with closing(ServedGeneration(generation, all_settings)) as served, serve_app(served) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield WritingServer(client, token, folder)
