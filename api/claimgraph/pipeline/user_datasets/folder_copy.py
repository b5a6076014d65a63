"""A folder that somebody wants to import: what may be in it, and a copy with a dataset.toml."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.sources import RECORD_TABLES, display_path, slugify

_ABOUT = "dataset.toml"
_PAPERS = ("README.md", "LICENSE")


class IncomingFolderError(ClaimgraphError):
    """A folder that cannot be imported, or an import that is not there."""


def folder_slug(folder: Path) -> str:
    """The slug of a folder's name, as a person sees it: of "." the folder they are in."""
    return slugify(_plain_name(folder))


def copy_folder(folder: Path, target: Path, today: date) -> Dataset:
    """Copy a folder's tables; without a dataset.toml one is made that says no more than is known.

    Raises:
        FolderError: There is no row in it, or something that no import reads.
        DatasetError: Its dataset.toml is not as one must be.
    """
    files = _files(folder)
    target.mkdir()
    for path in files:
        _copy(path, target / path.name)
    if not any(_has_rows(target / path.name) for path in files if path.name in RECORD_TABLES):
        raise IncomingFolderError(
            f"{display_path(folder)}: no table in it has a row below its header. Write one."
        )
    about = target / _ABOUT
    if not about.exists():
        about.write_text(_described(_plain_name(folder), today), "utf-8")
    dataset = read_dataset(target)
    if dataset.importer != "tables":
        raise IncomingFolderError(
            f'{display_path(folder / _ABOUT)}: importer: write "tables"; only our own tables can be imported.'
        )
    if dataset.issued > today:  # verdicts are reached as of the last day of issue
        raise IncomingFolderError(
            f"{display_path(folder / _ABOUT)}: issued: {dataset.issued} is yet to come. Fix the day."
        )
    return dataset


def _files(folder: Path) -> list[Path]:
    """What to copy; what a system or an editor hides in folders is passed over."""
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
    if strange := [path for path in files if path.name not in {*RECORD_TABLES, _ABOUT, *_PAPERS}]:
        raise IncomingFolderError(
            "\n".join(f"{display_path(path)}: no table has this name. {_NAMES}" for path in strange)
        )
    if not [path for path in files if path.name in RECORD_TABLES]:
        raise IncomingFolderError(f"{display_path(folder)}: there is no table in it. {_NAMES}")
    return files


_NAMES = f"Tables are {', '.join(RECORD_TABLES)}; {_ABOUT}, {' and '.join(_PAPERS)} may be beside them."


def _copy(path: Path, target: Path) -> None:
    try:
        shutil.copyfile(path, target)
    except OSError as error:
        raise IncomingFolderError(
            f"{display_path(path)}: {error.strerror or 'cannot be read'}. It must be a file."
        ) from None


def _has_rows(table: Path) -> bool:
    return len(table.read_bytes().strip().splitlines()) > 1


def _plain_name(folder: Path) -> str:
    return "".join(filter(str.isprintable, Path(os.path.abspath(folder)).name))  # noqa: PTH100 - keeps links


def _described(name: str, today: date) -> str:
    """A dataset.toml; unknown terms count as the strictest, so no open archive holds the data."""
    texts = {
        "title": name or "Imported folder",
        "description": "Tables that a user of this installation imported from a folder.",
        "publisher": "not stated",
        "version": "not stated",
        "licence": "LicenseRef-not-stated",
        "attribution": "not stated",
        "reuse": "non-commercial",
        "importer": "tables",
    }
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in texts.items()]
    return "".join(lines) + f"issued = {today.isoformat()}\n"
