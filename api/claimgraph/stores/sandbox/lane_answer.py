"""The answer to one public query: what has arrived of it, and where its query stands."""

from __future__ import annotations

import asyncio
import time
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from claimgraph.stores.errors import StoreError, decode_error
from claimgraph.stores.public_queries import AnswerHead
from claimgraph.stores.sandbox import wire

if TYPE_CHECKING:
    from claimgraph.stores.sandbox.lane_worker import LaneWorker

_FINAL_FRAMES = frozenset((wire.END, wire.END_AND_RETIRE, wire.ERROR, wire.FAILURE))
_REUSABLE_AFTER = frozenset((wire.END, wire.ERROR))
QUICK_SECONDS = 0.05  # of the processor: how busy the machine is says nothing about a query
_HELD_SECONDS = 1.0  # that a worker may be held without working, by a client that reads slowly
_STREAMED_FROM = 128 * 1024  # bytes; what has not ended by then is streamed
_MOST_BUFFERED = 512 * 1024


class Stage(Enum):
    """Where a query stands."""

    WAITING = auto()  # for a worker
    QUICK = auto()  # it runs, and has not taken long
    LONG = auto()  # it runs, has taken long, and gives way to others
    PAUSED = auto()  # it has taken long, and waits for a place among the long ones
    LOST = auto()  # its worker is gone; the system is being asked why
    ENDED = auto()


class Scheduler(Protocol):
    """Who gives queries their workers, and takes them back."""

    def end(self, answer: LaneAnswer, *, is_reusable: bool) -> None: ...
    def cancel(self, answer: LaneAnswer) -> None: ...
    def explain_loss(self, answer: LaneAnswer) -> None: ...


class LaneAnswer:
    """A PublicAnswer of the lanes."""

    def __init__(self, lanes: Scheduler, frame: bytes, client: str, seconds: float) -> None:
        self._lanes, self.frame, self.client = lanes, frame, client
        self.seconds = self.seconds_left = seconds
        self.since = time.monotonic()  # when its stage began
        self.stage, self.was_long = Stage.WAITING, False
        self.worker: LaneWorker | None = None
        self.head: AnswerHead | None = None
        self.error: StoreError | None = None
        self._used_before = 0.0  # seconds of a processor that its worker had used before
        self._used_in_all: float | None = None  # by the query, known when it has ended
        self._pieces: list[bytes] = []
        self._buffered = 0
        self._is_reading_paused = False
        self._waiter: asyncio.Future[None] | None = None

    @property
    def processor_seconds(self) -> float:
        """What the query has used of a processor by now."""
        if self._used_in_all is not None:
            return self._used_in_all
        return self.worker.handle.processor_seconds() - self._used_before if self.worker else 0.0

    @property
    def is_whole(self) -> bool:
        return self.stage is Stage.ENDED and self.error is None

    async def begin(self) -> None:
        """Wait until the answer is whole, or long enough to be streamed.

        Raises:
            StoreError: There is no answer.
        """
        while self.stage is not Stage.ENDED and self._buffered < _STREAMED_FROM:
            await self._wait()
        if self.error and (self._buffered < _STREAMED_FROM or self.head is None):
            raise self.error

    async def take(self) -> bytes:
        """What has arrived since the last call; empty at the end.

        Raises:
            StoreError: The rest will not come.
        """
        while not self._buffered and self.stage is not Stage.ENDED:
            await self._wait()
        pieces = b"".join(self._pieces)
        self._pieces.clear()
        self._buffered = 0
        if self._is_reading_paused and self.worker:
            self._is_reading_paused = False
            self.worker.resume_reading()
        if not pieces and self.error:
            raise self.error
        return pieces

    def is_long(self, now: float) -> bool:
        """True if the query has had more of the processor, or of its worker, than a quick one may."""
        return self.processor_seconds >= QUICK_SECONDS or now - self.since >= _HELD_SECONDS

    def start_on(self, worker: LaneWorker) -> None:
        """Begin to run."""
        self.worker = worker
        self._used_before = worker.handle.processor_seconds()
        self.enter(Stage.QUICK)
        worker.send(self.frame, self)

    def close(self) -> None:
        """Stop here; nobody is listening."""
        self._lanes.cancel(self)

    def enter(self, stage: Stage) -> None:
        """Pass to another stage. Time counts while the query runs."""
        now = time.monotonic()
        if self.stage in (Stage.QUICK, Stage.LONG):
            self.seconds_left -= now - self.since
        self.stage, self.since = stage, now

    def receive(self, kind: bytes, payload: bytes) -> None:
        """Take a frame from the worker."""
        if kind == wire.HEAD:
            self.head = wire.decode_head(payload)
            return
        if kind in (wire.ERROR, wire.FAILURE):
            self.error = decode_error(payload)
        elif payload:
            self._pieces.append(payload)
            self._buffered += len(payload)
        if kind in _FINAL_FRAMES:
            self._used_in_all = self.processor_seconds
            self._lanes.end(self, is_reusable=kind in _REUSABLE_AFTER)
            self._wake()
        else:
            self._wake()
            self._hold_back()

    def lose_worker(self) -> None:
        self._lanes.explain_loss(self)

    def fail(self, error: StoreError) -> None:
        """End with this error; the lanes have let go of the query already."""
        self.error = error
        self.enter(Stage.ENDED)
        self._wake()

    def _hold_back(self) -> None:
        if self._buffered > _MOST_BUFFERED and self.worker and not self._is_reading_paused:
            self._is_reading_paused = True
            self.worker.pause_reading()

    async def _wait(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)
