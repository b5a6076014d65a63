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
from claimgraph.sources import RECORD_TABLES, display_path, slugify

_DATASET_FILE = "dataset.toml"
_DOCUMENTS = ("README.md", "LICENSE")
_ALLOWED_FILES = (
    f"Tables are {', '.join(RECORD_TABLES)}; {_DATASET_FILE}, {' and '.join(_DOCUMENTS)} may be beside them."
)


class IncomingFolderError(ClaimgraphError):
    """A folder that cannot be imported, or an import that is not there."""


def folder_slug(folder: Path) -> str:
    """Return the slug of a folder's name as a person sees it: of "." that of the current folder."""
    return slugify(_printable_name(folder))


def copy_folder(folder: Path, target: Path, today: date) -> Dataset:
    """Copy a folder's tables; if it has no dataset.toml, write one that states no more than is known.

    Raises:
        IncomingFolderError: There is no row in it, or a file that no import reads.
        DatasetError: Its dataset.toml is not TOML, or a key does not fit.
        FileWriteError: The copy cannot be written.
    """
    files = _list_files(folder)
    with writing(target):
        target.mkdir()
    for path in files:
        _copy_file(path, target / path.name)
    if not any(_has_rows(target / path.name) for path in files if path.name in RECORD_TABLES):
        hint = "no table in it has a row below its header. Write one."
        raise IncomingFolderError(f"{display_path(folder)}: {hint}")
    if not (target / _DATASET_FILE).exists():
        with writing(target / _DATASET_FILE):
            (target / _DATASET_FILE).write_text(_minimal_dataset(_printable_name(folder), today), "utf-8")
    dataset = read_dataset(target)
    if problem := _find_problem(dataset, today):
        raise IncomingFolderError(f"{display_path(folder / _DATASET_FILE)}: {problem}")
    return dataset


def _find_problem(dataset: Dataset, today: date) -> str | None:
    if dataset.files:
        return "files: only our own tables can be imported. Take [[files]] out."
    if dataset.issued > today:  # verdicts are reached as of the last day of issue
        return f"issued: {dataset.issued} is yet to come. Fix the day."
    return None


def _list_files(folder: Path) -> list[Path]:
    """Return the files to copy; those that a system or an editor hides are skipped."""
    if not folder.is_dir():
        problem = "is a file" if folder.exists() else "there is no such folder"
        raise IncomingFolderError(
            f"{display_path(folder)}: {problem}. Name the folder that holds the tables."
        )
    try:
        files = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    except OSError as error:
        raise IncomingFolderError(
            f"{display_path(folder)}: {error.strerror}. Check who may read it."
        ) from None
    if unknown := [path for path in files if path.name not in {*RECORD_TABLES, _DATASET_FILE, *_DOCUMENTS}]:
        problems = (f"{display_path(path)}: no table has this name. {_ALLOWED_FILES}" for path in unknown)
        raise IncomingFolderError("\n".join(problems))
    if not [path for path in files if path.name in RECORD_TABLES]:
        raise IncomingFolderError(f"{display_path(folder)}: there is no table in it. {_ALLOWED_FILES}")
    return files


def _copy_file(path: Path, target: Path) -> None:
    """Copy a file; what goes wrong with the copy is no fault of the file."""
    try:
        source = path.open("rb")
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise IncomingFolderError(f"{display_path(path)}: {problem}. It must be a file.") from None
    with source, writing(target), target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _has_rows(table: Path) -> bool:
    return len(table.read_bytes().strip().splitlines()) > 1


def _printable_name(folder: Path) -> str:
    return "".join(filter(str.isprintable, Path(os.path.abspath(folder)).name))  # noqa: PTH100 - keeps links


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
