"""The workers of the lanes: forked ahead, replaced when they are gone, and told to pause or go on.

The fork server is asked in one thread, in order: a fork takes milliseconds, and starting a fork server
as long as loading the graph.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from claimgraph.stores.errors import StoreError
from claimgraph.stores.sandbox.fork_server import ForkServer, ForkServerGoneError
from claimgraph.stores.sandbox.fork_servers import ForkServers
from claimgraph.stores.sandbox.lane_worker import LaneWorker
from claimgraph.stores.sandbox.worker_handle import WorkerHandle

_ATTEMPTS = 3
_SPARE = 2  # workers that ran long queries, beyond the usual number
Answered = TypeVar("Answered")


class LaneForks:
    """Keeps up to `size` workers for quick queries. A new one is handed to `admit`; `fail` hears why not."""

    def __init__(
        self,
        fork_servers: ForkServers,
        size: int,
        admit: Callable[[LaneWorker], None],
        fail: Callable[[StoreError], None],
    ) -> None:
        self._fork_servers, self._size, self._admit, self._fail = fork_servers, size, admit, fail
        self._idle: list[LaneWorker] = []
        self._quick_count = 0  # that exist or are being forked, and have run no long query
        self._is_closed = False
        self._thread = ThreadPoolExecutor(1, "forks")
        self._tasks: set[asyncio.Task[None]] = set()  # which nothing else keeps alive

    def take_idle(self) -> LaneWorker | None:
        """A worker that waits for a request, the last used first."""
        while self._idle:
            worker = self._idle.pop()
            if not worker.is_gone:
                return worker
            self._forget(worker)
        return None

    def keep_idle(self, worker: LaneWorker) -> None:
        self._idle.append(worker)

    def fill_up(self) -> None:
        """Fork what is missing."""
        while self._quick_count < self._size and not self._is_closed:
            self._quick_count += 1
            self._start(self._fork())

    def dismiss(self, worker: LaneWorker, *, was_quick: bool) -> None:
        """End a worker, whatever it is doing."""
        worker.disconnect()
        self._command(ForkServer.kill, worker)
        self._replace(was_quick=was_quick)

    def reap(self, worker: LaneWorker, tell: Callable[[int | None], None], *, was_quick: bool) -> None:
        """Learn how a worker ended that is gone."""
        self._start(self._reap(worker, tell))
        self._replace(was_quick=was_quick)

    def demote(self, worker: LaneWorker) -> None:
        """Let a worker give way to others; another takes its place in the quick lane."""
        self._command(ForkServer.demote, worker)
        self._replace(was_quick=True)

    def restore(self, worker: LaneWorker) -> None:
        """Take a worker back into the quick lane: it has the graph at hand, which a new one has not."""
        self._start(self._restore(worker))

    async def _restore(self, worker: LaneWorker) -> None:
        def restore() -> bool:
            fork_server = self._fork_servers.current
            try:
                return bool(fork_server and fork_server.restore(worker.handle))
            except ForkServerGoneError:
                return False

        has_room = self._quick_count < self._size + _SPARE
        if has_room and await self._ask(restore) and not worker.is_gone:
            self._quick_count += 1
            self._admit(worker)
        else:
            self.dismiss(worker, was_quick=False)

    async def _ask(self, question: Callable[[], Answered]) -> Answered | None:
        """What the fork server says; None once this is closed."""
        if self._is_closed:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, question)

    def pause(self, worker: LaneWorker) -> None:
        self._command(ForkServer.pause, worker)

    def resume(self, worker: LaneWorker) -> None:
        self._command(ForkServer.resume, worker)

    def _forget(self, worker: LaneWorker) -> None:
        self._start(self._reap(worker, lambda _: None))
        self._replace(was_quick=True)

    def _replace(self, *, was_quick: bool) -> None:
        if was_quick:
            self._quick_count -= 1
            self.fill_up()

    async def _fork(self) -> None:
        try:
            handle = await asyncio.get_running_loop().run_in_executor(self._thread, self._fork_or_restart)
        except StoreError as error:
            self._quick_count -= 1
            self._fail(error)
            return
        worker = LaneWorker(handle)
        handle.stream.close()  # frames are read by the loop
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=handle.channel)
        self._admit(worker)

    def _fork_or_restart(self) -> WorkerHandle:
        for _ in range(_ATTEMPTS):
            fork_server = self._fork_servers.running()
            try:
                return fork_server.fork()
            except ForkServerGoneError:
                self._fork_servers.abandon(fork_server)
        raise StoreError("The processes that answer queries keep ending. The server's messages say more.")

    async def _reap(self, worker: LaneWorker, tell: Callable[[int | None], None]) -> None:
        def reap() -> int | None:
            fork_server = self._fork_servers.current
            try:
                return fork_server.reap(worker.handle) if fork_server else None
            except ForkServerGoneError:
                return None

        tell(await self._ask(reap))

    def _command(self, command: Callable[[ForkServer, WorkerHandle], None], worker: LaneWorker) -> None:
        def carry_out() -> None:
            fork_server = self._fork_servers.current
            if fork_server:
                with contextlib.suppress(ForkServerGoneError):  # its workers are gone, too
                    command(fork_server, worker.handle)

        if not self._is_closed:
            self._thread.submit(carry_out)

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Fork no more. May be called from any thread."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
