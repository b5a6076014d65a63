"""Answers queries in this process, on a graph in memory.

Nothing limits a query here and none can be interrupted: use it for our own.
"""

from __future__ import annotations

import io
from typing import cast

from pyoxigraph import QueryTriples, Triple

from claimgraph.generations import Generation
from claimgraph.stores import Answer, Solution, format_named
from claimgraph.stores.dataset import Graphs
from claimgraph.stores.engine import Question, Results, evaluate, load, run
from claimgraph.stores.query_outline import outline
from claimgraph.stores.results import check_form, solutions


class OxigraphStore:
    """The Store protocol on Oxigraph in memory."""

    def __init__(self, graphs: Graphs, generation: str) -> None:
        self._graphs, self.generation = graphs, generation

    @classmethod
    def open(cls, generation: Generation) -> OxigraphStore:
        return cls(load(generation), generation.name)

    def select(self, query: str) -> list[Solution]:
        return solutions(self._evaluate(query, "SELECT"))

    def ask(self, query: str) -> bool:
        return bool(self._evaluate(query, "ASK"))

    def construct(self, query: str) -> list[Triple]:
        return list(cast(QueryTriples, self._evaluate(query, "CONSTRUCT", "DESCRIBE")))

    def answer(
        self,
        query: str,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        sink = io.BytesIO()
        run(self._graphs, Question(query, format, default_graphs, named_graphs), sink)
        media_type = format_named(format, outline(query).form or "SELECT").media_type
        return Answer(media_type, iter([sink.getvalue()]))

    def close(self) -> None:
        pass

    def _evaluate(self, query: str, *forms: str) -> Results:
        check_form(query, *forms)
        return evaluate(self._graphs, Question(query))
