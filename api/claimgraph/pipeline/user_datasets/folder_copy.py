"""A folder that somebody wants to import: what may be in it, and a copy with a dataset.toml."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import writing
from claimgraph.pipeline.user_datasets.originals import Originals
from claimgraph.sources import (
    RECORD_TABLES,
    display_path,
    has_rows,
    is_workbook,
    read_workbook_tables,
    slugify,
)

_DATASET_FILE = "dataset.toml"
_DOCUMENTS = ("README.md", "LICENSE")
_BESIDE_TABLES = (_DATASET_FILE, *_DOCUMENTS)
_HIDDEN = (".", "~$")  # the second: of a spreadsheet that is open
_ALLOWED_FILES = (
    f"Tables are {', '.join(RECORD_TABLES)}, or sheets of these names in an XLSX or ODS file; "
    f"{_DATASET_FILE}, {' and '.join(_DOCUMENTS)} may be beside them."
)


class IncomingFolderError(ClaimgraphError):
    """A folder that cannot be imported, or an import that is not there."""


def folder_slug(folder: Path) -> str:
    """Return the slug of a folder's name as a person sees it: of "." that of the current folder."""
    return slugify(_printable_name(folder))


def copy_folder(path: Path, originals: Originals, today: date) -> Dataset:
    """Copy a folder's tables, or a file that is a table or a spreadsheet, whose sheets become tables.

    Without a dataset.toml, the copy gets one that states no more than is known.

    Raises:
        IncomingFolderError: There is no row in it, or a file that no import reads.
        TableError: A spreadsheet cannot be read as tables.
        DatasetError: Its dataset.toml is not TOML, or a key does not fit.
        FileWriteError: The copy cannot be written.
    """
    target, files = originals.copy, _list_files(path)
    with writing(target):
        target.mkdir()
    for file in sorted(files, key=is_workbook):  # tables first, so that none is lost to a sheet of its name
        if is_workbook(file):
            _write_sheets(file, originals)
        else:
            _copy_file(file, target / file.name)
    if not any(has_rows(target / name) for name in RECORD_TABLES if (target / name).exists()):
        hint = "no table in it has a row below its header. Write one."
        raise IncomingFolderError(f"{display_path(path)}: {hint}")
    if not (target / _DATASET_FILE).exists():
        with writing(target / _DATASET_FILE):
            (target / _DATASET_FILE).write_text(_minimal_dataset(_printable_name(path), today), "utf-8")
    dataset = read_dataset(target)
    if problem := _find_problem(dataset, today):
        raise IncomingFolderError(f"{display_path(path / _DATASET_FILE)}: {problem}")
    return dataset


def _find_problem(dataset: Dataset, today: date) -> str | None:
    if dataset.files:
        return "files: only our own tables can be imported. Take [[files]] out."
    if dataset.issued > today:  # verdicts are reached as of the last day of issue
        return f"issued: {dataset.issued} is yet to come. Fix the day."
    return None


def _list_files(path: Path) -> list[Path]:
    """Return the files to copy; those that a system or an editor hides are skipped."""
    if path.is_file() and _is_readable(path):
        return [path]
    if not path.is_dir():
        problem = "is a file" if path.exists() else "there is no such folder"
        fix = "Name the folder that holds the tables, or one of its tables."
        raise IncomingFolderError(f"{display_path(path)}: {problem}. {fix}")
    try:
        files = [file for file in sorted(path.iterdir()) if not file.name.startswith(_HIDDEN)]
    except OSError as error:
        raise IncomingFolderError(f"{display_path(path)}: {error.strerror}. Check who may read it.") from None
    if unknown := [file for file in files if not _is_readable(file) and file.name not in _BESIDE_TABLES]:
        problems = (f"{display_path(file)}: no table has this name. {_ALLOWED_FILES}" for file in unknown)
        raise IncomingFolderError("\n".join(problems))
    if not any(map(_is_readable, files)):
        raise IncomingFolderError(f"{display_path(path)}: there is no table in it. {_ALLOWED_FILES}")
    return files


def _is_readable(file: Path) -> bool:
    return file.name in RECORD_TABLES or is_workbook(file)


def _write_sheets(workbook: Path, originals: Originals) -> None:
    for table in read_workbook_tables(workbook):
        target = originals.copy / table.file_name
        if target.exists():
            problem = f"{table.file_name} is there twice. Keep one of them."
            raise IncomingFolderError(f"{display_path(table.place)}: {problem}")
        text, rows_by_line = table.render_csv()
        with writing(target):
            target.write_text(text, "utf-8", newline="")
        originals.sheets[table.file_name] = table, rows_by_line


def _copy_file(path: Path, target: Path) -> None:
    """Copy a file; what goes wrong with the copy is no fault of the file."""
    try:
        source = path.open("rb")
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise IncomingFolderError(f"{display_path(path)}: {problem}. It must be a file.") from None
    with source, writing(target), target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _printable_name(folder: Path) -> str:
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - keeps links
    return "".join(filter(str.isprintable, path.stem if path.is_file() else path.name))


def _minimal_dataset(name: str, today: date) -> str:
    """Return a dataset.toml. No terms are stated, so the most restrictive count: no open archive has it."""
    texts = {
        "title": name or "Imported folder",
        "description": "Tables that a user of this installation imported from a folder.",
        "publisher": "not stated",
        "version": "not stated",
        "licence": "LicenseRef-not-stated",
        "attribution": "not stated",
        "reuse": "non-commercial",
    }
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in texts.items()]
    return "".join(lines) + f"issued = {today.isoformat()}\n"
