"""What the exit of a worker in the middle of an answer says about the query."""

from __future__ import annotations

import signal

from claimgraph.stores.errors import (
    QueryMemoryError,
    QueryTimeoutError,
    QueryTooDeepError,
    StoreError,
    WorkerDiedError,
)


def explain_exit(code: int | None, memory_bytes: int) -> StoreError:
    """The error for a worker that ended with this exit code, or minus a signal; None: nobody knows."""
    if code == -signal.SIGABRT:  # how the engine ends when it is refused memory
        return QueryMemoryError(out_of_memory_message(memory_bytes))
    if code in (-signal.SIGSEGV, -signal.SIGBUS):  # how it ends when its stack is full
        return QueryTooDeepError("The query is nested too deeply, or too long a chain. Write it flatter.")
    return WorkerDiedError("The process that answered the query ended before it was done. Try again.")


def out_of_time(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        f"The query was stopped after {seconds:g} s, the most one may take here. "
        f"Make it more selective or add a LIMIT, or download the graph and ask it at home.",
        seconds,
    )


def out_of_memory_message(memory_bytes: int) -> str:
    return (
        f"The query needed more than {memory_bytes // 2**20} MiB of memory and was stopped. Ask for less at "
        f"once: add FILTERs or a LIMIT, and avoid ORDER BY, DISTINCT and GROUP_CONCAT over many rows."
    )
