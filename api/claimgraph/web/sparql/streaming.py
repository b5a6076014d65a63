"""Sends an answer as it is written, and frees its worker as soon as nobody is listening.

The store's calls block, so they run in threads. These are apart from the
threads of other pages, which heavy queries must not hold up.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import islice

from anyio import CapacityLimiter, create_task_group, to_thread
from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from claimgraph.stores import Answer, StoreBusyError, StoreError

_THREADS = 64
_QUEUE = 512  # requests that may wait for a thread; more would wait longer than anyone does
_CHUNKS_BEFORE_STATUS = 2  # taken before the status is sent: most failures come that early


class AnswerCutError(Exception):
    """An answer could not be sent to its end. Nobody can be told but by cutting the connection."""


async def send_answer(
    request: Request, ask_store: Callable[[], Answer], media_type: str, headers: dict[str, str]
) -> Response:
    """Ask the store and respond with its answer: whole if it is small, else streamed.

    Raises:
        StoreError: There is no answer, or none to its end, and nothing has been sent yet.
        StoreBusyError: Too many requests are waiting for a thread.
    """
    threads = query_threads(request)
    beginning = _AnswerBeginning(ask_store)
    try:
        await _take_unless_deserted(request, beginning, threads)
    except BaseException:
        beginning.close()
        raise
    if beginning.is_whole or beginning.answer is None:
        return Response(b"".join(beginning.chunks), headers=headers, media_type=media_type)
    return _AnswerResponse(
        beginning.answer, beginning.chunks, threads, headers=headers, media_type=media_type
    )


class _AnswerBeginning:
    """The first chunks of an answer, taken in a thread; `is_whole` if they are all there are."""

    def __init__(self, ask_store: Callable[[], Answer]) -> None:
        self._ask_store, self._deserted = ask_store, False
        self.answer: Answer | None = None
        self.chunks: list[bytes] = []
        self.is_whole = False
        self.failure: StoreError | None = None

    def take(self) -> None:
        """Failures are kept for the asking task to raise: raised in a task group, they come out wrapped."""
        try:
            self.answer = self._ask_store()
            if self._deserted:  # while it waited for a worker
                self.answer.close()
            self.chunks = list(islice(self.answer.chunks, _CHUNKS_BEFORE_STATUS))
            self.is_whole = len(self.chunks) < _CHUNKS_BEFORE_STATUS
        except StoreError as error:
            self.failure = error

    def close(self) -> None:
        """Stop, because nobody is listening any more. This wakes the thread that takes chunks."""
        self._deserted = True
        if self.answer:
            self.answer.close()


class _AnswerResponse(StreamingResponse):
    """A failure on the way raises, which makes the server cut the connection: the client must notice."""

    def __init__(
        self,
        answer: Answer,
        chunks: list[bytes],
        threads: CapacityLimiter,
        *,
        headers: dict[str, str],
        media_type: str,
    ) -> None:
        super().__init__(_stream_chunks(answer, chunks, threads), headers=headers, media_type=media_type)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.close()


async def _stream_chunks(
    answer: Answer, first_chunks: list[bytes], threads: CapacityLimiter
) -> AsyncIterator[bytes]:
    for chunk in first_chunks:
        yield chunk
    try:
        while (next_chunk := await _next_chunk(answer, threads)) is not None:
            yield next_chunk
    except StoreError as error:
        raise AnswerCutError(str(error)) from None


async def _take_unless_deserted(
    request: Request, beginning: _AnswerBeginning, threads: CapacityLimiter
) -> None:
    """Take the beginning; a client that disconnects meanwhile ends its query."""

    async def close_on_disconnect() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        beginning.close()

    async with create_task_group() as group:
        group.start_soon(close_on_disconnect)
        await to_thread.run_sync(beginning.take, abandon_on_cancel=True, limiter=threads)
        group.cancel_scope.cancel()
    if beginning.failure:
        raise beginning.failure


async def _next_chunk(answer: Answer, threads: CapacityLimiter) -> bytes | None:
    take_chunk: Callable[[], bytes | None] = partial(next, answer.chunks, None)
    return await to_thread.run_sync(take_chunk, abandon_on_cancel=True, limiter=threads)


def query_threads(request: Request) -> CapacityLimiter:
    """The threads that wait for the store to answer queries.

    Raises:
        StoreBusyError: Too many requests are waiting for one.
    """
    state = request.app.state
    if not hasattr(state, "query_threads"):
        state.query_threads = CapacityLimiter(_THREADS)
    threads: CapacityLimiter = state.query_threads
    if threads.statistics().tasks_waiting > _QUEUE:
        raise StoreBusyError("Too many queries are waiting. Try again soon.", 5)
    return threads
