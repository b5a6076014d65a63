"""Runs the web app as a real server, for tests that speak HTTP to it."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from pyoxigraph import Quad, RdfFormat, parse, serialize
from starlette.types import ASGIApp

from claimgraph.config import Settings
from claimgraph.generations import Generation, publish_generation
from claimgraph.stores import EmbeddedStore
from claimgraph.web import LimitedConnection, create_app, server_config
from tests.support.waiting import PATIENCE

PAGES = Path(__file__).with_name("pages.trig")


@contextmanager
def serve_generation(generation: Generation) -> Iterator[httpx.Client]:
    """A client of a server of the whole web app."""
    with serve_app(create_app(Settings(), EmbeddedStore.open(generation), generation)) as client:
        yield client


@contextmanager
def serve_app(
    app: ASGIApp,
    connection: type[LimitedConnection] = LimitedConnection,
    settings: Settings | None = None,
) -> Iterator[httpx.Client]:
    """A client of a server on a free port. It follows no redirects and accepts anything.

    The port listens before the server has started, so no request can come too early.
    """
    server = uvicorn.Server(server_config(app, connection, settings))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        host, port = listener.getsockname()
        try:
            with httpx.Client(base_url=f"http://{host}:{port}", timeout=PATIENCE) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def publish_pages(folder: Path) -> Generation:
    """The graph of pages.trig as a generation; its graph named "sensitive" is withheld."""
    quads: list[Quad] = list(parse(path=str(PAGES), format=RdfFormat.TRIG))
    triples = Counter(str(quad.graph_name).strip("<>") for quad in quads)
    graphs = {iri: iri.rpartition("/")[2] for iri in triples}
    entries = {
        iri: {
            "dataset": name,
            "title": name.capitalize(),
            "triples": triples[iri],
            "sensitive": name == "sensitive",
            "licence": "CC0-1.0",
            "attribution": "Nobody",
            "reuse": "open",
        }
        for iri, name in graphs.items()
    }
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return publish_generation(
        folder, b"".join(sorted(lines)), {"graphs": entries, "versions": {}, "accounts": {}}
    )
