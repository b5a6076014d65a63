"""Imports and validates data sets, or uses what an earlier build noted of the same ones.

A data set is imported anew if its folder or the code that reads it has changed. It is validated anew if its
graph, the rules, the code that validates, or what other data sets say of the things it mentions has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.pipeline.code_digest import digest_code
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.note_cache import NoteCache, compute_digest, digest_folder
from claimgraph.pipeline.releases import link_releases
from claimgraph.pipeline.row_triples import import_rows, serialize_rows
from claimgraph.pipeline.validation_context import validation_context
from claimgraph.source_tree import SourceTree
from claimgraph.sources import IMPORTERS_PACKAGE, display_path, find_importer
from claimgraph.validation import ShapeRules, Violation, validate_in_parallel

_NOT_DATA = ("README.md",)
_FOLDER = "{folder}/"  # in notes, because a data set's folder may move, and people call it from other places


@dataclass(slots=True)
class BuildWork:
    """The data sets that a build imported and validated anew; of the others it used notes."""

    imported: list[str] = field(default_factory=list)
    validated: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class IncrementalBuild:
    """Imports and validates data sets with the notes of earlier builds, and keeps new ones."""

    notes: NoteCache
    work: BuildWork = field(default_factory=BuildWork)

    @classmethod
    def in_folder(cls, build_folder: Path, *, ignore_notes: bool = False) -> IncrementalBuild:
        """With the notes in a build folder. If these are ignored, everything is done anew."""
        return cls(NoteCache(build_folder / "cache", is_ignored=ignore_notes))

    def import_datasets(self, source_tree: SourceTree) -> list[DatasetGraph]:
        """Every data set of a source tree, each release of a series linked to those before it.

        Raises:
            ClaimgraphError: A data set is wrong.
        """
        folders = source_tree.dataset_folders
        graphs = [self.import_dataset(folder, read_dataset(folder)) for folder in folders]
        return link_releases(graphs, self.notes)

    def import_dataset(self, folder: Path, dataset: Dataset) -> DatasetGraph:
        """One data set.

        Raises:
            ClaimgraphError: The data set is wrong.
        """
        key = _import_key(folder)
        note = self.notes.read("import", dataset.slug, key)
        if note:
            content, text = note
            return DatasetGraph(folder, dataset, text, **content)
        graph = import_dataset(folder, dataset)
        self.work.imported.append(dataset.slug)
        content = {"accounts": graph.accounts, "unresolved": graph.unresolved, "minted": graph.minted}
        self.notes.write("import", dataset.slug, key, content, graph.text)
        return graph

    def find_violations(
        self, dataset_graphs: list[DatasetGraph], rules: ShapeRules
    ) -> list[LocatedViolation]:
        """The violations in each data set, by file and line, seen together with what others say.

        Raises:
            ShapesError: The engine cannot run a shape.
        """
        jobs = [_ValidationJob(graph, validation_context(graph, dataset_graphs)) for graph in dataset_graphs]
        keys = [job.key(rules) for job in jobs]
        results = [self._read_violations(job.graph, key) for job, key in zip(jobs, keys, strict=True)]
        new = [index for index, violations in enumerate(results) if violations is None]
        found_anew = validate_in_parallel([jobs[index].as_text() for index in new], rules)
        for index, violations in zip(new, found_anew, strict=True):
            located = locate_violations(violations, jobs[index].graph.rows if violations else [], rules)
            results[index] = self._note_violations(jobs[index].graph, keys[index], located)
        all_located = [violation for located in results for violation in located or []]
        return sorted(all_located, key=lambda violation: violation.sort_key)

    def _read_violations(self, graph: DatasetGraph, key: str) -> list[LocatedViolation] | None:
        note = self.notes.read("check", graph.dataset.slug, key)
        if note is None:
            return None
        return [
            LocatedViolation(_fill_in_folder(violation.pop("where"), graph), Violation(**violation))
            for violation in note[0]["findings"]
        ]

    def _note_violations(
        self, graph: DatasetGraph, key: str, located: list[LocatedViolation]
    ) -> list[LocatedViolation]:
        self.work.validated.append(graph.dataset.slug)
        noted = [
            violation.as_dict() | {"where": _take_out_folder(violation.place, graph)} for violation in located
        ]
        self.notes.write("check", graph.dataset.slug, key, {"findings": noted})
        return located


@dataclass(frozen=True, slots=True)
class _ValidationJob:
    """A graph, and what has to be known of others to validate it."""

    graph: DatasetGraph
    context: bytes

    def key(self, rules: ShapeRules) -> str:
        code = digest_code(validate_in_parallel, validation_context, locate_violations)
        return compute_digest(code, rules.digest, self.graph.text, self.context)

    def as_text(self) -> tuple[str, str]:
        return self.graph.text.decode(), self.context.decode()


def _import_key(folder: Path) -> str:
    importer = find_importer(folder.name)
    return compute_digest(
        digest_code(import_rows, serialize_rows, without=IMPORTERS_PACKAGE),
        digest_code(importer) if importer else "",
        folder.name,
        digest_folder(folder, excluding=_NOT_DATA),
    )


def _take_out_folder(place: str, graph: DatasetGraph) -> str:
    return place.replace(f"{display_path(graph.folder)}/", _FOLDER)


def _fill_in_folder(place: str, graph: DatasetGraph) -> str:
    return place.replace(_FOLDER, f"{display_path(graph.folder)}/")
