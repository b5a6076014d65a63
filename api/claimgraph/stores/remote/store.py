"""The store that answers queries from another engine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyoxigraph as ox

from claimgraph.stores.dataset import GivenDataset
from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.query_outline import QueryOutline, read_outline, require_form, require_length
from claimgraph.stores.remote.answering import BegunAnswer, RemoteGraphs, iterate_chunks
from claimgraph.stores.remote.client import RemoteClient, read_triples, reading
from claimgraph.stores.remote.contents import read_contents
from claimgraph.stores.remote.public_queries import RemoteQueries
from claimgraph.stores.result_formats import find_format
from claimgraph.stores.solutions import read_solutions
from claimgraph.stores.store_protocol import Answer, Solution

if TYPE_CHECKING:  # the supervisor imports the room above, and reads no settings
    from claimgraph.config import Settings

_START_SECONDS = 60.0


class RemoteStore:
    """The Store protocol on a generation that was pushed to another engine."""

    def __init__(self, graphs: RemoteGraphs, settings: Settings) -> None:
        self._graphs, self._settings = graphs, settings
        self.generation = graphs.contents.generation
        self._public_queries = RemoteQueries(graphs, settings)

    @classmethod
    def open(cls, settings: Settings) -> RemoteStore:
        """Ask the engine at `settings.store` what it holds.

        Raises:
            StoreStartError: It holds no whole generation.
            StoreError: It does not answer.
        """
        client = RemoteClient(settings.store or "")
        client.recognize(_START_SECONDS)
        contents = read_contents(client, time.monotonic() + _START_SECONDS)
        if contents is None:
            raise StoreStartError(
                f"The engine at {client.url} holds no whole generation. Load it: claimgraph push {client.url}"
            )
        return cls(RemoteGraphs(client, contents), settings)

    @property
    def isolation(self) -> dict[str, bool]:
        """Which restrictions on workers this system has granted: there are no workers."""
        return {}

    def select(self, query: str | QueryOutline) -> list[Solution]:
        reply = self._ask(require_form(query, "SELECT")).reply
        with reading(reply):
            return read_solutions(self._graphs.client.read_table(reply))

    def ask(self, query: str | QueryOutline) -> bool:
        reply = self._ask(require_form(query, "ASK")).reply
        with reading(reply):
            return bool(self._graphs.client.read_table(reply))

    def construct(self, query: str | QueryOutline) -> list[ox.Triple]:
        reply = self._ask(require_form(query, "CONSTRUCT", "DESCRIBE")).reply
        with reading(reply):
            return list(dict.fromkeys(read_triples(reply)))

    def answer(
        self,
        query: str | QueryOutline,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        """Send the query on. What stops it is raised as its chunks are taken.

        Raises:
            QueryError: The query has to change.
            QueryTooLargeError: Its text is too long.
            StoreError: The engine does not answer.
        """
        require_length(query, self._settings.query_characters)
        outline = read_outline(query)
        result_format = find_format(format, outline.form or "SELECT")
        begun = self._ask(outline, GivenDataset(default_graphs, named_graphs))
        chunks = iterate_chunks(self._graphs, begun, result_format)
        return Answer(result_format.media_type, chunks, begun.reply.cut)

    @property
    def public_queries(self) -> RemoteQueries:
        """For anybody's queries, from one event loop."""
        return self._public_queries

    def close(self) -> None:
        self._public_queries.close()
        self._graphs.client.connections.close()

    def _ask(self, outline: QueryOutline, given: GivenDataset | None = None) -> BegunAnswer:
        deadline = time.monotonic() + self._settings.query_seconds
        return self._graphs.ask(outline, given or GivenDataset(), deadline)
