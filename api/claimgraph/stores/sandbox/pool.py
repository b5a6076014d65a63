"""Lends workers to queries: no more at once than agreed, none for longer than agreed.

A slot is the right to have a worker. Workers are made when a slot needs one,
so one that died, or a whole family, is replaced by the next query that comes.
One slot more is kept for our own queries: pages appear while strangers' queries hold all the others.
"""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path

from claimgraph.config import Settings
from claimgraph.stores.errors import StoreBusyError, StoreError, StoreStartError
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.fork_server import ForkServer, ForkServerGoneError, Worker

_TICK = 0.05  # seconds by which a query may overrun its time


class Loan:
    """A worker lent until `deadline` (of the monotonic clock); `expired` once taken back by force."""

    def __init__(
        self, worker: Worker, fork_server: ForkServer, slot: threading.Semaphore, deadline: float
    ) -> None:
        self.worker, self.fork_server, self.slot, self.deadline = worker, fork_server, slot, deadline
        self.expired = False


class WorkerPool:
    """The workers of one generation. Safe to share between threads."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._slots = threading.Semaphore(settings.workers)
        self._kept = threading.Semaphore(1)
        self._change = threading.Condition()  # guards everything below
        self._idle: list[Worker] = []
        self._loans: set[Loan] = set()
        self._closed = False
        self._starting = threading.Lock()
        self._fork_server: ForkServer | None = None
        loan = self.borrow(trusted=True)
        self.isolation: Isolation = loan.worker.isolation
        self.give_back(loan, reusable=True)
        threading.Thread(target=self._watch, name="query-clock", daemon=True).start()

    def borrow(self, *, trusted: bool) -> Loan:
        """A fit worker; its time runs from now. `ours`: the query is one we wrote.

        Raises:
            StoreBusyError: All workers were busy for `waiting_seconds`.
            StoreStartError: None can be started.
        """
        slot = self._slot(self._kept if trusted else self._slots)
        try:
            return self._lend(slot)
        except BaseException:
            slot.release()
            raise

    def _slot(self, waited_for: threading.Semaphore) -> threading.Semaphore:
        """An open slot if there is one now, else the next of those `waited_for`."""
        wait = self._settings.waiting_seconds
        if self._slots.acquire(blocking=False):
            return self._slots
        if waited_for.acquire(timeout=wait):
            return waited_for
        raise StoreBusyError(
            f"All {self._settings.workers} workers were busy for {wait:g} s. Try again soon.", wait
        )

    def give_back(self, loan: Loan, *, reusable: bool) -> None:
        """End a loan; giving back what was taken back by force already does nothing."""
        with self._change:
            if loan not in self._loans:
                return
            self._loans.discard(loan)
            if reusable and loan.fork_server is self._fork_server:
                self._idle.append(loan.worker)
        if not reusable:
            _end(loan)
        loan.slot.release()

    def reap(self, loan: Loan) -> int | None:
        """End the loan of a worker that died, and tell how it did; None if nobody knows."""
        try:
            return loan.fork_server.reap(loan.worker)
        except ForkServerGoneError:
            return None
        finally:
            self.give_back(loan, reusable=False)

    def close(self) -> None:
        with self._change:
            self._closed = True
            self._send_home()
            self._change.notify_all()
        with self._starting:  # so that none is started behind our back
            family, self._fork_server = self._fork_server, None
        if family:
            family.close()

    def _lend(self, slot: threading.Semaphore) -> Loan:
        for _ in range(3):
            family = self._living_family()
            try:
                worker = self._fit_worker() or family.fork()
            except ForkServerGoneError:
                self._disown(family)
                continue
            loan = Loan(worker, family, slot, time.monotonic() + self._settings.query_seconds)
            with self._change:
                if family is self._fork_server:
                    self._loans.add(loan)
                    self._change.notify_all()
                    return loan
            _end(loan)
        raise StoreStartError(
            "The processes that answer queries keep ending. The server's messages say more."
        )

    def _fit_worker(self) -> Worker | None:
        while True:
            with self._change:
                worker = self._idle.pop() if self._idle else None
            if worker is None or worker.is_ready():
                return worker
            self._forget(worker)

    def _forget(self, worker: Worker) -> None:
        family = self._fork_server
        worker.disconnect()
        if family:
            family.reap(worker)

    def _living_family(self) -> ForkServer:
        with self._starting:
            if self._closed:
                raise StoreStartError("This store is closed.")
            if self._fork_server is None:
                self._fork_server = self._start()
            return self._fork_server

    def _disown(self, family: ForkServer) -> None:
        with self._change:
            if self._fork_server is not family:
                return
            self._fork_server = None
            self._send_home()
        family.close()

    def _send_home(self) -> None:
        while self._idle:
            self._idle.pop().disconnect()

    def _start(self) -> ForkServer:
        return ForkServer(self._folder, self._settings.query_memory_mib * 2**20)

    def _watch(self) -> None:
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
            time.sleep(_TICK)


def _end(loan: Loan) -> None:
    with contextlib.suppress(ForkServerGoneError, StoreError):
        loan.fork_server.kill(loan.worker)
    loan.worker.disconnect()
