"""Lends workers to queries: no more at once than the settings allow, none for longer.

Workers are forked when a query needs one, so one that died, or all of them with
their supervisor, are replaced by the next query that comes.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

from claimgraph.stores.errors import StoreError, StoreStartError
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.fork_server import ForkServer, ForkServerGoneError
from claimgraph.stores.sandbox.fork_servers import ForkServers
from claimgraph.stores.sandbox.slots import WorkerSlots
from claimgraph.stores.sandbox.worker_handle import WorkerHandle

if TYPE_CHECKING:  # the supervisor imports this package, and reads no settings
    from claimgraph.config import Settings

_TICK_SECONDS = 0.05  # by which a query may overrun its time


class Loan:
    """A worker lent until `deadline` (of the monotonic clock); `expired` once taken back by force."""

    def __init__(
        self, worker: WorkerHandle, fork_server: ForkServer, slot: threading.Semaphore, deadline: float
    ) -> None:
        self.worker, self.fork_server, self.slot, self.deadline = worker, fork_server, slot, deadline
        self.expired = False

    def end_worker(self) -> None:
        """Kill the worker, unless it is gone already, and disconnect."""
        with contextlib.suppress(ForkServerGoneError, StoreError):
            self.fork_server.kill(self.worker)
        self.worker.disconnect()


class WorkerPool:
    """The workers of one generation. Safe to share between threads.

    Raises:
        StoreStartError: No worker can be started.
    """

    def __init__(self, fork_servers: ForkServers, settings: Settings) -> None:
        self._fork_servers, self._settings = fork_servers, settings
        self._slots = WorkerSlots(settings.workers, settings.waiting_seconds)
        self._change = threading.Condition()  # guards everything below
        self._idle: list[WorkerHandle] = []
        self._loans: set[Loan] = set()
        self._closed = False
        loan = self.borrow(trusted=True)
        self.isolation: Isolation = loan.worker.isolation
        self.give_back(loan, reusable=True)
        threading.Thread(target=self._watch_deadlines, name="query-clock", daemon=True).start()

    def borrow(self, *, trusted: bool) -> Loan:
        """Lend a worker that is ready; its time runs from now. `trusted`: the query is one of ours.

        Raises:
            StoreBusyError: All workers were busy for `waiting_seconds`.
            StoreStartError: None can be started.
        """
        slot = self._slots.acquire(trusted=trusted)
        try:
            return self._lend(slot)
        except BaseException:
            slot.release()
            raise

    def give_back(self, loan: Loan, *, reusable: bool) -> None:
        """End a loan. Nothing happens if it was taken back by force already."""
        with self._change:
            if loan not in self._loans:
                return
            self._loans.discard(loan)
            if reusable and loan.fork_server is self._fork_servers.current:
                self._idle.append(loan.worker)
        if not reusable:
            loan.end_worker()
        loan.slot.release()

    def reap(self, loan: Loan) -> int | None:
        """End the loan of a worker that died, and return its exit code; None if nobody knows."""
        try:
            return loan.fork_server.reap(loan.worker)
        except ForkServerGoneError:
            return None
        finally:
            self.give_back(loan, reusable=False)

    def close(self) -> None:
        """Lend no more, and let the workers go that wait for a query."""
        with self._change:
            self._closed = True
            self._dismiss_idle()
            self._change.notify_all()

    def _lend(self, slot: threading.Semaphore) -> Loan:
        for _ in range(3):
            fork_server = self._fork_servers.running()
            try:
                worker = self._take_idle_worker() or fork_server.fork()
            except ForkServerGoneError:
                self._abandon(fork_server)
                continue
            loan = Loan(worker, fork_server, slot, time.monotonic() + self._settings.query_seconds)
            if self._register(loan):
                return loan
            loan.end_worker()
        raise StoreStartError(
            "The processes that answer queries keep ending. The server's messages say more."
        )

    def _register(self, loan: Loan) -> bool:
        """Begin the loan, unless its fork server has been replaced meanwhile."""
        with self._change:
            if loan.fork_server is not self._fork_servers.current:
                return False
            self._loans.add(loan)
            self._change.notify_all()
            return True

    def _take_idle_worker(self) -> WorkerHandle | None:
        while True:
            with self._change:
                worker = self._idle.pop() if self._idle else None
            if worker is None or worker.is_ready():
                return worker
            self._reap_idle(worker)

    def _reap_idle(self, worker: WorkerHandle) -> None:
        fork_server = self._fork_servers.current
        worker.disconnect()
        if fork_server:
            fork_server.reap(worker)

    def _abandon(self, fork_server: ForkServer) -> None:
        with self._change:
            if self._fork_servers.current is not fork_server:
                return
            self._dismiss_idle()
        self._fork_servers.abandon(fork_server)

    def _dismiss_idle(self) -> None:
        while self._idle:
            self._idle.pop().disconnect()

    def _watch_deadlines(self) -> None:
        """Take back what is overdue. The reader may be asleep, so this cannot be left to the reader."""
        while not self._closed:
            with self._change:
                if not self._loans:
                    self._change.wait(timeout=60)
                now = time.monotonic()
                overdue = [loan for loan in self._loans if loan.deadline <= now]
                for loan in overdue:
                    loan.expired = True
            for loan in overdue:
                self.give_back(loan, reusable=False)
            time.sleep(_TICK_SECONDS)
