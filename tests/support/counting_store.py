"""A store that counts the queries it is asked, for tests of how much work an answer takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Triple

from claimgraph.stores import Answer, PublicQueries, QueryOutline, Solution, Store


@dataclass(eq=False)
class CountingStore:
    """Answers as another store does, and keeps every query."""

    store: Store
    queries: list[str | QueryOutline] = field(default_factory=list)

    @property
    def generation(self) -> str:
        return self.store.generation

    def select(self, query: str | QueryOutline) -> list[Solution]:
        self.queries.append(query)
        return self.store.select(query)

    def ask(self, query: str | QueryOutline) -> bool:
        self.queries.append(query)
        return self.store.ask(query)

    def construct(self, query: str | QueryOutline) -> list[Triple]:
        self.queries.append(query)
        return self.store.construct(query)

    def answer(
        self,
        query: str | QueryOutline,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        self.queries.append(query)
        return self.store.answer(
            query, format=format, default_graphs=default_graphs, named_graphs=named_graphs
        )

    @property
    def public_queries(self) -> PublicQueries:
        return self.store.public_queries

    def close(self) -> None:
        self.store.close()
