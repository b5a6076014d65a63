"""Imports a file of ClaimReviews: they become a folder of tables, which is imported like any other."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.build import BuildReport
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.user_datasets.folder_copy import folder_slug
from claimgraph.pipeline.user_datasets.imported_folders import ImportRejectedError, UserDatasets
from claimgraph.sources import display_path
from claimgraph.sources.claimreview import ReviewTables, read_reviews


def import_path(
    datasets: UserDatasets, path: Path, today: date, name: str | None = None
) -> tuple[Dataset, BuildReport]:
    """Import a folder of tables, or a file of ClaimReviews, into a graph of its own.

    See `UserDatasets.import_folder`.

    Raises:
        ClaimgraphError: The folder, the file or a row breaks a rule. Everything stays as it was.
    """
    if not path.is_file():
        return datasets.import_folder(path, today, name)
    slug = name or folder_slug(path.with_suffix(""))
    tables = read_reviews(path, slug)
    with tempfile.TemporaryDirectory() as scratch:
        folder = _write_tables(tables, Path(scratch, path.stem))
        try:
            dataset, report = datasets.import_folder(folder, today, slug)
        except ClaimgraphError as error:
            raise ImportRejectedError(_name_review(str(error), tables, folder, path)) from None
    report.warnings = [
        LocatedViolation(_name_review(warning.place, tables, folder, path), warning.violation)
        for warning in report.warnings
    ]
    return dataset, report


def _write_tables(tables: ReviewTables, folder: Path) -> Path:
    folder.mkdir()
    for table in tables.rows:
        (folder / table).write_text(tables.render_csv(table), "utf-8")
    return folder


def _name_review(message: str, tables: ReviewTables, folder: Path, path: Path) -> str:
    """Return a message about a row of the folder as one about the place in the file it was made from."""
    row = re.compile(rf"{re.escape(display_path(folder))}/(\w+\.csv):(\d+)")
    return row.sub(
        lambda match: f"{display_path(path)}: {tables.pointer_of(match[1], int(match[2]))}", message
    )
