"""Answers queries in this process, on a graph in memory.

Nothing limits a query here and none can be interrupted: use it for our own.
"""

from __future__ import annotations

import io
from typing import cast

from pyoxigraph import QueryTriples, Triple

from claimgraph.generations import Generation
from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import (
    QueryRequest,
    QueryResults,
    answer_request,
    evaluate_request,
    load_generation,
)
from claimgraph.stores.query_outline import QueryOutline, read_outline, require_form
from claimgraph.stores.result_formats import find_format
from claimgraph.stores.solutions import read_solutions
from claimgraph.stores.store_protocol import Answer, Solution
from claimgraph.stores.threaded_queries import ThreadedQueries


class EmbeddedStore:
    """The Store protocol on Oxigraph in memory."""

    def __init__(self, graphs: LoadedGraphs, generation: str) -> None:
        self._graphs, self.generation = graphs, generation

    @classmethod
    def open(cls, generation: Generation) -> EmbeddedStore:
        return cls(load_generation(generation), generation.name)

    def select(self, query: str | QueryOutline) -> list[Solution]:
        return read_solutions(self._evaluate(query, "SELECT"))

    def ask(self, query: str | QueryOutline) -> bool:
        return bool(self._evaluate(query, "ASK"))

    def construct(self, query: str | QueryOutline) -> list[Triple]:
        return list(cast(QueryTriples, self._evaluate(query, "CONSTRUCT", "DESCRIBE")))

    def answer(
        self,
        query: str | QueryOutline,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        outline, sink = read_outline(query), io.BytesIO()
        answer_request(self._graphs, QueryRequest(outline, format, default_graphs, named_graphs), sink)
        media_type = find_format(format, outline.form or "SELECT").media_type
        return Answer(media_type, iter([sink.getvalue()]))

    @property
    def public_queries(self) -> ThreadedQueries:
        """For queries from an event loop, in threads."""
        return ThreadedQueries(self._graphs)

    def close(self) -> None:
        pass

    def _evaluate(self, query: str | QueryOutline, *forms: str) -> QueryResults:
        return evaluate_request(self._graphs, QueryRequest(require_form(query, *forms)))
