"""Serves the newest generation, and changes to the next one without dropping a request.

The new generation is opened beside the one that is served, in a thread. Then all new requests go to it,
those that are running end on the old one, and with the last of them the old one's processes and memory go.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive, Scope, Send

from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation, current_generation
from claimgraph.stores import ChangeOutcome
from claimgraph.stores.sandbox import SandboxStore
from claimgraph.web.open_generation import OpenGeneration
from claimgraph.web.writing import GraphWriter

_LOG = logging.getLogger("uvicorn.error")
_MOST_FORMER = 2  # generations that are kept in memory for the requests that still run on them
_FINISHING_SECONDS = 600.0  # that a request may go on after its generation is no longer served


class ServedGeneration:
    """The ASGI application of the server: it passes each request to the generation that is served then."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        """Open a generation; see `OpenGeneration` for what may be raised."""
        self._settings, self.build_folder = settings, generation.build_folder
        self._change = asyncio.Lock()
        self.reloads = Counter(changed=0, failed=0)
        self._former: dict[OpenGeneration, asyncio.Task[None]] = {}
        self._shortest_finish = settings.query_seconds + settings.waiting_seconds
        self._writer = _open_writer(settings, self)
        self.current = self._open(generation)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.current.answer(scope, receive, send)

    async def serve_newest(self) -> str:
        """Serve the current generation of the build folder from now on; return its name.

        Raises:
            ClaimgraphError: It is damaged, or cannot be opened. The one before is still served.
            OSError: Likewise.
        """
        async with self._change:
            try:
                return await self._change_to_newest()
            except (ClaimgraphError, OSError):
                self.reloads["failed"] += 1
                raise

    async def _change_to_newest(self) -> str:
        generation = await asyncio.to_thread(current_generation, self.build_folder)
        if generation.name != self.current.name:
            await self._make_room()
            self._change_to(await asyncio.to_thread(self._open, generation))
        return generation.name

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[tuple[Generation, SandboxStore]]:
        """Hold the generation that is served: within the block, only `serve_change` serves another."""
        async with self._change:
            yield self.current.generation, self._writable_store

    async def serve_change(self, generation: Generation, outcome: ChangeOutcome) -> None:
        """Serve the next generation, of which only the graphs of `outcome` differ, within `changing`.

        Raises:
            ClaimgraphError: It cannot be opened. The one before is still served.
        """
        store = await asyncio.to_thread(self._writable_store.derive, generation, outcome)
        self._change_to(await asyncio.to_thread(self._open, generation, store))

    @property
    def _writable_store(self) -> SandboxStore:
        store = self.current.store
        assert isinstance(store, SandboxStore), "with another engine there is no writer"
        return store

    def count_former(self) -> int:
        """How many generations are kept for requests that began on them."""
        return len(self._former)

    def count_queries(self) -> dict[str, int]:
        """How many queries of clients are at which stage."""
        counts: Counter[str] = Counter()
        for generation in [*self._former, self.current]:
            counts.update(generation.store.public_queries.count_queries())
        return counts

    def close(self) -> None:
        """End all processes. The event loop has ended."""
        if self._writer:
            self._writer.close()
        for generation in [*self._former, self.current]:
            generation.close()

    def _change_to(self, newest: OpenGeneration) -> None:
        former, self.current = self.current, newest
        self._former[former] = asyncio.create_task(self._retire(former, _FINISHING_SECONDS))
        _LOG.warning("Serving generation %s instead of %s", newest.name, former.name)
        self.reloads["changed"] += 1

    def _open(self, generation: Generation, store: SandboxStore | None = None) -> OpenGeneration:
        opened = OpenGeneration(generation, self._settings, self._writer, store)
        opened.app.state.serve_newest = self.serve_newest
        return opened

    async def _make_room(self) -> None:
        """Generations that follow each other quickly must not fill the memory: queries may end, no more."""
        while len(self._former) >= _MOST_FORMER:
            oldest, retirement = next(iter(self._former.items()))
            await oldest.finish(self._shortest_finish)
            await retirement

    async def _retire(self, former: OpenGeneration, seconds: float) -> None:
        try:
            await former.finish(seconds)
            await asyncio.to_thread(former.close)
        except Exception:
            _LOG.exception("Generation %s could not be closed", former.name)
        del self._former[former]


def _open_writer(settings: Settings, served: ServedGeneration) -> GraphWriter | None:
    if not settings.allow_writes:
        return None
    if settings.store:
        raise ClaimgraphError(
            f"Writing needs the graph in memory, and {settings.store} holds it. Leave one setting out."
        )
    return GraphWriter(settings, served)
