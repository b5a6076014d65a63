"""How a query ended, in a word, for metrics and log."""

from __future__ import annotations

import asyncio

from claimgraph.stores import (
    AnswerAbandonedError,
    ClientBusyError,
    QueryError,
    QueryLimitError,
    QueryMemoryError,
    QueryTimeoutError,
    QueryTooLargeError,
    StoreBusyError,
)
from claimgraph.web.sparql.sending import AnswerCutError

# The first class that fits decides.
_OUTCOMES: tuple[tuple[type[BaseException], str], ...] = (
    (QueryError, "refused"),
    (QueryTooLargeError, "refused"),
    (QueryTimeoutError, "out of time"),
    (QueryMemoryError, "out of memory"),
    (QueryLimitError, "over a limit"),
    (ClientBusyError, "client busy"),
    (StoreBusyError, "busy"),
    (AnswerAbandonedError, "abandoned"),
    (AnswerCutError, "cut"),
    (asyncio.CancelledError, "cut"),
)


def name_outcome(error: BaseException) -> str:
    """The word for what was raised; "failed" for what is our fault."""
    return next((word for kind, word in _OUTCOMES if isinstance(error, kind)), "failed")
