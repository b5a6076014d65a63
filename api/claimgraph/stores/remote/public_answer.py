"""The answer of another engine to one public query: a thread writes it, an event loop reads it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from threading import Event
from traceback import clear_frames

from claimgraph.stores.dataset import GivenDataset
from claimgraph.stores.errors import (
    AnswerAbandonedError,
    QueryEvaluationError,
    QueryTimeoutError,
    StoreError,
)
from claimgraph.stores.public_queries import AnswerHead, PublicRequest, choose_format
from claimgraph.stores.query_outline import read_outline
from claimgraph.stores.remote.answering import RemoteGraphs, write_answer
from claimgraph.stores.remote.connection import RemoteReply
from claimgraph.stores.result_formats import find_format

_PIECE = 64 * 1024
_STREAMED_FROM = 128 * 1024  # bytes; what has not ended by then is streamed
_MOST_BUFFERED = 512 * 1024


class RemoteAnswer:
    """A PublicAnswer of another engine. `run` is for a thread, the rest for the event loop."""

    processor_seconds = 0.0  # the engine does not tell
    was_long = False  # queries take turns in the engine, and nothing is known of that

    def __init__(self, graphs: RemoteGraphs, request: PublicRequest, deadline: float) -> None:
        self._graphs, self._request, self._deadline = graphs, request, deadline
        self._loop = asyncio.get_running_loop()
        self.head: AnswerHead | None = None
        self._pieces, self._written = bytearray(), bytearray()
        self._error: StoreError | None = None
        self._has_ended = self._is_abandoned = False
        self._news, self._room = asyncio.Event(), Event()
        self._reply: RemoteReply | None = None
        self._room.set()

    @property
    def is_whole(self) -> bool:
        return self._has_ended and self._error is None

    async def begin(self) -> None:
        """Wait until the answer is whole, or long enough to be streamed.

        Raises:
            StoreError: There is no answer.
        """
        while not self._has_ended and len(self._pieces) < _STREAMED_FROM:
            await self._wait()
        if self._error and (len(self._pieces) < _STREAMED_FROM or self.head is None):
            raise self._error

    async def take(self) -> bytes:
        """What has arrived since the last call; empty at the end.

        Raises:
            StoreError: The rest will not come.
        """
        while not self._pieces and not self._has_ended:
            await self._wait()
        pieces = bytes(self._pieces)
        self._pieces.clear()
        self._room.set()
        if not pieces and self._error:
            raise self._error
        return pieces

    def close(self) -> None:
        """Stop here; nobody is listening."""
        if not self._has_ended:
            self._is_abandoned = True
            self._end(AnswerAbandonedError("Nobody waits for this answer any more."))
            self._room.set()
            if self._reply:
                self._reply.cut()

    def run(self) -> None:
        """Ask, and write what comes."""
        try:
            self._run()
        except Exception as error:  # whatever it is, somebody waits for the answer
            _forget_frames(error)
            is_ours = isinstance(error, StoreError)
            self._tell(self._end, error if is_ours else QueryEvaluationError(f"The engine failed: {error}"))
        else:
            self._tell(self._receive, bytes(self._written))
            self._tell(self._end, None)

    def write(self, data: bytes, /) -> int:
        """Take bytes from the writer, which waits while nobody reads."""
        self._written += data
        if len(self._written) >= _PIECE:
            self._tell(self._receive, bytes(self._written))
            self._written.clear()
            self._wait_for_room()
        return len(data)

    def flush(self) -> None:
        pass

    def _run(self) -> None:
        if self._is_abandoned:
            return
        request, outline = self._request, read_outline(self._request.text)
        choice = choose_format(request, outline)
        given = GivenDataset(request.default_graphs, request.named_graphs, request.base, allow_unknown=True)
        begun = self._graphs.ask(outline, given, self._deadline)
        self._reply = begun.reply
        head = AnswerHead(choice.media_type, outline.is_volatile, unknown_graphs=begun.dataset.unknown)
        self._tell(setattr, self, "head", head)
        write_answer(self._graphs, begun, find_format(choice.name, begun.form), self)

    def _wait_for_room(self) -> None:
        if not self._room.wait(max(self._deadline - time.monotonic(), 0)):
            raise QueryTimeoutError("The answer was not read in the time that a query may take.")
        if self._is_abandoned:
            raise AnswerAbandonedError("Nobody waits for this answer any more.")

    def _tell(self, function: Callable[..., object], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    def _receive(self, piece: bytes) -> None:
        self._pieces += piece
        if len(self._pieces) > _MOST_BUFFERED:
            self._room.clear()
        self._news.set()

    def _end(self, error: StoreError | None) -> None:
        if not self._has_ended:
            self._error, self._has_ended = error, True
            self._news.set()

    async def _wait(self) -> None:
        self._news.clear()
        await self._news.wait()


def _forget_frames(error: BaseException | None) -> None:
    """Let go of what was read from: only the thread that opened it may close it."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__context__
