"""The answer to one request, as it arrives from a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.stores.errors import StoreError, decode_error
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.exits import explain_exit, out_of_time
from claimgraph.stores.sandbox.pool import Loan, WorkerPool

if TYPE_CHECKING:  # the supervisor imports this package, and reads no settings
    from claimgraph.config import Settings

_FINAL_FRAMES = (wire.END, wire.END_AND_RETIRE, wire.ERROR, wire.FAILURE)
_REUSABLE_AFTER = (wire.END, wire.ERROR)


class AnswerStream:
    """The chunks of an answer. Raises if it was cut; returns the worker at its end, or when closed.

    An iterator and not a generator: a generator that was never started does not run its `finally`.
    `close` may be called from another thread, to wake one that waits for the next chunk.
    """

    def __init__(self, pool: WorkerPool, loan: Loan, settings: Settings) -> None:
        self._pool, self._loan, self._settings = pool, loan, settings
        self._finished = False

    def __iter__(self) -> AnswerStream:
        return self

    def __next__(self) -> bytes:
        if self._finished:
            raise StopIteration
        kind, payload = self._receive()
        if kind in _FINAL_FRAMES:
            self._finished = True
            self._pool.give_back(self._loan, reusable=kind in _REUSABLE_AFTER)
        if kind in (wire.ERROR, wire.FAILURE):
            raise decode_error(payload)
        if not payload:
            raise StopIteration
        return payload

    def close(self) -> None:
        """Stop here. A worker that is still writing is killed: that is quicker than reading the rest."""
        if not self._finished:
            self._finished = True
            self._pool.give_back(self._loan, reusable=False)

    def __del__(self) -> None:
        """Leave the closing to the pool's clock: this may run amid any line of any thread, locks held."""
        if not self._finished:
            self._loan.deadline = 0.0

    def _receive(self) -> tuple[bytes, bytes]:
        try:
            return wire.receive_frame(self._loan.worker.stream)
        except wire.StreamCutError:
            self._finished = True
            raise self._explain_cut() from None

    def _explain_cut(self) -> StoreError:
        if self._loan.expired:
            return out_of_time(self._settings.query_seconds)
        return explain_exit(self._pool.reap(self._loan), self._settings.query_memory_mib * 2**20)
