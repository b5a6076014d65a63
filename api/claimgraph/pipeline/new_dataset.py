"""Writes the folder of a new data set, in which each column of the publisher's file waits for its meaning."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from claimgraph.datasets import OPEN_POINT, Dataset, read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline import publish
from claimgraph.source_tree import SourceTree
from claimgraph.sources import (
    RECORD_TABLES,
    ColumnProposal,
    display_path,
    propose_columns,
    read_dataset_rows,
    read_raw_rows,
)

_TEMPLATES = Path(__file__).parent / "new_dataset_templates"
_COMPUTED_GRAPHS = {value.slug for value in vars(publish).values() if isinstance(value, Dataset)}
_WRITTEN_FILES = ("dataset.toml", "aliases.csv", "README.md")
_SUFFIXES = (".csv", ".jsonl")


class NewDatasetError(ClaimgraphError):
    """The name or the file of a new data set does not do; nothing was written."""


def write_new_dataset(source_tree: SourceTree, name: str, file: Path, today: date) -> Path:
    """Write data/NAME with the file, dataset.toml, aliases.csv and README.md; return the folder.

    It is read once as a build would before it is put into its place.

    Raises:
        NewDatasetError: The name is taken or no slug, or the file is none that can be read.
        TableError: The file is not UTF-8, not CSV or JSON, has no rows, or columns without a name.
    """
    home = source_tree.root / "data"
    _check_name(source_tree, home, name)
    _check_file(file)
    rows = read_raw_rows(file)
    with tempfile.TemporaryDirectory(prefix=".new-dataset-", dir=home) as staging:
        folder = Path(staging, name)
        folder.mkdir()
        shutil.copyfile(file, folder / file.name)
        (folder / "aliases.csv").write_text("name,entity,judgement,reason\n", "utf-8")
        about = _render_dataset(name, folder / file.name, len(rows), propose_columns(rows), today)
        (folder / "dataset.toml").write_text(about, "utf-8")
        readme = _fill_template("README.md", title=_title(name), file=file.name)
        (folder / "README.md").write_text(readme, "utf-8")
        read_dataset_rows(folder, read_dataset(folder))
        return folder.rename(home / name)


def _check_name(source_tree: SourceTree, home: Path, name: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise NewDatasetError(f"{name!r} is no slug. Use lower-case letters, digits and single hyphens.")
    if not home.is_dir():
        raise NewDatasetError(f"{display_path(home)}: there is no such folder. It holds the data sets.")
    taken = _COMPUTED_GRAPHS | {folder.name for folder in source_tree.dataset_folders}
    if name in taken or (home / name).exists():
        problem = f"{name!r} is taken by a graph or folder of data/."
        raise NewDatasetError(f"{problem} Choose another name: nothing is overwritten.")


def _check_file(file: Path) -> None:
    if not file.is_file():
        problem = "is a folder" if file.is_dir() else "there is no such file"
        raise NewDatasetError(f"{display_path(file)}: {problem}. Name the publisher's file.")
    if file.suffix not in _SUFFIXES:
        fix = "Take the publisher's CSV, or write an importer: docs/guides/add-a-data-set.md."
        problem = f"only {' and '.join(_SUFFIXES)} files can be mapped"
        raise NewDatasetError(f"{display_path(file)}: {problem}. {fix}")
    if file.name in (*_WRITTEN_FILES, *RECORD_TABLES):
        problem = "a file of this name means something else in a dataset folder"
        raise NewDatasetError(f"{display_path(file)}: {problem}. Rename it.")


def _render_dataset(name: str, file: Path, row_count: int, columns: list[ColumnProposal], today: date) -> str:
    return _fill_template(
        "dataset.toml",
        title=_quote(_title(name)),
        file=_quote(file.name),
        today=today.isoformat(),
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        rows=str(row_count),
        columns="\n".join(_render_column(column) for column in columns),
        subject=_quote(f"{{{_guess_subject(columns)}}}"),
        figures=_quote(_guess_figures(columns)),
    )


def _render_column(column: ColumnProposal) -> str:
    task = f"{OPEN_POINT}: take the line above instead, or say why the column is left out"
    return f"""# {_quote(column.name)} = {{ {column.keys} }} # {column.examples}
{_quote(column.name)} = {{ ignored = "{task}" }}
"""


def _guess_subject(columns: list[ColumnProposal]) -> str:
    """Return the first column of texts, which most likely names what a row is about."""
    return next((column.name for column in columns if '"text"' in column.keys), columns[0].name)


def _guess_figures(columns: list[ColumnProposal]) -> str:
    """Return the last column of numbers, which most likely holds figures rather than keys."""
    numbers = [column for column in columns if '"number"' in column.keys or '"count"' in column.keys]
    return numbers[-1].name if numbers else columns[-1].name


def _quote(text: str) -> str:
    """Return a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _fill_template(name: str, **values: str) -> str:
    text = (_TEMPLATES / name).read_text("utf-8")
    return re.sub(r"<(\w+)>", lambda match: values[match[1]], text)
