"""Reads a dataset folder whole: tables of our own form, and the publisher's files through the dataset's importer."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import Dataset, DatasetError, SourceFile
from claimgraph.errors import ClaimgraphError, RowErrors
from claimgraph.importers.intake import Intake
from claimgraph.importers.names import ALIASES, read_names
from claimgraph.importers.outcome import FileAccount
from claimgraph.importers.registry import IMPORTERS
from claimgraph.importers.rows import Row, shown
from claimgraph.importers.tables import read_folder
from claimgraph.model import NameMatch


class SourceFilesError(ClaimgraphError):
    """The publisher's files are not those that dataset.toml describes; all that is wrong is told together."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows of a dataset, what became of each file's rows, and what was found out about its names."""

    rows: list[Row]
    accounts: dict[str, FileAccount]
    unresolved: dict[str, list[str]] = field(default_factory=dict)
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)


def gather(folder: Path, dataset: Dataset) -> Gathered:
    """Read a dataset folder.

    Raises:
        ClaimgraphError: A file is not as its table, its checksum or its expected counts say.
    """
    own = read_folder(folder, frozenset(file.path for file in dataset.files))
    accounts = {name: FileAccount(read, read) for name, read in Counter(row.name for row in own).items()}
    if dataset.importer == "tables" and not dataset.files:
        return Gathered(own, accounts)
    intake = _run(folder, dataset)
    return Gathered(
        own + intake.rows + _judgements(intake, folder),
        accounts | intake.accounts(),
        dict(sorted(intake.names.unresolved.items())),
        intake.names.minted,
    )


def aliases_folder(folder: Path) -> Path:
    """Where the judgements on names are: with the entities they name."""
    return folder.parent / "entities"


def _run(folder: Path, dataset: Dataset) -> Intake:
    """Import the publisher's files; a wrong checksum is told together with what else is wrong, which explains it."""
    if dataset.importer not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise DatasetError(
            f"{folder}/dataset.toml: importer: there is none called {dataset.importer!r}. Known: {known}."
        )
    problems = list(_checksums(folder, dataset.files))
    names = read_names(aliases_folder(folder), dataset.slug)
    intake = Intake(folder, names)
    try:
        IMPORTERS[dataset.importer](intake)
        problems += _differences(intake.accounts(), dataset, folder)
    except ClaimgraphError as error:
        problems += [str(error)] if isinstance(error, RowErrors) else _with_row_errors(intake, error)
    if problems:
        raise SourceFilesError(problems)
    return intake


def _with_row_errors(intake: Intake, error: ClaimgraphError) -> list[str]:
    return [*map(str, intake.errors), str(error)]


def _checksums(folder: Path, files: tuple[SourceFile, ...]) -> Iterator[str]:
    for file in files:
        path = folder / file.path
        found = (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none: there is no such file"
        )
        if found != file.sha256:
            yield (
                f"{shown(path)}: the SHA-256 is {found}, dataset.toml says {file.sha256}. "
                f"Take the file of version {folder.name!r} again, or describe the new one in dataset.toml."
            )


def _differences(accounts: dict[str, FileAccount], dataset: Dataset, folder: Path) -> Iterator[str]:
    """Rows that turned up or went missing against what dataset.toml expects of each file."""
    expected = {file.path: file for file in dataset.files}
    for path in sorted(expected.keys() - accounts.keys()):
        yield f"{shown(folder / path)}: dataset.toml lists it, the importer {dataset.importer!r} does not read it."
    for path, found in accounts.items():
        file = expected.get(path)
        if file is None:
            yield f"{shown(folder / path)}: read, but not listed under [[files]] in dataset.toml. List it there."
        elif (found.imported, sum(found.ignored.values()), sum(found.rejected.values())) != _counts(file):
            yield (
                f"{shown(folder / path)}: {found.read} rows read, of which {found.imported} imported, ignored "
                f"{found.ignored or 'none'}, rejected {found.rejected or 'none'}; dataset.toml expects imported "
                f"{file.imported}, ignored {file.ignored}, rejected {file.rejected}. Mend the file, or the expectation."
            )


def _counts(file: SourceFile) -> tuple[int, int, int]:
    return file.imported, file.ignored, file.rejected


def _judgements(intake: Intake, folder: Path) -> list[Row]:
    """The judgements on the data set's names, said in its own graph: the names are its publisher's."""
    path = aliases_folder(folder) / ALIASES.file
    return [Row(match, shown(path), line, ALIASES.file) for line, match in _placed(intake)]


def _placed(intake: Intake) -> Iterator[tuple[int, NameMatch]]:
    for match in intake.names.matches:
        yield intake.names.lines.get(match.id, 0), match
