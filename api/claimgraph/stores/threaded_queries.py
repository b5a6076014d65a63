"""Public queries on a graph in this process, in threads: without limits, so for tests and for one user."""

from __future__ import annotations

import asyncio
import io

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.public_queries import AnswerHead, PublicRequest, answer_public_request


class ThreadedQueries:
    """The PublicQueries of a graph in this process. An answer is whole before it is sent."""

    def __init__(self, graphs: LoadedGraphs) -> None:
        self._graphs = graphs

    def ask(self, request: PublicRequest, client: str) -> ThreadedAnswer:  # noqa: ARG002 - all clients are one
        return ThreadedAnswer(self._graphs, request)


class ThreadedAnswer:
    """The PublicAnswer of a thread."""

    is_whole = True

    def __init__(self, graphs: LoadedGraphs, request: PublicRequest) -> None:
        self._graphs, self._request = graphs, request
        self.head: AnswerHead | None = None
        self._content = b""

    async def begin(self) -> None:
        """Wait for the answer.

        Raises:
            StoreError: There is none.
        """
        sink = _Sink()
        await asyncio.to_thread(answer_public_request, self._graphs, self._request, sink)
        self.head, self._content = sink.head, sink.getvalue()

    async def take(self) -> bytes:
        """The answer; empty the next time."""
        content, self._content = self._content, b""
        return content

    def close(self) -> None:
        """Do nothing: a thread cannot be stopped."""


class _Sink(io.BytesIO):
    head: AnswerHead | None = None

    def start(self, head: AnswerHead) -> None:
        self.head = AnswerHead(
            head.media_type, head.is_volatile, is_compressed=False, unknown_graphs=head.unknown_graphs
        )
