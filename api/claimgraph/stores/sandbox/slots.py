"""Admits queries: each needs a slot, which is the right to have a worker.

One slot is reserved for our own queries, so that pages appear while strangers'
queries hold all the others.
"""

from __future__ import annotations

import threading

from claimgraph.stores.errors import StoreBusyError


class WorkerSlots:
    """As many slots as there may be workers, and the reserved one. Release a slot when its worker is back."""

    def __init__(self, workers: int, waiting_seconds: float) -> None:
        self._workers, self._waiting_seconds = workers, waiting_seconds
        self._shared = threading.Semaphore(workers)
        self._reserved = threading.Semaphore(1)

    def acquire(self, *, trusted: bool) -> threading.Semaphore:
        """Take an open slot or wait for one: `trusted` queries for the reserved one, others for any but that.

        Raises:
            StoreBusyError: No slot opened within `waiting_seconds`.
        """
        if self._shared.acquire(blocking=False):
            return self._shared
        awaited = self._reserved if trusted else self._shared
        if awaited.acquire(timeout=self._waiting_seconds):
            return awaited
        wait = self._waiting_seconds
        raise StoreBusyError(f"All {self._workers} workers were busy for {wait:g} s. Try again soon.", wait)
