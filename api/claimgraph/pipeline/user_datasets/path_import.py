"""Imports a file of ClaimReviews: they become a folder of tables, which is imported like any other."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import FileWriteError
from claimgraph.pipeline.build import BuildReport
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.user_datasets.folder_copy import IncomingFolderError, folder_slug
from claimgraph.pipeline.user_datasets.imported_folders import ImportRejectedError, UserDatasets
from claimgraph.sources import RECORD_TABLES, display_path, is_workbook
from claimgraph.sources.claimreview import Reviews, ReviewTables, read_reviews

ReportSkipped = Callable[[list[str]], None]


def import_path(
    datasets: UserDatasets,
    path: Path,
    today: date,
    name: str | None = None,
    report_skipped: ReportSkipped | None = None,
) -> tuple[Dataset, BuildReport]:
    """Import a folder of tables, a table, a spreadsheet or a file of ClaimReviews into a graph of its own.

    `report_skipped`: ClaimReviews that break a rule are left out, and it is called with an account of them;
    None: one of them stops the import. See `UserDatasets.import_folder`.

    Raises:
        ClaimgraphError: The folder, the file or a row breaks a rule. Everything stays as it was.
    """
    if not path.is_file() or path.name in RECORD_TABLES or is_workbook(path):
        if report_skipped:
            problem = "only ClaimReviews can be skipped, since rows of tables need each other"
            raise IncomingFolderError(f"{display_path(path)}: {problem}. Leave --skip-invalid out.")
        return datasets.import_folder(path, today, name)
    slug = name or folder_slug(path)
    reviews = read_reviews(path, slug, skip_invalid=report_skipped is not None)
    while True:
        try:
            imported = _import_reviews(datasets, reviews.merge(), path, slug, today)
        except _RejectedReviewsError as error:
            if not report_skipped or not _skip_rejected(reviews, error):
                raise ImportRejectedError(str(error)) from None
        else:
            if report_skipped:
                report_skipped(reviews.account())
            return imported


class _RejectedReviewsError(ClaimgraphError):
    """Rows of reviews break a rule: `places` are their tables and ids by message."""

    def __init__(self, message: str, places: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(message)
        self.places = places


def _import_reviews(
    datasets: UserDatasets, tables: ReviewTables, path: Path, slug: str, today: date
) -> tuple[Dataset, BuildReport]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = _write_tables(tables, Path(scratch, path.stem))
        try:
            dataset, report = datasets.import_folder(folder, today, slug)
        except FileWriteError:
            raise
        except ClaimgraphError as error:
            message, places = _name_reviews(str(error), tables, folder, path)
            raise _RejectedReviewsError(message, places) from None
    report.warnings = [
        LocatedViolation(_name_reviews(warning.place, tables, folder, path)[0], warning.violation)
        for warning in report.warnings
    ]
    return dataset, report


def _skip_rejected(reviews: Reviews, error: _RejectedReviewsError) -> bool:
    """Leave out the reviews with the rows that break a rule; False if that is none, or all."""
    before = len(reviews.rows)
    for message, places in error.places.items():
        pointers = {pointer for place in places for pointer in reviews.find(*place)}
        reviews.skip(pointers, message)
    return 0 < len(reviews.rows) < before


def _write_tables(tables: ReviewTables, folder: Path) -> Path:
    folder.mkdir()
    for table in tables.rows:
        (folder / table).write_text(tables.render_csv(table), "utf-8")
    return folder


def _name_reviews(
    message: str, tables: ReviewTables, folder: Path, path: Path
) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """Return a message about rows as one about places in the file, and the rows that each line names."""
    row = re.compile(rf"{re.escape(display_path(folder))}/(\w+\.csv):(\d+)")
    lines, places = [], {}
    for line in message.splitlines():
        named = row.sub(
            lambda match: f"{display_path(path)}: {tables.pointer_of(match[1], int(match[2]))}", line
        )
        lines.append(named)
        if rows := row.findall(line):
            places[named] = [(table, tables.id_of(table, int(number))) for table, number in rows]
    return "\n".join(lines), places
