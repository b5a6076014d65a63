"""The store that answers queries in worker processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from claimgraph.generations import Generation
from claimgraph.stores.engine import QueryRequest
from claimgraph.stores.errors import WorkerDiedError
from claimgraph.stores.own_default import find_own_default
from claimgraph.stores.query_outline import QueryOutline, read_outline, require_form, require_length
from claimgraph.stores.result_formats import find_format
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.answer_stream import AnswerStream
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.fork_servers import ForkServers
from claimgraph.stores.sandbox.lanes import QueryLanes
from claimgraph.stores.sandbox.pool import WorkerPool
from claimgraph.stores.solutions import read_solutions
from claimgraph.stores.store_protocol import Answer, Solution
from claimgraph.stores.updates import ChangeOutcome, ChangeRequest

if TYPE_CHECKING:  # the supervisor imports this package, and reads no settings
    from claimgraph.config import Settings


class SandboxStore:
    """The Store protocol through worker processes. Answers arrive as they are written.

    `select`, `ask` and `construct` are for our own queries; `answer` is for anybody's.
    """

    def __init__(
        self, generation: Generation, settings: Settings, fork_servers: ForkServers | None = None
    ) -> None:
        self.generation, self._settings = generation.name, settings
        self._fork_servers = fork_servers or ForkServers(
            generation.folder, settings.query_memory_mib * 2**20, find_own_default(settings)
        )
        self._pool = WorkerPool(self._fork_servers, settings)
        self._lanes = QueryLanes(self._fork_servers, settings)

    @classmethod
    def open(cls, generation: Generation, settings: Settings) -> SandboxStore:
        """Start the processes, and return when one is ready to answer.

        Raises:
            StoreStartError: They do not start, or cannot read the generation.
        """
        return cls(generation, settings)

    @property
    def isolation(self) -> Isolation:
        """Which restrictions on workers this system has granted, for an operator to read."""
        return dict(self._pool.isolation)

    def select(self, query: str | QueryOutline) -> list[Solution]:
        data = self._answer(require_form(query, "SELECT"), "json", trusted=True).read()
        return read_solutions(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))

    def ask(self, query: str | QueryOutline) -> bool:
        data = self._answer(require_form(query, "ASK"), "json", trusted=True).read()
        return bool(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))

    def construct(self, query: str | QueryOutline) -> list[ox.Triple]:
        outline = require_form(query, "CONSTRUCT", "DESCRIBE")
        data = self._answer(outline, "nt", trusted=True).read()
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]

    def answer(
        self,
        query: str | QueryOutline,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        """Send the query to a worker. What is wrong with it, or stops it, is raised as its chunks are taken.

        Raises:
            QueryRefusedError: The query is an update, or has SERVICE in it.
            QueryTooLargeError: Its text is too long.
            UnknownFormatError: Its result cannot be written in this format.
            StoreBusyError: No worker became free in time.
        """
        return self._answer(query, format, default_graphs, named_graphs, trusted=False)

    def compute_change(self, request: ChangeRequest) -> ChangeOutcome:
        """Have a worker compute what a change comes to. Nothing is changed by that.

        Raises:
            QueryError: The change cannot be read, or carried out.
            StoreError: Its author may not make it, it took too much time or memory, or no worker was free.
        """
        stream = self._send(wire.CHANGE, request.encode(), trusted=False)
        return ChangeOutcome.decode(b"".join(stream))

    def derive(self, generation: Generation, outcome: ChangeOutcome) -> SandboxStore:
        """A store of the next generation, in which only the graphs of `outcome` differ, in milliseconds.

        Both answer until they are closed.

        Raises:
            StoreStartError: Its processes do not start.
        """
        fork_servers = self._fork_servers.derive(generation.folder, outcome)
        return SandboxStore(generation, self._settings, fork_servers)

    @property
    def public_queries(self) -> QueryLanes:
        """For anybody's queries, from one event loop."""
        return self._lanes

    def close(self) -> None:
        self._lanes.close()
        self._pool.close()
        self._fork_servers.close()

    def _answer(
        self,
        query: str | QueryOutline,
        format: str | None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        *,
        trusted: bool,
    ) -> Answer:
        require_length(query, self._settings.query_characters)
        outline = read_outline(query)
        result_format = find_format(format, outline.form or "SELECT")
        request = QueryRequest(outline, result_format.name, default_graphs, named_graphs)
        stream = self._send_request(request, trusted=trusted)
        return Answer(result_format.media_type, stream, stream.close)

    def _send_request(self, request: QueryRequest, *, trusted: bool) -> AnswerStream:
        return self._send(wire.REQUEST, wire.encode_request(request), trusted=trusted)

    def _send(self, kind: bytes, message: bytes, *, trusted: bool) -> AnswerStream:
        for _ in range(2):  # a worker may die while it waits for a request; no query is to blame for that
            loan = self._pool.borrow(trusted=trusted)
            try:
                wire.send_frame(loan.worker.channel, kind, message)
            except OSError:
                self._pool.reap(loan)
                continue
            return AnswerStream(self._pool, loan, self._settings)
        raise WorkerDiedError("The processes that answer queries keep ending. Try again.")
