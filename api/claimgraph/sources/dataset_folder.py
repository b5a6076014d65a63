"""Reads a dataset folder whole: our own tables, and the publisher's files through the data set's importer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import Dataset, DatasetError
from claimgraph.errors import ClaimgraphError, RowErrors
from claimgraph.sources.cells import CellError
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.discovery import Importer, find_importer
from claimgraph.sources.intake import FileAccount, Intake
from claimgraph.sources.mapped_file import import_mapped_file
from claimgraph.sources.reconcile import ALIASES_FILE, read_aliases
from claimgraph.sources.record_tables import read_record_tables
from claimgraph.sources.records import RecordRow
from claimgraph.sources.source_files import SourceFilesError, checksum_problems, count_problems


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
    own_rows = read_record_tables(folder, frozenset(file.path for file in dataset.files))
    counts = Counter(row.file_name for row in own_rows)
    accounts = {name: FileAccount(read=count, imported=count) for name, count in counts.items()}
    if not dataset.files:
        _refuse_aliases(folder)
        return DatasetRows(own_rows, accounts)
    intake = _import_source_files(folder, dataset)
    return DatasetRows(
        own_rows + intake.rows + _judgement_rows(intake),
        accounts | intake.accounts(),
        dict(sorted(intake.names.unresolved.items())),
        intake.names.minted,
    )


def _refuse_aliases(folder: Path) -> None:
    if (aliases := folder / ALIASES_FILE).exists():
        problem = "judges names of a publisher's files, and dataset.toml lists none"
        raise SourceFilesError(
            [f"{display_path(aliases)}: {problem}. List them under [[files]], or delete it."]
        )


def _import_source_files(folder: Path, dataset: Dataset) -> Intake:
    """Import the publisher's files; a wrong checksum is reported together with what may explain it."""
    problems = list(checksum_problems(folder, dataset.files))
    intake = Intake(folder, read_aliases(folder))
    try:
        _run_importer(intake, dataset)
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


def _run_importer(intake: Intake, dataset: Dataset) -> None:
    """Run the module of the data set, if it needs one, then the column maps, which may name what it mints."""
    if unmapped := [file.path for file in dataset.files if not file.columns]:
        _require_importer(intake.folder, unmapped)(intake)
    for file in dataset.files:
        if file.columns:
            import_mapped_file(intake, file)


def _require_importer(folder: Path, files: list[str]) -> Importer:
    importer = find_importer(folder.name)
    if importer is None:
        place = display_path(folder / "dataset.toml")
        module = f"sources/importers/{folder.name.replace('-', '_')}.py"
        fix = f"Describe their columns, or write {module}; docs/guides/add-a-data-set.md says how."
        raise DatasetError(f"{place}: files: nothing reads {', '.join(files)}. {fix}")
    return importer


def _judgement_rows(intake: Intake) -> list[RecordRow]:
    """Return the judgements on names as rows of the data set, in whose graph they belong."""
    path = display_path(intake.folder / ALIASES_FILE)
    lines = intake.names.lines
    return [RecordRow(match, path, lines[match.id], ALIASES_FILE) for match in intake.names.name_matches]
