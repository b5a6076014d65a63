"""Imports a folder of tables into a graph of its own, and removes it again.

Imported folders are kept in the build folder, so that every later build has them. One is put there, or
removed, together with the generation of a build with it, or without it: an error or a crash leaves both
as they were, or both as they should be.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import (
    FileWriteError,
    Replacement,
    change_build_folder,
    clean_generations,
    staging_folder,
)
from claimgraph.pipeline.build import BuildReport, ProgressCallback, build_locked, find_unchanged
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.own_graphs import OWN_GRAPHS
from claimgraph.pipeline.user_datasets.folder_copy import IncomingFolderError, copy_folder, folder_slug
from claimgraph.pipeline.user_datasets.originals import Originals
from claimgraph.source_tree import SourceTree, imports_folder

_COMPUTED_GRAPHS = {dataset.slug for dataset in OWN_GRAPHS}


class ImportRejectedError(ClaimgraphError):
    """The graph with an import, or without one, breaks a rule; the message has every place."""


@dataclass(frozen=True, slots=True)
class UserDatasets:
    """The folders imported into a build folder, beside the shipped ones of `source_tree`."""

    source_tree: SourceTree
    build_folder: Path
    report_progress: ProgressCallback = lambda _: None
    report_waiting: ProgressCallback = lambda _: None  # called with who else changes the build folder
    keep_generations: int | None = None  # how many of the newest stay after a build; None: all

    def build(self, *, force: bool = False) -> BuildReport:
        """Build the graph of what is shipped and imported; wait for others only if something has changed.

        Raises:
            ClaimgraphError: An input is wrong. The current generation stays as it was.
        """
        if not force and (unchanged := find_unchanged(self._tree, self.build_folder)):
            return unchanged
        with self._lock("build"):  # others may have imported meanwhile, so the tree is read under the lock
            return self._build(self._tree, force=force)

    def import_folder(
        self, folder: Path, today: date, name: str | None = None
    ) -> tuple[Dataset, BuildReport]:
        """Build the graph with a folder's tables in a graph of its own; replace an earlier import.

        `folder` may be a file: one table or a spreadsheet. `name`: the slug of the graph; by default that of
        the folder's name. `today`: the day of issue of a folder without a dataset.toml.

        Raises:
            ClaimgraphError: The folder or a row breaks a rule. Everything stays as it was.
        """
        slug = _check_slug(name or folder_slug(folder), self._tree)
        with self._lock(f"import of {slug}"), staging_folder(self._home) as staging:
            copy = staging / slug
            originals = Originals(copy, folder.parent if folder.is_file() else folder)
            try:
                dataset = copy_folder(folder, originals, today)
                report = self._build(self._tree_with(slug, copy), Replacement(self._home / slug, copy))
            except FileWriteError:
                raise
            except ClaimgraphError as error:
                raise ImportRejectedError(originals.name_in(str(error))) from None
        report.warnings = [
            LocatedViolation(originals.name_in(warning.place), warning.violation)
            for warning in report.warnings
        ]
        return dataset, report

    def remove(self, name: str) -> BuildReport:
        """Build the graph without an imported folder, and delete it.

        Raises:
            ClaimgraphError: Nothing was imported under this name, or other imports need it.
        """
        with self._lock(f"removal of {name}"):
            self._check_import(name)
            try:
                return self._build(self._tree_with(name), Replacement(self._home / name))
            except FileWriteError:
                raise
            except ClaimgraphError as error:
                problem = f"{name} stays: without it, the graph breaks the rules above."
                raise ImportRejectedError(f"{error}\n{problem}") from None

    def list_names(self) -> list[str]:
        """Return the names of all imports."""
        return [folder.name for folder in self._imported_folders]

    def _lock(self, activity: str) -> AbstractContextManager[None]:
        return change_build_folder(self.build_folder, activity, self.report_waiting)

    def _build(self, tree: SourceTree, *replacements: Replacement, force: bool = False) -> BuildReport:
        report = build_locked(tree, self.build_folder, self.report_progress, replacements, force=force)
        if self.keep_generations is not None:
            report.cleaned = clean_generations(self.build_folder, self.keep_generations)
        return report

    def _check_import(self, name: str) -> None:
        names = self.list_names()
        if name not in names:
            hint = f"There are {', '.join(names)}." if names else "Nothing has been imported."
            raise IncomingFolderError(f"No import is called {name!r}. {hint}")

    @property
    def _home(self) -> Path:
        return imports_folder(self.build_folder)

    @property
    def _tree(self) -> SourceTree:
        """All that is shipped and imported now."""
        return self.source_tree.with_imports(self.build_folder)

    @property
    def _imported_folders(self) -> tuple[Path, ...]:
        return self._tree.imported_folders

    def _tree_with(self, slug: str, *new_folders: Path) -> SourceTree:
        """Return all that is imported, with `new_folders` instead of the import of this slug."""
        others = (folder for folder in self._imported_folders if folder.name != slug)
        return replace(self._tree, imported_folders=(*others, *new_folders))


def _check_slug(slug: str, source_tree: SourceTree) -> str:
    shipped = _COMPUTED_GRAPHS | {folder.name for folder in source_tree.own_dataset_folders}
    written = {folder.name for folder in source_tree.written_folders}
    if not re.fullmatch(r"[a-z0-9-]+", slug):
        problem = "is no slug: lower-case letters, digits and hyphens"
    elif slug in shipped:
        problem = "is the name of a graph that is shipped"
    elif slug in written:
        problem = "is the name of a graph that was written over HTTP"
    else:
        return slug
    raise IncomingFolderError(f"{slug!r} {problem}. Choose another name with --name.")
