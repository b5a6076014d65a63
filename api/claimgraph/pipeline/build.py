"""From files to a generation: import, validate, reason, assess, describe, publish.

Nothing is published unless every step succeeds, so a failed build leaves the last good generation in use.
Unchanged inputs give back the generation they gave before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import find_open_points
from claimgraph.generations import (
    Generation,
    Replacement,
    change_build_folder,
    has_pending_change,
    make_current,
)
from claimgraph.pipeline.assess import encode_evidence_query_lines
from claimgraph.pipeline.build_steps import (
    check_catalog,
    check_ontology,
    compute_verdicts,
    infer_graph,
    refuse_invalid,
)
from claimgraph.pipeline.dataset_checks import check_datasets
from claimgraph.pipeline.fingerprint import LastBuild, fingerprint
from claimgraph.pipeline.incremental import BuildWork, IncrementalBuild
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.ontology_files import read_ontology
from claimgraph.pipeline.own_graphs import ASSESSMENTS, CATALOG, CHECKS, INFERRED, ONTOLOGY
from claimgraph.pipeline.publish import (
    build_manifest,
    describe_graphs,
    describe_verdicts,
    encode_catalog,
    encode_whole_catalog,
    publish,
)
from claimgraph.pipeline.written_graphs import read_written_graphs
from claimgraph.rdf import serialize_ntriples
from claimgraph.source_tree import SourceTree
from claimgraph.sources import display_path
from claimgraph.validation import load_shape_rules

ProgressCallback = Callable[[str], None]  # called with the name of each step


@dataclass(slots=True)
class BuildReport:
    """What a build did. Seconds are by step; they are never part of the generation."""

    generation: Generation | None = None
    unchanged: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    work: BuildWork = field(default_factory=BuildWork)
    skipped: list[str] = field(default_factory=list)
    open_points: list[str] = field(default_factory=list)
    warnings: list[LocatedViolation] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)  # names of old generations that were deleted

    @contextmanager
    def step(self, name: str, announce: ProgressCallback) -> Iterator[None]:
        """Announce a step, and time it."""
        announce(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def build(
    source_tree: SourceTree,
    build_folder: Path,
    announce: ProgressCallback = lambda _: None,
    *,
    force: bool = False,
) -> BuildReport:
    """Build the graph of a source tree into a folder, and make it the current generation.

    It waits for whoever else changes the folder. What an earlier build in this folder noted of a data set is
    used as long as nothing it depends on has changed; `force` does everything anew.

    Raises:
        ClaimgraphError: An input is wrong. The current generation stays as it was.
    """
    if not force and (unchanged := find_unchanged(source_tree, build_folder)):
        return unchanged
    with change_build_folder(build_folder, "build"):
        return build_locked(source_tree, build_folder, announce, force=force)


def find_unchanged(source_tree: SourceTree, build_folder: Path) -> BuildReport | None:
    """The report of a build that has nothing to do; None if there is something, or a change is under way.

    It needs no lock, so that a server starts at once while others import, and in a folder that is read-only.
    """
    generation = LastBuild(build_folder).find_generation(fingerprint(source_tree))
    if generation is None or has_pending_change(build_folder):
        return None
    open_points = list(_open_points(source_tree))
    return BuildReport(generation=generation, unchanged=True, open_points=open_points)


def build_locked(
    source_tree: SourceTree,
    build_folder: Path,
    announce: ProgressCallback,
    replacements: Sequence[Replacement] = (),
    *,
    force: bool = False,
) -> BuildReport:
    """Build as `build` does, for a caller who holds the lock; `replacements` change with the generation.

    Raises:
        ClaimgraphError: An input is wrong. The current generation stays as it was.
    """
    if not force and (unchanged := find_unchanged(source_tree, build_folder)):
        if unchanged.generation and replacements:
            make_current(build_folder, unchanged.generation, replacements)
        return unchanged
    report = BuildReport(open_points=list(_open_points(source_tree)))
    last_build, inputs = LastBuild(build_folder), fingerprint(source_tree)
    incremental = IncrementalBuild.in_folder(build_folder, ignore_notes=force)
    notes, report.work = incremental.notes, incremental.work
    with report.step("import", announce):
        ontology = serialize_ntriples(read_ontology(source_tree.ontology_files))
        dataset_graphs = incremental.import_datasets(source_tree)
        check_datasets(dataset_graphs, source_tree.imported_folders)
        dataset_graphs += read_written_graphs(source_tree.written_folders, dataset_graphs)
        texts = {graph.dataset.graph_iri: graph.text for graph in dataset_graphs}
        texts[ONTOLOGY.graph_iri] = ontology
    with report.step("validate", announce):
        rules = load_shape_rules(source_tree)
        report.warnings = refuse_invalid(incremental.find_violations(dataset_graphs, rules))
    with report.step("check consistency", announce):
        if reason := check_ontology(source_tree, notes):
            report.skipped.append(f"consistency check of the ontology: {reason}")
    with report.step("reason", announce):
        texts[INFERRED.graph_iri] = infer_graph(dataset_graphs, ontology, notes)
    with report.step("assess", announce):
        texts[CHECKS.graph_iri] = encode_evidence_query_lines(source_tree)
        descriptions = describe_graphs(dataset_graphs, texts)
        texts[CATALOG.graph_iri] = encode_catalog(descriptions)
        texts[ASSESSMENTS.graph_iri] = compute_verdicts(dataset_graphs, texts, notes)
        descriptions.append(describe_verdicts(dataset_graphs, texts))
        texts[CATALOG.graph_iri] = encode_whole_catalog(descriptions, texts)
        check_catalog(texts[CATALOG.graph_iri], rules)
    with report.step("publish", announce):
        manifest = build_manifest(dataset_graphs, descriptions, texts)
        report.generation = publish(build_folder, texts, manifest, replacements)
        last_build.record(inputs, report.generation)
    return report


def _open_points(source_tree: SourceTree) -> Iterator[str]:
    """Yield what is still to be filled in of data sets, each with its place."""
    for folder in source_tree.dataset_folders:
        if (path := folder / "dataset.toml").exists():
            yield from (f"{display_path(path)}:{point}" for point in find_open_points(folder))
