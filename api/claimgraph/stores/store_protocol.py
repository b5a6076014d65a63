"""What every store offers: the protocol, and the answer it hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | Literal | BlankNode
Solution = dict[str, Term]


class Answer:
    """A result being written. Take `chunks` to the end, or call `close`: a worker may be waiting.

    Where the answer is cut short, by a limit or a crash, taking the next chunk
    raises a StoreError. An iterator that ends without one gave the whole answer.
    """

    def __init__(
        self, media_type: str, chunks: Iterator[bytes], close: Callable[[], None] = lambda: None
    ) -> None:
        self.media_type, self.chunks, self.close = media_type, chunks, close

    def read(self) -> bytes:
        """The whole answer."""
        return b"".join(self.chunks)


class Store(Protocol):
    """Answers queries on one generation. Safe to share between threads.

    Every method raises QueryError where the query has to change, another
    StoreError where it could not be answered.
    """

    @property
    def generation(self) -> str:
        """The name of the generation: answers to a question stay the same as long as it does."""

    def select(self, query: str) -> list[Solution]:
        """The solutions in order; a variable without a value is left out of its solution."""

    def ask(self, query: str) -> bool:
        """Whether the pattern of an ASK query has a solution."""

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once."""

    def answer(
        self,
        query: str,
        *,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Answer:
        """The result written in a format of `formats` ("json", "csv", "ttl" …; None: the usual one).

        The graphs, where given, are the dataset, instead of the query's FROM.
        """

    def close(self) -> None:
        """Let go of everything. Queries still running end with an error."""
