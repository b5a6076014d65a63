"""Imports a file of ClaimReviews: they become a folder of tables, and that is imported as any other."""

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
from claimgraph.pipeline.user_datasets.imports import ImportRejectedError, UserDatasets
from claimgraph.sources import display_path
from claimgraph.sources.claimreview import ReviewTables, read_reviews


def import_path(
    imports: UserDatasets, given: Path, today: date, name: str | None = None
) -> tuple[Dataset, BuildReport]:
    """Import a folder of tables, or a file of ClaimReviews, into a graph of its own.

    See `UserDatasets.import_folder`.

    Raises:
        ClaimgraphError: It is not as it must be. Everything stays as it was.
    """
    if not given.is_file():
        return imports.import_folder(given, today, name)
    slug = name or folder_slug(given.with_suffix(""))
    tables = read_reviews(given, slug)
    with tempfile.TemporaryDirectory() as scratch:
        folder = _written(tables, Path(scratch, given.stem))
        try:
            dataset, report = imports.import_folder(folder, today, slug)
        except ClaimgraphError as error:
            raise ImportRejectedError(_placed(str(error), tables, folder, given)) from None
    report.warnings = [
        LocatedViolation(_placed(each.place, tables, folder, given), each.violation)
        for each in report.warnings
    ]
    return dataset, report


def _written(tables: ReviewTables, folder: Path) -> Path:
    folder.mkdir()
    for table in tables.rows:
        (folder / table).write_text(tables.csv(table), "utf-8")
    return folder


def _placed(message: str, tables: ReviewTables, folder: Path, given: Path) -> str:
    """What is said of a row of the folder, said of the place in the file that it was made from."""
    row = re.compile(rf"{re.escape(display_path(folder))}/(\w+\.csv):(\d+)")
    return row.sub(lambda found: f"{display_path(given)}: {tables.place(found[1], int(found[2]))}", message)
