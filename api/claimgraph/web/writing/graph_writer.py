"""Carries out changes one after another: computed in a worker, validated and published, then served."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from claimgraph.config import Settings
from claimgraph.generations import Generation, WriteToken
from claimgraph.pipeline import OWN_GRAPHS
from claimgraph.pipeline.written_graphs import Change, Writer
from claimgraph.stores import ChangeOutcome, ChangeRequest, find_own_default

_COMPUTED = tuple(dataset.graph_iri for dataset in OWN_GRAPHS)


class ChangeableStore(Protocol):
    """A store that can say what a change comes to."""

    def compute_change(self, request: ChangeRequest) -> ChangeOutcome: ...


class Served(Protocol):
    """What serves the newest generation, and can be held so that it serves no other meanwhile."""

    def changing(self) -> AbstractAsyncContextManager[tuple[Generation, ChangeableStore]]: ...

    async def serve_change(self, generation: Generation, outcome: ChangeOutcome) -> None:
        """Serve the next generation, of which only the graphs of `outcome` differ; while it is held."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a change came to; `warnings`: rules that it breaks, but may."""

    generation: str
    outcome: ChangeOutcome
    warnings: int = 0


class GraphWriter:
    """Writes for holders of tokens. Answers are sent when the new generation is served."""

    def __init__(self, settings: Settings, served: Served) -> None:
        self.settings, self._served = settings, served
        self._writer = Writer()
        self._writer.start()

    async def write(self, token: WriteToken, label: str, **request: Any) -> Written:
        """Carry out a change, `label` in the journal; `request`: what `ChangeRequest` does not get here.

        Raises:
            ClaimgraphError: Nothing was changed.
        """
        async with self._served.changing() as (base, store):
            task = asyncio.create_task(self._change(base, store, (token, label), request))
            try:
                return await asyncio.shield(task)
            finally:
                await asyncio.wait([task])  # a client that gives up must not part the steps of a change

    def close(self) -> None:
        """End the process that writes."""
        self._writer.close()

    async def _change(
        self,
        base: Generation,
        store: ChangeableStore,
        author: tuple[WriteToken, str],
        request: dict[str, Any],
    ) -> Written:
        token, label = author
        change_request = ChangeRequest(
            scope=token.graphs,
            written=list_written(base),
            computed=_COMPUTED,
            default_graph=find_own_default(self.settings),
            **request,
        )
        outcome = await asyncio.to_thread(store.compute_change, change_request)
        if not outcome.graphs:
            return Written(base.name, outcome)
        change = Change(
            self.settings.build_folder,
            base.name,
            outcome,
            token.name,
            label,
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            self.settings.keep_generations,
        )
        published = await asyncio.to_thread(self._writer.publish, change)
        await self._served.serve_change(published.generation, outcome)
        return Written(published.generation.name, outcome, len(published.warnings))


def list_written(generation: Generation) -> tuple[str, ...]:
    """Return the graphs of a generation that were written over HTTP."""
    entries: dict[str, dict[str, Any]] = generation.manifest["graphs"]
    return tuple(iri for iri, entry in entries.items() if entry.get("written"))
