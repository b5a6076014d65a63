"""Imports a folder of tables into a graph of its own, and removes it again.

Imported folders are kept in the build folder, so that every later build has them. One is put there, or
removed, only after a build with it, or without it, has succeeded: an error before leaves all as it was.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.build import BuildReport, ProgressCallback, build
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.own_graphs import OWN_GRAPHS
from claimgraph.pipeline.user_datasets.folder_copy import IncomingFolderError, copy_folder, folder_slug
from claimgraph.source_tree import SourceTree, imports_folder
from claimgraph.sources import display_path

_COMPUTED_GRAPHS = {dataset.slug for dataset in OWN_GRAPHS}


class ImportRejectedError(ClaimgraphError):
    """The graph with an import, or without one, breaks a rule; the message has every place."""


@dataclass(frozen=True, slots=True)
class UserDatasets:
    """The folders imported into a build folder, beside the shipped ones of `source_tree`."""

    source_tree: SourceTree
    build_folder: Path
    report_progress: ProgressCallback = lambda _: None

    def import_folder(
        self, folder: Path, today: date, name: str | None = None
    ) -> tuple[Dataset, BuildReport]:
        """Build the graph with a folder's tables in a graph of its own; replace an earlier import.

        `name`: the slug of the graph; by default that of the folder's name. `today`: the day of issue of a
        folder without a dataset.toml.

        Raises:
            ClaimgraphError: The folder or a row breaks a rule. Everything stays as it was.
        """
        slug = _check_slug(name or folder_slug(folder), self.source_tree)
        with _staging_folder(self._home) as staging:
            copy = staging / slug
            try:
                dataset = copy_folder(folder, copy, today)
                report = build(self._tree_with(slug, copy), self.build_folder, self.report_progress)
            except ClaimgraphError as error:
                raise ImportRejectedError(_name_original(str(error), copy, folder)) from None
            _move_into_place(copy, self._home / slug)
        report.warnings = [
            LocatedViolation(_name_original(warning.place, copy, folder), warning.violation)
            for warning in report.warnings
        ]
        return dataset, report

    def remove(self, name: str) -> BuildReport:
        """Build the graph without an imported folder, and delete it.

        Raises:
            ClaimgraphError: Nothing was imported under this name, or other imports need it.
        """
        names = self.list_names()
        if name not in names:
            hint = f"There are {', '.join(names)}." if names else "Nothing has been imported."
            raise IncomingFolderError(f"No import is called {name!r}. {hint}")
        try:
            report = build(self._tree_with(name), self.build_folder, self.report_progress)
        except ClaimgraphError as error:
            problem = f"{name} stays: without it, the graph breaks the rules above."
            raise ImportRejectedError(f"{error}\n{problem}") from None
        with _staging_folder(self._home) as staging:
            (self._home / name).rename(staging / name)
        return report

    def list_names(self) -> list[str]:
        """Return the names of all imports."""
        return [folder.name for folder in self._imported_folders]

    @property
    def _home(self) -> Path:
        return imports_folder(self.build_folder)

    @property
    def _imported_folders(self) -> tuple[Path, ...]:
        return self.source_tree.with_imports(self.build_folder).imported_folders

    def _tree_with(self, slug: str, *new_folders: Path) -> SourceTree:
        """Return all that is imported, with `new_folders` instead of the import of this slug."""
        others = (folder for folder in self._imported_folders if folder.name != slug)
        return replace(self.source_tree, imported_folders=(*others, *new_folders))


def _check_slug(slug: str, source_tree: SourceTree) -> str:
    shipped = _COMPUTED_GRAPHS | {folder.name for folder in source_tree.own_dataset_folders}
    if not re.fullmatch(r"[a-z0-9-]+", slug):
        problem = "is no slug: lower-case letters, digits and hyphens"
    elif slug in shipped:
        problem = "is the name of a graph that is shipped"
    else:
        return slug
    raise IncomingFolderError(f"{slug!r} {problem}. Choose another name with --name.")


def _name_original(message: str, copy: Path, folder: Path) -> str:
    """Return a message about the copy as one about the folder that a person can fix."""
    for path in (str(copy), display_path(copy)):  # the whole path first: it may end like the displayed one
        message = message.replace(path, display_path(folder))
    return message


@contextmanager
def _staging_folder(home: Path) -> Iterator[Path]:
    """Yield a folder beside the imported ones, where no build looks; delete it with what is left in it."""
    home.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move_into_place(copy: Path, place: Path) -> None:
    """Move a folder into its place; what was there is deleted with the staging folder."""
    previous = copy.with_name(f"{copy.name}.before")
    try:
        if place.exists():
            place.rename(previous)
        copy.rename(place)
    except BaseException:
        if previous.exists() and not place.exists():
            previous.rename(place)
        raise
