"""Puts the web application together from its settings and its store."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from claimgraph import __version__
from claimgraph.assessment import Knowledge
from claimgraph.config import Settings
from claimgraph.exports import ArchiveCache
from claimgraph.generations import Generation
from claimgraph.stores import Store, find_own_default
from claimgraph.web import problems, sparql
from claimgraph.web.graph_files import GraphFiles
from claimgraph.web.middleware import (
    CompressionMiddleware,
    ConditionalMiddleware,
    ListHeadersMiddleware,
    MethodsMiddleware,
    SecurityHeadersMiddleware,
    compute_edition,
)
from claimgraph.web.openapi import DESCRIPTION, complete_schema
from claimgraph.web.pages import render_problem
from claimgraph.web.routes import ROUTERS, Turns, install_tombstones
from claimgraph.web.writing import GraphStoreProtocol, GraphWriter, Updates


def create_app(
    settings: Settings, store: Store, generation: Generation, writer: GraphWriter | None = None
) -> FastAPI:
    """The application, read-only without a writer. Whoever opened the store on this generation closes it."""
    app = sparql.SparqlApplication(
        title="Claimgraph",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,  # FastAPI's pages load scripts from another host
        redoc_url=None,
    )
    app.state.settings, app.state.store, app.state.generation = settings, store, generation.name
    app.state.knowledge = Knowledge.load(store)
    app.state.manifest, app.state.sparql_page = generation.manifest, sparql.sparql_page
    app.state.problem_page = render_problem
    edition = compute_edition(generation.name)
    app.state.sparql = sparql.SparqlEndpoint(store.public_queries, settings, edition)
    app.state.updates = Updates(writer) if writer else None
    app.state.graph_store = GraphStoreProtocol(
        app.state.sparql, generation, own_default=find_own_default(settings), writer=writer
    )
    app.state.archives = ArchiveCache(generation, edition)
    app.state.turns = Turns()
    app.state.graph_files = GraphFiles(store.public_queries, app.state.archives.folder / "graphs")
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(sparql.router)
    static = Path(str(files("claimgraph.web") / "static"))
    app.mount("/static", StaticFiles(directory=static), name="static")
    problems.install_problem_handlers(app)
    install_tombstones(app)
    complete_schema(app)
    _wrap(app)
    return app


def _wrap(app: FastAPI) -> None:
    """Middleware, the innermost first."""
    app.add_middleware(CompressionMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(ConditionalMiddleware, edition=compute_edition(app.state.generation))
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(MethodsMiddleware)
    app.add_middleware(ListHeadersMiddleware)
