"""What can be wrong with a query of the catalogue, or with the values somebody gives it."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.errors import ClaimgraphError, nearest_names


class QueryHeaderError(ClaimgraphError):
    """A query file has no header that can be read, or one that its query contradicts."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line = file, line


class UnknownQueryError(ClaimgraphError):
    """The catalogue has no query of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        similar = nearest_names(name, known)
        hint = f"Did you mean {' or '.join(similar)}? " if similar else ""
        super().__init__(
            f"There is no query {name!r}. {hint}claimgraph query --list shows the published ones."
        )


class DuplicateQueryError(ClaimgraphError):
    """Two folders of the catalogue hold a query of the same name."""

    def __init__(self, file: str, other: str) -> None:
        super().__init__(f"{file}: {other} has the same name. Rename one of the two.")


class QueryParameterError(ClaimgraphError):
    """A query cannot be bound to the values given; `parameter` is the one to fix, without its "?"."""

    def __init__(self, parameter: str, problem: str) -> None:
        super().__init__(problem)
        self.parameter = parameter


class UnknownParameterError(QueryParameterError):
    """A value was given for a variable that is not among the query's parameters."""

    def __init__(self, query: str, parameter: str, known: Iterable[str]) -> None:
        names = ", ".join(f"?{name}" for name in known) or "none"
        super().__init__(parameter, f"{query} has no parameter ?{parameter}. It has: {names}.")


class MissingParameterError(QueryParameterError):
    """A required parameter has no value."""

    def __init__(self, query: str, parameter: str, expected: str) -> None:
        super().__init__(parameter, f"{query} needs a value for ?{parameter}: {expected}.")


class ParameterValueError(QueryParameterError):
    """A value is not of the parameter's type."""

    def __init__(self, query: str, parameter: str, value: str, expected: str) -> None:
        super().__init__(parameter, f"?{parameter} of {query} cannot be {value!r}. Expected: {expected}.")
