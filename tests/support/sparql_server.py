"""Runs the SPARQL endpoint and nothing else on a sandboxed store, with the limits that a test needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from claimgraph.config import Settings
from claimgraph.generations import Generation
from claimgraph.stores.sandbox import SandboxStore
from claimgraph.web import install_problem_handlers, sparql
from tests.support.limits import settings_for
from tests.support.serving import serve_app


@dataclass(frozen=True)
class SparqlServer:
    """A server that is running: a client of it, its address, the store behind it, and the application."""

    client: httpx.Client
    address: str
    store: SandboxStore
    app: FastAPI


@contextmanager
def serving_sparql(generation: Generation, **limits: float) -> Iterator[SparqlServer]:
    """A server on a free port. `limits` are settings that differ from those of `settings_for`."""
    settings = settings_for(generation, **limits)
    with closing(SandboxStore.open(generation, settings)) as store:
        app = _app(settings, store)
        with serve_app(app) as client:
            yield SparqlServer(client, f"{str(client.base_url).rstrip('/')}/sparql", store, app)


def _app(settings: Settings, store: SandboxStore) -> FastAPI:
    app = sparql.SparqlApplication()
    app.state.settings, app.state.store = settings, store
    app.include_router(sparql.router)
    install_problem_handlers(app)
    app.state.sparql = sparql.SparqlEndpoint(store.public_queries, settings, store.generation)
    return app
