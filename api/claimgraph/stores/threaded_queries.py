"""Public queries on a graph in this process, in threads: without limits, so for tests and for one user."""

from __future__ import annotations

import asyncio
import gzip
import io
from dataclasses import replace

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.public_queries import (
    WORTH_COMPRESSING,
    AnswerHead,
    PublicRequest,
    answer_public_request,
)


class ThreadedQueries:
    """The PublicQueries of a graph in this process. An answer is whole before it is sent."""

    def __init__(self, graphs: LoadedGraphs) -> None:
        self._graphs = graphs

    def ask(self, request: PublicRequest, client: str) -> ThreadedAnswer:  # noqa: ARG002 - all clients are one
        return ThreadedAnswer(self._graphs, request)


class ThreadedAnswer:
    """The PublicAnswer of a thread."""

    is_whole = True
    was_long = False
    processor_seconds = 0.0

    def __init__(self, graphs: LoadedGraphs, request: PublicRequest) -> None:
        self._graphs, self._request = graphs, request
        self.head: AnswerHead | None = None
        self._content = b""

    async def begin(self) -> None:
        """Wait for the answer.

        Raises:
            StoreError: There is none.
        """
        await asyncio.to_thread(self._answer)

    async def take(self) -> bytes:
        """The answer; empty the next time."""
        content, self._content = self._content, b""
        return content

    def close(self) -> None:
        """Do nothing: a thread cannot be stopped."""

    def _answer(self) -> None:
        sink = _Sink()
        answer_public_request(self._graphs, self._request, sink)
        content = sink.getvalue()
        is_compressed = self._request.is_compressed and len(content) >= WORTH_COMPRESSING
        self._content = gzip.compress(content, 1) if is_compressed else content
        self.head = sink.head and replace(sink.head, is_compressed=is_compressed)


class _Sink(io.BytesIO):
    head: AnswerHead | None = None

    def start(self, head: AnswerHead) -> None:
        self.head = head
