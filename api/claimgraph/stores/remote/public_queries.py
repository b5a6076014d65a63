"""Anybody's queries, sent on to another engine by threads, and streamed as its answers arrive."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from claimgraph.stores.errors import ClientBusyError, StoreBusyError
from claimgraph.stores.public_queries import PublicRequest
from claimgraph.stores.query_outline import require_length
from claimgraph.stores.remote.answering import RemoteGraphs
from claimgraph.stores.remote.public_answer import RemoteAnswer

if TYPE_CHECKING:  # the supervisor imports the room above, and reads no settings
    from claimgraph.config import Settings

_MOST_RUNNING, _MOST_WAITING, _MOST_OF_A_CLIENT = 16, 128, 32


class RemoteQueries:
    """The PublicQueries of another engine. To be used from one event loop."""

    def __init__(self, graphs: RemoteGraphs, settings: Settings) -> None:
        self._graphs, self._settings = graphs, settings
        self._threads = ThreadPoolExecutor(_MOST_RUNNING, "remote query")
        self._clients: Counter[str] = Counter()

    def ask(self, request: PublicRequest, client: str) -> RemoteAnswer:
        """Begin to answer, as soon as a thread is free.

        Raises:
            QueryTooLargeError: The text of the query is too long.
            StoreBusyError: Too many are waiting.
        """
        require_length(request.text, self._settings.query_characters)
        if self._clients[client] >= _MOST_OF_A_CLIENT:
            raise ClientBusyError("Too many of your queries are waiting. Ask one after the other.", 1)
        if self._clients.total() >= _MOST_WAITING:
            raise StoreBusyError("Too many queries are waiting. Try again soon.", 5)
        seconds = min(request.seconds or self._settings.query_seconds, self._settings.query_seconds)
        answer = RemoteAnswer(self._graphs, request, time.monotonic() + seconds)
        self._clients[client] += 1
        running = asyncio.get_running_loop().run_in_executor(self._threads, answer.run)
        running.add_done_callback(lambda _: self._forget(client))
        return answer

    def count_queries(self) -> dict[str, int]:
        """How many are at which stage: how long one takes, the engine knows."""
        running = min(self._clients.total(), _MOST_RUNNING)
        return {"waiting": self._clients.total() - running, "quick": running, "long": 0, "paused": 0}

    def close(self) -> None:
        """Take no more; those that run end in time."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _forget(self, client: str) -> None:
        self._clients[client] -= 1
        if not self._clients[client]:
            del self._clients[client]
