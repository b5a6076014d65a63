"""Imports a folder of tables into a graph of its own, and takes it out again.

Folders lie in the build folder, so every later build has them. One is put there, or taken away, only
after a build with it, or without it, has succeeded: whatever goes wrong before leaves all as it was.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline import publish
from claimgraph.pipeline.build import BuildReport, build
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.user_datasets.folder_copy import IncomingFolderError, copy_folder, folder_slug
from claimgraph.source_tree import SourceTree, imports_folder
from claimgraph.sources import display_path

Say = Callable[[str], None]
_OWN_GRAPHS = {each.slug for each in vars(publish).values() if isinstance(each, Dataset)}


class ImportRejectedError(ClaimgraphError):
    """The graph with an import, or without one, breaks a rule; the message has every place."""


@dataclass(frozen=True, slots=True)
class UserDatasets:
    """What has been imported into a build folder, beside the files of `source_tree`."""

    source_tree: SourceTree
    build_folder: Path
    say: Say = lambda _: None

    def import_folder(
        self, folder: Path, today: date, name: str | None = None
    ) -> tuple[Dataset, BuildReport]:
        """Build the graph with a folder's tables in a graph of its own, instead of an earlier one so named.

        `name`: the slug, if it is not to be that of the folder's name. `today`: the day of issue of a
        folder that has no dataset.toml.

        Raises:
            ClaimgraphError: The folder or a row is not as it must be. Everything stays as it was.
        """
        slug = _free(name or folder_slug(folder), self.source_tree)
        with _staging(self._home) as staging:
            new = staging / slug
            try:
                dataset = copy_folder(folder, new, today)
                report = build(self._with(slug, new), self.build_folder, self.say)
            except ClaimgraphError as error:
                raise ImportRejectedError(_as_given(str(error), new, folder)) from None
            _put(new, self._home / slug)
        report.warnings = [_warned(each, new, folder) for each in report.warnings]
        return dataset, report

    def remove(self, name: str) -> BuildReport:
        """Build the graph without an imported folder, and delete it.

        Raises:
            ClaimgraphError: Nothing was imported under this name, or other imports need it.
        """
        if name not in self.list_names():
            there = (
                f"There are {', '.join(self.list_names())}."
                if self.list_names()
                else "Nothing has been imported."
            )
            raise IncomingFolderError(f"No import is called {name!r}. {there}")
        try:
            report = build(self._with(name), self.build_folder, self.say)
        except ClaimgraphError as error:
            raise ImportRejectedError(
                f"{error}\n{name} stays: without it, the above does not hold."
            ) from None
        with _staging(self._home) as staging:
            (self._home / name).rename(staging / name)
        return report

    def list_names(self) -> list[str]:
        """Of all that is imported."""
        return [folder.name for folder in self.source_tree.with_imports(self.build_folder).imported_folders]

    @property
    def _home(self) -> Path:
        return imports_folder(self.build_folder)

    def _with(self, slug: str, *new: Path) -> SourceTree:
        """All that is imported, and `new` instead of what has this slug."""
        there = self.source_tree.with_imports(self.build_folder).imported_folders
        return replace(
            self.source_tree, imported_folders=(*(each for each in there if each.name != slug), *new)
        )


def _free(slug: str, source_tree: SourceTree) -> str:
    taken = _OWN_GRAPHS | {folder.name for folder in source_tree.own_dataset_folders}
    if not re.fullmatch(r"[a-z0-9-]+", slug):
        problem = "is no slug: lower-case letters, digits and hyphens"
    elif slug in taken:
        problem = "is the name of a graph that is shipped"
    else:
        return slug
    raise IncomingFolderError(f"{slug!r} {problem}. Choose another name with --name.")


def _as_given(message: str, copy: Path, folder: Path) -> str:
    """An error about the copy, said of the folder that a person can fix."""
    for path in (str(copy), display_path(copy)):  # the whole path first: it may end like the shown one
        message = message.replace(path, display_path(folder))
    return message


def _warned(warning: LocatedViolation, copy: Path, folder: Path) -> LocatedViolation:
    return LocatedViolation(_as_given(warning.place, copy, folder), warning.violation)


@contextmanager
def _staging(home: Path) -> Iterator[Path]:
    """A folder beside the imported ones, where no build looks; gone at the end, with what is left in it."""
    home.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put(new: Path, place: Path) -> None:
    """Move a folder into its place; what was there is gone once the staging folder is."""
    before = new.with_name(f"{new.name}.before")
    try:
        if place.exists():
            place.rename(before)
        new.rename(place)
    except BaseException:
        if before.exists() and not place.exists():
            before.rename(place)
        raise
