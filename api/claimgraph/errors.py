"""The errors Claimgraph raises on purpose: each says where, what and what to do next."""

from __future__ import annotations


class ClaimgraphError(Exception):
    """Something a user can put right. Only the command line and the web app catch it."""


class RowError(ClaimgraphError):
    """A cell of a curated table does not say what its column promises."""

    def __init__(self, file: str, line: int, column: str, problem: str, fix: str) -> None:
        super().__init__(f"{file}:{line}: column {column!r}: {problem}. {fix}")
        self.file, self.line, self.column = file, line, column


class TableError(ClaimgraphError):
    """A table as a whole cannot be read: missing, not UTF-8, or with the wrong columns."""

    def __init__(self, file: str, problem: str, fix: str) -> None:
        super().__init__(f"{file}: {problem}. {fix}")
        self.file = file


class RowErrors(ClaimgraphError):  # noqa: N818 - it is several
    """Several cells of one table are wrong; all are named, so that one round of fixing does."""

    def __init__(self, errors: list[RowError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors
