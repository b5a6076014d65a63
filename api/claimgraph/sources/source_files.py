"""Holds a publisher's files to what dataset.toml says of them: checksums, and what becomes of their rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from claimgraph.datasets import SourceFile
from claimgraph.errors import ClaimgraphError
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.intake import FileAccount

_OTHER_FILE = (
    "Take the publisher's file of the stated version again, or describe the new one in dataset.toml."
)


class SourceFilesError(ClaimgraphError):
    """The publisher's files are not those that dataset.toml describes; all problems are reported together."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def checksum_problems(folder: Path, files: tuple[SourceFile, ...]) -> Iterator[str]:
    """Yield a problem for each file that is missing or not the one described."""
    for file in files:
        path = folder / file.path
        if not path.is_file():
            yield f"{display_path(path)}: dataset.toml lists it and it is not there. {_OTHER_FILE}"
        elif (sha256 := hashlib.sha256(path.read_bytes()).hexdigest()) != file.sha256:
            problem = f"the SHA-256 is {sha256}, dataset.toml says {file.sha256}"
            yield f"{display_path(path)}: {problem}. {_OTHER_FILE}"


def count_problems(
    folder: Path, accounts: Mapping[str, FileAccount], files: tuple[SourceFile, ...]
) -> Iterator[str]:
    """Yield a problem for each file read but not listed, listed but not read, or with other counts."""
    expected = {file.path: file for file in files}
    for path in sorted(expected.keys() - accounts.keys()):
        problem = "dataset.toml lists it and no importer reads it. Take it off the list."
        yield f"{display_path(folder / path)}: {problem}"
    for path, account in accounts.items():
        place = display_path(folder / path)
        if path not in expected:
            yield f"{place}: read, but dataset.toml does not list it. Add it to [[files]]."
        elif _counts_found(account) != _counts_expected(expected[path]):
            yield (
                f"{place}: {account.read} rows read: {_counts_found(account)}; dataset.toml expects "
                f"{_counts_expected(expected[path])}. {_reasons(account)}"
                "Fix the file, or what is expected of it."
            )


def _counts_found(account: FileAccount) -> str:
    return _counts(account.imported, sum(account.ignored.values()), sum(account.rejected.values()))


def _counts_expected(file: SourceFile) -> str:
    return _counts(file.imported, file.ignored, file.rejected)


def _counts(imported: int, ignored: int, rejected: int) -> str:
    return f"imported {imported}, ignored {ignored}, rejected {rejected}"


def _reasons(account: FileAccount) -> str:
    reasons = [f"{count} × {reason}" for reason, count in (account.ignored | account.rejected).items()]
    return f"Left out: {'; '.join(reasons)}. " if reasons else ""
