"""The engines of others, started for tests; a test of one that is not installed is skipped by its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pytest

from peers import SERVERS, Peer, list_missing, serve_oxigraph

# Oxigraph works on for a client that has gone: without a limit, a query without end takes half the machine.
_SERVERS = SERVERS | {"oxigraph": partial(serve_oxigraph, ("--timeout-s", "20"))}


@dataclass(frozen=True)
class ServedEngine:
    """An engine that is running, and the settings with which it is used."""

    peer: Peer
    settings: dict[str, str]


@contextmanager
def serving_engine(name: str) -> Iterator[ServedEngine]:
    """An engine with nothing in it."""
    if missing := list_missing(name):
        is_excused = name == "fuseki" and "WITHOUT_FUSEKI" in os.environ
        report = pytest.fail if "REQUIRE_PEERS" in os.environ and not is_excused else pytest.skip
        report(f"{name} needs {' and '.join(missing)}")
    with _SERVERS[name]() as peer:
        settings = {"store": peer.query_url}
        if peer.user:
            settings |= {"store_user": peer.user, "store_password": peer.password}
        yield ServedEngine(peer, settings)
