"""Holds a publisher's files to what dataset.toml says of them: checksums, and how many rows come to what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from claimgraph.datasets import SourceFile
from claimgraph.sources.account import FileAccount
from claimgraph.sources.table import display_path

_OTHER = "Take the publisher's file of the stated version again, or describe the new one in dataset.toml."


def checksum_problems(folder: Path, files: tuple[SourceFile, ...]) -> Iterator[str]:
    """Each file that is not there, or not the one that was described."""
    for file in files:
        path = folder / file.path
        if not path.is_file():
            yield f"{display_path(path)}: dataset.toml lists it and it is not there. {_OTHER}"
        elif (found := hashlib.sha256(path.read_bytes()).hexdigest()) != file.sha256:
            yield f"{display_path(path)}: the SHA-256 is {found}, dataset.toml says {file.sha256}. {_OTHER}"


def count_problems(
    folder: Path, accounts: dict[str, FileAccount], files: tuple[SourceFile, ...]
) -> Iterator[str]:
    """Each file that was read without being listed, listed without being read, or gave other rows."""
    expected = {file.path: file for file in files}
    for path in sorted(expected.keys() - accounts.keys()):
        problem = "dataset.toml lists it and no importer reads it. Take it off the list."
        yield f"{display_path(folder / path)}: {problem}"
    for path, account in accounts.items():
        place = display_path(folder / path)
        if path not in expected:
            yield f"{place}: read, but dataset.toml does not list it. Add it to [[files]]."
        elif _told(account) != _expected(expected[path]):
            yield (
                f"{place}: {account.read} rows read: {_told(account)}; dataset.toml expects "
                f"{_expected(expected[path])}. {_reasons(account)}Fix the file, or what is expected of it."
            )


def _told(found: FileAccount) -> str:
    return _counts(found.imported, sum(found.ignored.values()), sum(found.rejected.values()))


def _expected(file: SourceFile) -> str:
    return _counts(file.imported, file.ignored, file.rejected)


def _counts(imported: int, ignored: int, rejected: int) -> str:
    return f"imported {imported}, ignored {ignored}, rejected {rejected}"


def _reasons(found: FileAccount) -> str:
    reasons = [f"{rows} × {why}" for why, rows in (found.ignored | found.rejected).items()]
    return f"Left out: {'; '.join(reasons)}. " if reasons else ""
