"""The store that answers queries in worker processes."""

from __future__ import annotations

import pyoxigraph as ox

from claimgraph.config import Settings
from claimgraph.generations import Generation
from claimgraph.stores.engine import QueryRequest
from claimgraph.stores.errors import QueryTooLargeError, WorkerDiedError
from claimgraph.stores.query_outline import read_outline
from claimgraph.stores.result_formats import find_format
from claimgraph.stores.results import read_solutions, require_form
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.answer_stream import AnswerStream
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.pool import WorkerPool
from claimgraph.stores.store_protocol import Answer, Solution


class SandboxStore:
    """The Store protocol through worker processes. Answers come as they are written."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.generation, self._settings = generation.name, settings
        self._pool = WorkerPool(generation.folder, settings)

    @classmethod
    def open(cls, generation: Generation, settings: Settings) -> SandboxStore:
        """Start the processes; returns once one is ready to answer.

        Raises:
            StoreStartError: They do not start, or cannot read the generation.
        """
        return cls(generation, settings)

    @property
    def isolation(self) -> Isolation:
        """What a worker is kept from, and whether this system let us: for an operator to read."""
        return dict(self._pool.isolation)

    def select(self, query: str) -> list[Solution]:
        require_form(query, "SELECT")
        data = self._answer(query, "json", ours=True).read()
        return read_solutions(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))

    def ask(self, query: str) -> bool:
        require_form(query, "ASK")
        data = self._answer(query, "json", ours=True).read()
        return bool(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))

    def construct(self, query: str) -> list[ox.Triple]:
        require_form(query, "CONSTRUCT", "DESCRIBE")
        data = self._answer(query, "nt", ours=True).read()
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]

    def answer(
        self,
        query: str,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        """Send the question. What is wrong with it, and what stops it, is raised as its chunks are taken.

        Raises:
            QueryRefusedError: It is an update, or has SERVICE in it.
            QueryTooLargeError: Its text is too long.
            StoreBusyError: No worker became free in time.
        """
        return self._answer(query, format, default_graphs, named_graphs, ours=False)

    def _answer(
        self,
        query: str,
        format: str | None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        *,
        ours: bool,
    ) -> Answer:
        if len(query) > self._settings.query_characters:
            raise QueryTooLargeError(len(query), self._settings.query_characters)
        chosen = find_format(format, read_outline(query).form or "SELECT")
        question = QueryRequest(query, chosen.name, default_graphs, named_graphs)
        exchange = self._ask_worker(question, ours=ours)
        return Answer(chosen.media_type, exchange, exchange.close)

    def close(self) -> None:
        self._pool.close()

    def _ask_worker(self, question: QueryRequest, *, ours: bool) -> AnswerStream:
        message = wire.encode_request(question)
        for _ in range(2):  # a worker may die while it waits for a question; no query is to blame for that
            loan = self._pool.borrow(trusted=ours)
            try:
                wire.send_frame(loan.worker.channel, wire.REQUEST, message)
            except OSError:
                self._pool.reap(loan)
                continue
            return AnswerStream(self._pool, loan, self._settings)
        raise WorkerDiedError("The processes that answer queries keep ending. Try again.")
