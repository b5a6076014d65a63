"""Imports and checks datasets, or remembers what an earlier build found out about the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.pipeline import note_cache as notes
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.note_cache import NoteCache, compute_digest
from claimgraph.pipeline.validation_context import validation_context
from claimgraph.source_tree import SourceTree
from claimgraph.sources import display_path, importer_names
from claimgraph.validation import ShapeRules, Violation, validate_in_parallel

# Everything a row's triples depend on, and everything a verdict on them depends on besides.
_IMPORTING = ("sources", "model", "rdf", "pipeline/row_triples", "datasets", "namespaces", "edtf")
_CHECKING = ("validation", "pipeline/validation_context", "pipeline/locate")
_NOT_DATA = ("README.md",)


@dataclass(slots=True)
class BuildWork:
    """Which datasets a build read and checked anew; the others it knew."""

    imported: list[str] = field(default_factory=list)
    validated: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class IncrementalBuild:
    """A cache that is written and, unless `fresh`, read."""

    cache: NoteCache
    work: BuildWork
    ignore_notes: bool = False

    def import_datasets(self, source_tree: SourceTree) -> list[DatasetGraph]:
        """Every data set of a source tree, imported or remembered.

        Raises:
            ClaimgraphError: A dataset is not as it must be.
        """
        return [self.import_dataset(folder, read_dataset(folder)) for folder in source_tree.dataset_folders]

    def import_dataset(self, folder: Path, dataset: Dataset) -> DatasetGraph:
        """One dataset, imported or remembered."""
        key = compute_digest(
            _digest_importer(folder.name),
            folder.name,
            notes.digest_folder(folder, excluding=_NOT_DATA),
        )
        if not self.ignore_notes and (known := self.cache.read("import", dataset.slug, key)):
            content, text = known
            return DatasetGraph(folder, dataset, text, **content)
        part = import_dataset(folder, dataset)
        self.work.imported.append(dataset.slug)
        content = {"accounts": part.accounts, "unresolved": part.unresolved, "minted": part.minted}
        self.cache.write("import", dataset.slug, key, content, part.text)
        return part

    def find_violations(self, parts: list[DatasetGraph], rules: ShapeRules) -> list[LocatedViolation]:
        """What breaks a rule in some part, seen together with what the others say of what it mentions.

        Raises:
            ShapesError: A shape is not one that can be run.
        """
        around = [validation_context(part, parts) for part in parts]
        keys = [
            compute_digest(notes.digest_code(*_CHECKING), rules.digest, *pair)
            for pair in self._texts(parts, around)
        ]
        known = [self._remembered(part, key) for part, key in zip(parts, keys, strict=True)]
        new = [index for index, findings in enumerate(known) if findings is None]
        jobs = [(parts[index].text.decode(), around[index].decode()) for index in new]
        for index, found in zip(new, validate_in_parallel(jobs, rules), strict=True):
            known[index] = self._told(parts[index], keys[index], found)
        return [finding for findings in known for finding in findings or []]

    @staticmethod
    def _texts(parts: list[DatasetGraph], around: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        return zip((part.text for part in parts), around, strict=True)

    def _remembered(self, part: DatasetGraph, key: str) -> list[LocatedViolation] | None:
        note = None if self.ignore_notes else self.cache.read("check", part.dataset.slug, key)
        return (
            None
            if note is None
            else [
                LocatedViolation(_placed(each.pop("where"), part), Violation(**each))
                for each in note[0]["findings"]
            ]
        )

    def _told(self, part: DatasetGraph, key: str, findings: list[Violation]) -> list[LocatedViolation]:
        found = locate_violations(findings, part.rows if findings else [])
        self.work.validated.append(part.dataset.slug)
        kept = [each.as_dict() | {"where": _unplaced(each.place, part)} for each in found]
        self.cache.write("check", part.dataset.slug, key, {"findings": kept})
        return found

    def read_note(self, kind: str, key: str) -> bytes | None:
        """A text that depends on `key` alone, if it was kept."""
        note = None if self.ignore_notes else self.cache.read(kind, "all", key)
        return note and note[1]

    def write_note(self, kind: str, key: str, text: bytes = b"") -> None:
        self.cache.write(kind, "all", key, {}, text)


_HERE = "{folder}/"  # a dataset's folder may move, and a person may be in another one when it is told again


def _unplaced(where: str, part: DatasetGraph) -> str:
    return where.replace(f"{display_path(part.folder)}/", _HERE)


def _placed(where: str, part: DatasetGraph) -> str:
    return where.replace(_HERE, f"{display_path(part.folder)}/")


def _digest_importer(dataset: str) -> str:
    """Return the digest of the code that reads a dataset: what all importers share, and its own."""
    own_module = dataset.replace("-", "_")
    other_modules = tuple(name for name in importer_names() if name != own_module)
    return notes.digest_code(*_IMPORTING, excluding=other_modules)
