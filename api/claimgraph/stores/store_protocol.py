"""What every store offers: the protocol, and the answer it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimgraph.stores.public_queries import PublicQueries
from claimgraph.stores.query_outline import QueryOutline

Term = NamedNode | Literal | BlankNode
Solution = dict[str, Term]


class Answer:
    """A result that is being written. Read `chunks` to the end, or call `close`: a worker may be waiting.

    If the answer is cut short, by a limit or a crash, taking the next chunk
    raises a StoreError. An iterator that ends without one gave the whole answer.
    """

    def __init__(
        self, media_type: str, chunks: Iterator[bytes], close: Callable[[], None] = lambda: None
    ) -> None:
        self.media_type, self.chunks, self.close = media_type, chunks, close

    def read(self) -> bytes:
        """Return the whole answer.

        Raises:
            StoreError: The answer was cut short.
        """
        return b"".join(self.chunks)


class Store(Protocol):
    """Answers queries on one generation. Safe to share between threads.

    A query is its text or, where the caller has read it already, its outline.

    Raises:
        QueryError: The query has to change.
        StoreError: The query could not be answered, for another reason.
    """

    @property
    def generation(self) -> str:
        """The name of the generation. While it stays the same, so do the answers."""

    def select(self, query: str | QueryOutline) -> list[Solution]:
        """The solutions in order; an unbound variable is left out of its solution."""

    def ask(self, query: str | QueryOutline) -> bool:
        """Whether the pattern of an ASK query has a solution."""

    def construct(self, query: str | QueryOutline) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, without duplicates."""

    def answer(
        self,
        query: str | QueryOutline,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        """The result, serialized in a format that fits the query's form ("json", "csv", "ttl" …).

        If `format` is None, the form's usual format is written. If graphs are
        given, they are the query's dataset and replace its FROM clauses.
        """

    @property
    def public_queries(self) -> PublicQueries:
        """The same for anybody's queries, from an event loop."""

    def close(self) -> None:
        """Free everything. Queries that are still running end with an error."""
