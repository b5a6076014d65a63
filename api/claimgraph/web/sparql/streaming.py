"""Sends an answer as it is written, and lets go of its worker as soon as nobody is listening.

The store's calls block, so they run in threads; these threads are apart from
those of other pages, which heavy queries must not hold up.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import islice
from typing import TypeVar

from anyio import CapacityLimiter, create_task_group, to_thread
from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from claimgraph.stores import Answer, StoreBusyError, StoreError

T = TypeVar("T")

_THREADS = 64
_QUEUE = 512  # requests that may wait for a thread; more would wait longer than anyone does
_BEFORE_STATUS = 2  # pieces taken before the status is sent: most failures come that early


class AnswerCutError(Exception):
    """An answer could not be sent to its end. Nobody can be told but by cutting the connection."""


async def send_answer(
    request: Request, ask: Callable[[], Answer], media_type: str, headers: dict[str, str]
) -> Response:
    """Ask, and answer with the result: whole if it is small, else streamed.

    Raises:
        StoreError: No answer, or none to its end, and nothing has been sent yet.
    """
    threads = _threads(request)
    beginning = _Beginning(ask)
    try:
        await _unless_deserted(request, beginning, threads)
    except BaseException:
        beginning.close()
        raise
    if beginning.complete or beginning.answer is None:
        return Response(b"".join(beginning.pieces), headers=headers, media_type=media_type)
    return _Streamed(beginning.answer, beginning.pieces, threads, headers=headers, media_type=media_type)


class _Beginning:
    """The first pieces of an answer, taken in a thread; `complete` if they are all there are."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask, self._deserted = ask, False
        self.answer: Answer | None = None
        self.pieces: list[bytes] = []
        self.complete = False
        self.failure: StoreError | None = None

    def take(self) -> None:
        """Failures are kept for the asking task to raise: raised in a task group, they come out wrapped."""
        try:
            self.answer = self._ask()
            if self._deserted:  # while it waited for a worker
                self.answer.close()
            self.pieces = list(islice(self.answer.chunks, _BEFORE_STATUS))
            self.complete = len(self.pieces) < _BEFORE_STATUS
        except StoreError as error:
            self.failure = error

    def close(self) -> None:
        """Nobody is listening any more. The thread that takes wakes up."""
        self._deserted = True
        if self.answer:
            self.answer.close()


class _Streamed(StreamingResponse):
    """A failure on the way raises, which makes the server cut the connection: the client must notice."""

    def __init__(
        self,
        answer: Answer,
        pieces: list[bytes],
        threads: CapacityLimiter,
        *,
        headers: dict[str, str],
        media_type: str,
    ) -> None:
        super().__init__(_all(answer, pieces, threads), headers=headers, media_type=media_type)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.close()


async def _all(answer: Answer, pieces: list[bytes], threads: CapacityLimiter) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    try:
        while (more := await _next(answer, threads)) is not None:
            yield more
    except StoreError as error:
        raise AnswerCutError(str(error)) from None


async def _unless_deserted(request: Request, beginning: _Beginning, threads: CapacityLimiter) -> None:
    """Take the beginning; a client that hangs up meanwhile ends its query."""

    async def give_up() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        beginning.close()

    async with create_task_group() as group:
        group.start_soon(give_up)
        await to_thread.run_sync(beginning.take, abandon_on_cancel=True, limiter=threads)
        group.cancel_scope.cancel()
    if beginning.failure:
        raise beginning.failure


async def _next(answer: Answer, threads: CapacityLimiter) -> bytes | None:
    take: Callable[[], bytes | None] = partial(next, answer.chunks, None)
    return await to_thread.run_sync(take, abandon_on_cancel=True, limiter=threads)


def _threads(request: Request) -> CapacityLimiter:
    state = request.app.state
    if not hasattr(state, "query_threads"):
        state.query_threads = CapacityLimiter(_THREADS)
    threads: CapacityLimiter = state.query_threads
    if threads.statistics().tasks_waiting > _QUEUE:
        raise StoreBusyError("Too many queries are waiting. Try again soon.", 5)
    return threads
