"""What can go wrong with a query, in words that the person who typed it can act on.

No HTTP status here: the same errors reach the command line. Some are raised in
a worker and travel to the server (`encode_error`, `decode_error`).
"""

from __future__ import annotations

import json

from claimgraph.errors import ClaimgraphError


class StoreError(ClaimgraphError):
    """A query was not answered, or not to its end."""


class QueryError(StoreError):
    """The query itself has to change."""


class QuerySyntaxError(QueryError):
    """The text is not SPARQL. `line` and `column` count from 1; None if the place is unknown."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class QueryRefusedError(QueryError):
    """Valid SPARQL that asks for something this store does not do: updates, other endpoints."""


class QueryEvaluationError(QueryError):
    """The engine gave up on a query it could read, such as one with a function it does not have."""


class UnknownGraphError(QueryError):
    """The query's dataset names a graph that is not here. An empty answer would hide a typing error."""


class UnknownFormatError(QueryError):
    """The result of a query of this form cannot be written in that format."""


class QueryTooDeepError(QueryError):
    """Reading or running the query took more stack than a process has."""


class QueryTooLargeError(StoreError):
    """The query text is longer than the store accepts. Lengths are in characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"The query is {length:,} characters long; {limit:,} are accepted. "
            f"Ask in parts, or download the graph and ask it at home."
        )


class GraphForbiddenError(StoreError):
    """A change would write to a graph that its author may not write."""


class MergedGraphError(StoreError):
    """A change would write to a default graph that holds nothing of its own."""

    def __init__(
        self,
        message: str = "The default graph here is the merge of all graphs, so nothing can be written to it. "
        "Name a graph: GRAPH <…> { … } in an update, graph=… in the Graph Store Protocol.",
    ) -> None:
        super().__init__(message)


class GraphTooLargeError(StoreError):
    """A graph would become larger than any that is written may be."""


class QueryLimitError(StoreError):
    """The query was stopped because it used more than its share."""


class QueryTimeoutError(QueryLimitError):
    """The query ran out of time: `seconds`. The time its reader takes for the answer counts, too."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class QueryMemoryError(QueryLimitError):
    """The query needed more memory than it may have."""


class StoreBusyError(StoreError):
    """No worker became free in time. `retry_after` is the number of seconds to wait before the next try."""

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ClientBusyError(StoreBusyError):
    """This client has as many queries waiting or running as one may have."""


class AnswerAbandonedError(StoreError):
    """Nobody waits for the answer any more."""


class WorkerDiedError(StoreError):
    """The process that was answering ended before the answer did."""


class StoreStartError(StoreError):
    """The processes that answer queries cannot be started."""


_RAISED_IN_WORKERS: dict[str, type[StoreError]] = {
    error_class.__name__: error_class
    for error_class in (
        QuerySyntaxError,
        QueryRefusedError,
        QueryEvaluationError,
        UnknownGraphError,
        UnknownFormatError,
        QueryMemoryError,
        QueryTooDeepError,
        GraphForbiddenError,
        MergedGraphError,
        GraphTooLargeError,
    )
}


def encode_error(error: StoreError) -> bytes:
    """An error of a worker as JSON."""
    place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) else {}
    return json.dumps({"kind": type(error).__name__, "message": str(error), **place}).encode()


def decode_error(data: bytes) -> StoreError:
    """The error that `encode_error` encoded."""
    fields = json.loads(data)
    error_class = _RAISED_IN_WORKERS.get(fields["kind"], StoreError)
    if error_class is QuerySyntaxError:
        return QuerySyntaxError(fields["message"], fields["line"], fields["column"])
    return error_class(fields["message"])
