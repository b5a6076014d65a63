"""A server with the SPARQL endpoint and nothing else, for tests to start as a program of its own.

python sparql_server.py <build folder> <port>
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from claimgraph.config import Settings
from claimgraph.generations import current_generation
from claimgraph.stores.sandbox import SandboxStore
from claimgraph.web import problems, sparql


def app(folder: Path) -> FastAPI:
    settings = Settings(build_folder=folder, query_seconds=1, query_memory_mib=200, waiting_seconds=2)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.settings = settings
        app.state.store = SandboxStore.open(current_generation(folder), settings)
        yield
        app.state.store.close()

    made = FastAPI(lifespan=lifespan)
    made.include_router(sparql.router)
    problems.install_handlers(made)
    return made


if __name__ == "__main__":
    uvicorn.run(app(Path(sys.argv[1])), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
