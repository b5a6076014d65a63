"""One generation with all that answers from it: its store, the application on it, and every cache of both."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, closing

from fastapi import FastAPI
from starlette.datastructures import State
from starlette.types import Receive, Scope, Send

from claimgraph.config import Settings
from claimgraph.generations import Generation, hold_generation
from claimgraph.stores import StoreStartError
from claimgraph.stores.remote import RemoteStore
from claimgraph.stores.sandbox import SandboxStore
from claimgraph.web.app import create_app
from claimgraph.web.sparql import AnswerCutError
from claimgraph.web.writing import GraphWriter


class OpenGeneration:
    """A generation that is held, so that nobody cleans it, and the requests that are being answered from it.

    Opening takes as long as loading the graph, and closing waits for processes to end: both are for a thread.
    """

    def __init__(
        self,
        generation: Generation,
        settings: Settings,
        writer: GraphWriter | None = None,
        store: SandboxStore | None = None,
    ) -> None:
        """Open it, with this store; None: with a new one.

        Raises:
            StoreStartError: No process that answers queries starts, or another engine does not hold it.
            StoreError: The other engine does not answer.
            OSError: The generation is gone.
        """
        self.generation, self.name = generation, generation.name
        with ExitStack() as resources:
            resources.enter_context(hold_generation(generation))
            opened = store or _open_store(generation, settings)
            self.store = resources.enter_context(closing(opened))
            self.app: FastAPI = create_app(settings, self.store, generation, writer)
            self._resources = resources.pop_all()
        self._requests: set[asyncio.Task[object]] = set()
        self._is_idle = asyncio.Event()
        self._is_idle.set()

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, to its end whatever is served meanwhile.

        Raises:
            AnswerCutError: It took longer than a generation that is no longer served is kept for.
        """
        task = asyncio.current_task()
        assert task
        self._requests.add(task)
        self._is_idle.clear()
        try:
            await self.app(scope, receive, send)
        except asyncio.CancelledError:  # by `finish`, or because the server stops
            raise AnswerCutError(f"generation {self.name} is no longer served") from None
        finally:
            self._requests.discard(task)
            if not self._requests:
                self._is_idle.set()

    async def finish(self, seconds: float) -> None:
        """Wait until all requests are answered, and cut those that are not by then."""
        try:
            await asyncio.wait_for(self._is_idle.wait(), seconds)
        except TimeoutError:
            for task in self._requests:
                task.cancel()
            await self._is_idle.wait()

    def close(self) -> None:
        """End its processes, and let go of its memory at once: the application is full of circles."""
        self._resources.close()
        self.app.state.knowledge.forget_answers()
        self.app.state = State()
        self.app.middleware_stack = None


def _open_store(generation: Generation, settings: Settings) -> SandboxStore | RemoteStore:
    """Processes with the graph in memory, or the engine that the settings name."""
    if not settings.store:
        return SandboxStore.open(generation, settings)
    store = RemoteStore.open(settings)
    if store.generation != generation.name:
        store.close()
        raise StoreStartError(
            f"The engine at {settings.store} holds generation {store.generation}, and the build folder "
            f"{generation.name}. Load it: claimgraph push {settings.store}"
        )
    return store
