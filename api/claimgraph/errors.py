"""The errors that users can fix. Each message says where, what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ClaimgraphError(Exception):
    """An error that a user can fix. Only the command line and the web app catch it."""


class RowError(ClaimgraphError):
    """A cell of a table does not fit its column."""

    def __init__(self, file: str, line: int, column: str, problem: str, fix: str) -> None:
        super().__init__(f"{file}:{line}: column {column!r}: {problem}. {fix}")
        self.file, self.line, self.column = file, line, column


class TableError(ClaimgraphError):
    """A table cannot be read at all: it is missing, not UTF-8, or has the wrong columns."""

    def __init__(self, file: str, problem: str, fix: str) -> None:
        super().__init__(f"{file}: {problem}. {fix}")
        self.file = file


class RowErrors(ClaimgraphError):  # noqa: N818 - it is several
    """Several cells are wrong: reported together by file and line, so that one round of fixes is enough."""

    def __init__(self, errors: list[RowError]) -> None:
        self.errors = sorted(errors, key=lambda error: (error.file, error.line))
        super().__init__("\n".join(map(str, self.errors)))


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three names that are spelt like this one, the nearest first.

    >>> nearest_names("chip-fab-shares", ["chip-fab-share", "training-cost"])
    ['chip-fab-share']
    """
    return get_close_matches(name, list(known), n=3, cutoff=0.4)
