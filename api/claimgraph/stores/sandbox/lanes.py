"""Answers anybody's queries from an event loop, so that quick ones do not wait for long ones.

What a query costs is not known before it runs. So each begins at once, on a worker of the quick lane.
One that has used the processor for 50 ms, or held its worker for a second, has shown that it is long: it
keeps its worker, but gives way to others from then on, and only as many long ones run as the settings
allow. The rest are paused where they are, and go on when a place is free.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from claimgraph.stores.errors import AnswerAbandonedError, ClientBusyError, StoreBusyError, StoreError
from claimgraph.stores.public_queries import PublicRequest
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.exits import explain_exit, out_of_time
from claimgraph.stores.sandbox.fair_queue import FairQueue
from claimgraph.stores.sandbox.fork_servers import ForkServers
from claimgraph.stores.sandbox.lane_answer import LaneAnswer, Stage
from claimgraph.stores.sandbox.lane_forks import LaneForks
from claimgraph.stores.sandbox.lane_worker import LaneWorker

if TYPE_CHECKING:  # the supervisor imports this package, and reads no settings
    from claimgraph.config import Settings

_TICK_SECONDS = 0.02
_QUICK_WORKERS = 4
_MOST_WAITING, _MOST_WAITING_OF_A_CLIENT = 512, 128
_MOST_PAUSED, _MOST_LONG_OF_A_CLIENT = 8, 4


class QueryLanes:
    """The PublicQueries of a sandbox. To be used from one event loop."""

    def __init__(self, fork_servers: ForkServers, settings: Settings) -> None:
        self._settings = settings
        self._forks = LaneForks(fork_servers, _QUICK_WORKERS, self._admit_worker, self._fail_waiting)
        self._waiting: FairQueue[LaneAnswer] = FairQueue()
        self._paused: FairQueue[LaneAnswer] = FairQueue()
        self._quick: set[LaneAnswer] = set()
        self._long: set[LaneAnswer] = set()
        self._is_ticking = False

    def ask(self, request: PublicRequest, client: str) -> LaneAnswer:
        """Begin to answer, or let the query wait for a worker.

        Raises:
            StoreBusyError: Too many are waiting.
        """
        seconds = min(request.seconds or self._settings.query_seconds, self._settings.query_seconds)
        answer = LaneAnswer(self, wire.encode_public_request(request), client, seconds)
        worker = self._forks.take_idle()
        if worker:
            self._run(answer, worker)
        else:
            self._queue(answer)
        self._start_ticking()
        return answer

    def end(self, answer: LaneAnswer, *, is_reusable: bool) -> None:
        """Part a query that is done from its worker."""
        worker, was_quick = answer.worker, answer.stage is Stage.QUICK
        self._release(answer)
        if worker and is_reusable:
            worker.receiver = None
            if was_quick:
                self._admit_worker(worker)
            else:
                self._forks.restore(worker)
        elif worker:
            self._forks.dismiss(worker, was_quick=was_quick)
        self._resume_paused()

    def cancel(self, answer: LaneAnswer) -> None:
        """End a query that nobody waits for."""
        if answer.stage is not Stage.ENDED:
            self._stop(answer, AnswerAbandonedError("Nobody waits for this answer any more."))

    def explain_loss(self, answer: LaneAnswer) -> None:
        """End a query whose worker is gone, with what the system says about that."""
        worker, was_quick = answer.worker, answer.stage is Stage.QUICK
        self._release(answer, Stage.LOST)
        if worker:
            memory_bytes = self._settings.query_memory_mib * 2**20
            self._forks.reap(
                worker, lambda code: answer.fail(explain_exit(code, memory_bytes)), was_quick=was_quick
            )
        self._resume_paused()

    def count_queries(self) -> dict[str, int]:
        """How many are at which stage now."""
        return {
            "quick": len(self._quick),
            "long": len(self._long),
            "paused": len(self._paused),
            "waiting": len(self._waiting),
        }

    def close(self) -> None:
        """Fork no more."""
        self._forks.close()

    def _run(self, answer: LaneAnswer, worker: LaneWorker) -> None:
        self._quick.add(answer)
        answer.start_on(worker)

    def _queue(self, answer: LaneAnswer) -> None:
        if self._waiting.count(answer.client) >= _MOST_WAITING_OF_A_CLIENT:
            raise ClientBusyError("Too many of your queries are waiting. Ask one after the other.", 1)
        if len(self._waiting) >= _MOST_WAITING:
            raise StoreBusyError("Too many queries are waiting. Try again soon.", 5)
        self._waiting.append(answer.client, answer)
        self._forks.fill_up()

    def _admit_worker(self, worker: LaneWorker) -> None:
        """Give a worker that is ready something to do, or let it wait."""
        if self._waiting:
            self._run(self._waiting.pop(), worker)
        else:
            self._forks.keep_idle(worker)

    def _fail_waiting(self, error: StoreError) -> None:
        """There are no workers."""
        for answer in self._waiting.entries():
            self._waiting.discard(answer.client, answer)
            answer.fail(error)

    def _release(self, answer: LaneAnswer, stage: Stage = Stage.ENDED) -> None:
        self._quick.discard(answer)
        self._long.discard(answer)
        self._waiting.discard(answer.client, answer)
        self._paused.discard(answer.client, answer)
        answer.worker = None
        answer.enter(stage)

    def _stop(self, answer: LaneAnswer, error: StoreError) -> None:
        answer.error = error
        self.end(answer, is_reusable=False)
        answer.fail(error)

    def _demote(self, answer: LaneAnswer) -> None:
        """A query has turned out to be long."""
        assert answer.worker
        answer.was_long = True
        if self._count_long(answer.client) >= _MOST_LONG_OF_A_CLIENT:
            self._stop(
                answer, ClientBusyError("Too many of your queries take long. Wait for them to end.", 5)
            )
        elif len(self._long) < self._settings.workers:
            self._quick.discard(answer)
            self._forks.demote(answer.worker)
            self._let_run_long(answer)
        elif len(self._paused) < _MOST_PAUSED:
            self._quick.discard(answer)
            self._forks.demote(answer.worker)
            self._forks.pause(answer.worker)
            answer.enter(Stage.PAUSED)
            self._paused.append(answer.client, answer)
        else:
            wait = self._settings.waiting_seconds
            self._stop(answer, StoreBusyError("Too many long queries are running. Try again soon.", wait))

    def _let_run_long(self, answer: LaneAnswer) -> None:
        answer.enter(Stage.LONG)
        self._long.add(answer)

    def _count_long(self, client: str) -> int:
        return sum(answer.client == client for answer in self._long) + self._paused.count(client)

    def _resume_paused(self) -> None:
        while self._paused and len(self._long) < self._settings.workers:
            answer = self._paused.pop()
            if answer.worker:
                self._forks.resume(answer.worker)
            self._let_run_long(answer)

    def _start_ticking(self) -> None:
        if not self._is_ticking:
            self._is_ticking = True
            asyncio.get_running_loop().call_later(_TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        """Demote what is long, and end what has had its time."""
        now = time.monotonic()
        for answer in [*self._quick, *self._long]:
            if now - answer.since >= answer.seconds_left:
                self._stop(answer, out_of_time(answer.seconds))
            elif answer.stage is Stage.QUICK and answer.is_long(now):
                self._demote(answer)
        self._end_long_waits(now)
        self._is_ticking = False
        if self._quick or self._long or self._paused or self._waiting:
            self._start_ticking()

    def _end_long_waits(self, now: float) -> None:
        wait = self._settings.waiting_seconds
        for answer in [*self._waiting.entries(), *self._paused.entries()]:
            if now - answer.since >= wait:
                self._stop(
                    answer,
                    StoreBusyError(
                        f"All {self._settings.workers} places for long queries were taken for {wait:g} s. "
                        "Try again soon.",
                        wait,
                    ),
                )
