"""What can go wrong with a query, in words a person who typed it can act on.

No HTTP status here: the same errors reach the command line. Each one survives
the trip from a worker process to the server (`to_wire`, `from_wire`).
"""

from __future__ import annotations

import json

from claimgraph.errors import ClaimgraphError


class StoreError(ClaimgraphError):
    """A query was not answered, or not to its end."""


class QueryError(StoreError):
    """The query itself has to change."""


class QuerySyntaxError(QueryError):
    """The text is not SPARQL. `line` and `column` count from 1; None where nobody knows."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class QueryRefusedError(QueryError):
    """Sound SPARQL that asks for something this store does not do: updates, other endpoints."""


class QueryEvaluationError(QueryError):
    """The engine gave up on a query it could read, such as one with a function it does not have."""


class UnknownGraphError(QueryError):
    """The query's dataset names a graph that is not here. An empty answer would hide a slip of the pen."""


class UnknownFormatError(QueryError):
    """No result of this form can be written that way."""


class QueryTooDeepError(QueryError):
    """Reading or running the query took more stack than a process has."""


class QueryTooLargeError(StoreError):
    """The query text is longer than the store accepts. Lengths are in characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"The query is {length:,} characters long; {limit:,} are accepted. "
            f"Ask in parts, or download the graph and ask it at home."
        )


class QueryLimitError(StoreError):
    """The query was stopped because it used more than its share."""


class QueryTimeoutError(QueryLimitError):
    """The wall clock of the query ran out, writing the answer to its reader included."""


class QueryMemoryError(QueryLimitError):
    """The query needed more memory than it may have."""


class StoreBusyError(StoreError):
    """No worker became free in time. `seconds` is how long it was waited for."""

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class WorkerDiedError(StoreError):
    """The process that was answering ended before the answer did."""


class StoreStartError(StoreError):
    """The processes that answer queries cannot be started."""


_TRAVELLERS: dict[str, type[StoreError]] = {
    kind.__name__: kind
    for kind in (
        QuerySyntaxError,
        QueryRefusedError,
        QueryEvaluationError,
        UnknownGraphError,
        UnknownFormatError,
        QueryMemoryError,
    )
}


def encode_error(error: StoreError) -> bytes:
    place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) else {}
    return json.dumps({"kind": type(error).__name__, "message": str(error), **place}).encode()


def decode_error(data: bytes) -> StoreError:
    fields = json.loads(data)
    kind = _TRAVELLERS.get(fields["kind"], StoreError)
    if kind is QuerySyntaxError:
        return QuerySyntaxError(fields["message"], fields["line"], fields["column"])
    return kind(fields["message"])
