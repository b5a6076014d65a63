"""Reads a dataset folder whole: our own tables, and the publisher's files through the dataset's importer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import Dataset, DatasetError
from claimgraph.errors import ClaimgraphError, RowErrors
from claimgraph.model import NameMatch
from claimgraph.sources.account import FileAccount
from claimgraph.sources.cells import CellError
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import ALIASES, read_aliases
from claimgraph.sources.record_tables import read_record_tables
from claimgraph.sources.registry import IMPORTERS
from claimgraph.sources.source_files import checksum_problems, count_problems
from claimgraph.sources.table import RecordRow, display_path


class SourceFilesError(ClaimgraphError):
    """The publisher's files are not those that dataset.toml describes; all that is wrong is told together."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class DatasetRows:
    """All rows of a dataset, what became of each file's rows, and what was found out about its names."""

    rows: list[RecordRow]
    accounts: dict[str, FileAccount]
    unresolved: dict[str, list[str]] = field(default_factory=dict)
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_dataset_rows(folder: Path, dataset: Dataset) -> DatasetRows:
    """Read a dataset folder.

    Raises:
        ClaimgraphError: A file is not as its table, its checksum or its expected counts say.
    """
    own = read_record_tables(folder, frozenset(file.path for file in dataset.files))
    accounts = {name: FileAccount(read, read) for name, read in Counter(row.file_name for row in own).items()}
    if dataset.importer == "tables" and not dataset.files:
        return DatasetRows(own, accounts)
    intake = _run(folder, dataset)
    return DatasetRows(
        own + intake.rows + _judgements(intake, folder),
        accounts | intake.accounts(),
        dict(sorted(intake.names.unresolved.items())),
        intake.names.minted,
    )


def aliases_folder(folder: Path) -> Path:
    """Where the judgements on names are: with the entities they name."""
    return folder.parent / "entities"


def _run(folder: Path, dataset: Dataset) -> Intake:
    """Import the publisher's files; a wrong checksum is told together with what may explain it."""
    if dataset.importer not in IMPORTERS:
        problem = f"importer: there is none called {dataset.importer!r}. Known: {', '.join(IMPORTERS)}."
        raise DatasetError(f"{folder}/dataset.toml: {problem}")
    problems = list(checksum_problems(folder, dataset.files))
    intake = Intake(folder, read_aliases(aliases_folder(folder), dataset.slug))
    try:
        IMPORTERS[dataset.importer](intake)
        problems += count_problems(folder, intake.accounts(), dataset.files)
    except RowErrors as error:
        problems += map(str, error.errors)
    except ClaimgraphError as error:
        problems += [*map(str, intake.errors), str(error)]
    except CellError as error:  # of a name that stands in no single cell
        problems += [*map(str, intake.errors), f"{folder}: {error.problem}. {error.fix}"]
    if problems:
        raise SourceFilesError(problems)
    return intake


def _judgements(intake: Intake, folder: Path) -> list[RecordRow]:
    """The judgements on the data set's names, said in its own graph: the names are its publisher's."""
    path = aliases_folder(folder) / ALIASES.file
    return [RecordRow(match, display_path(path), line, ALIASES.file) for line, match in _placed(intake)]


def _placed(intake: Intake) -> Iterator[tuple[int, NameMatch]]:
    for match in intake.names.matches:
        yield intake.names.lines.get(match.id, 0), match
