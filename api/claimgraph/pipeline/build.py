"""From files to a generation: import, validate, reason, assess, describe, publish.

Nothing is published unless every step succeeds, so a failed build leaves the last
good generation in use. Unchanged inputs give back the generation they gave before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.datasets import find_open_points
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation
from claimgraph.pipeline import note_cache
from claimgraph.pipeline.assess import encode_evidence_query_lines, encode_verdict_lines
from claimgraph.pipeline.catalog import catalog_triples
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.fingerprint import LastBuild, fingerprint
from claimgraph.pipeline.incremental import BuildWork, IncrementalBuild
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.note_cache import NoteCache, compute_digest
from claimgraph.pipeline.ontology_files import read_ontology
from claimgraph.pipeline.publish import (
    ASSESSMENTS,
    CATALOGUE,
    CHECKS,
    INFERRED,
    ONTOLOGY,
    GraphTexts,
    build_manifest,
    describe_graphs,
    publish,
    with_assessments,
)
from claimgraph.pipeline.repeated_ids import check_repeated_ids
from claimgraph.pipeline.validation_context import check_minted_ids, check_withheld_claims
from claimgraph.rdf import serialize_ntriples
from claimgraph.reasoning import check_consistency, infer_ntriples
from claimgraph.source_tree import SourceTree
from claimgraph.sources import display_path
from claimgraph.validation import ShapeRules, load_shape_rules, validate_ntriples

ProgressCallback = Callable[[str], None]
_TOLD = 200  # findings that an error message names; a rule that all rows break would fill the screen


class InvalidDataError(ClaimgraphError):
    """The data break rules of the shapes; each finding says where and how to fix it."""

    def __init__(self, findings: list[LocatedViolation]) -> None:
        more = f"\n… and {len(findings) - _TOLD} more." if len(findings) > _TOLD else ""
        super().__init__("\n".join(map(str, findings[:_TOLD])) + more)
        self.violations = findings


class InconsistentOntologyError(ClaimgraphError):
    """The ontology contradicts itself."""


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

    @contextmanager
    def step(self, name: str, say: ProgressCallback) -> Iterator[None]:
        say(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def build(
    source_tree: SourceTree,
    build_folder: Path,
    say: ProgressCallback = lambda _: None,
    *,
    force: bool = False,
) -> BuildReport:
    """Build the graph of `source_tree` into `build_folder` and make it the current generation.

    What an earlier build in this folder found out about a dataset is used as long as nothing it
    depends on has changed; `force` finds out everything anew.

    Raises:
        ClaimgraphError: An input is wrong. The generation in use stays as it was.
    """
    report = BuildReport(open_points=list(_open_points(source_tree)))
    memo = LastBuild(build_folder)
    memory = IncrementalBuild(NoteCache(build_folder / "cache"), report.work, ignore_notes=force)
    key = fingerprint(source_tree)
    if not force and (known := memo.find_generation(key)):
        report.generation, report.unchanged = known, True
        return report
    with report.step("import", say):
        ontology = serialize_ntriples(read_ontology(source_tree.ontology_files))
        parts = memory.import_datasets(source_tree)
        check_withheld_claims(parts)
        check_repeated_ids(parts, source_tree.imported_folders)
        check_minted_ids(parts)
    with report.step("validate", say):
        shapes = load_shape_rules(source_tree)
        report.warnings = _validate(parts, memory, shapes)
    with report.step("check consistency", say):
        _consistent(source_tree, memory, report)
    with report.step("reason", say):
        texts = _reason(parts, ontology, memory)
    with report.step("assess", say):
        texts[CHECKS.graph_iri] = encode_evidence_query_lines(source_tree)
        described = describe_graphs(parts, texts)
        texts[CATALOGUE.graph_iri] = serialize_ntriples(catalog_triples(CATALOGUE, described))
        texts[ASSESSMENTS.graph_iri] = _assess(parts, texts, memory)
        described = with_assessments(described, parts, texts[ASSESSMENTS.graph_iri])
        texts[CATALOGUE.graph_iri] = serialize_ntriples(catalog_triples(CATALOGUE, described))
        _check_catalogue(texts[CATALOGUE.graph_iri], shapes)
    with report.step("publish", say):
        report.generation = publish(build_folder, texts, build_manifest(parts, described, texts))
        memo.remember(key, report.generation)
    return report


def _open_points(source_tree: SourceTree) -> Iterator[str]:
    """Yield what is still to be filled in of data sets, each with its place."""
    for folder in source_tree.dataset_folders:
        if (path := folder / "dataset.toml").exists():
            yield from (f"{display_path(path)}:{point}" for point in find_open_points(folder))


def _validate(
    parts: list[DatasetGraph], memory: IncrementalBuild, known: ShapeRules
) -> list[LocatedViolation]:
    """The findings that do not stop a build."""
    findings = memory.find_violations(parts, known)
    if violations := [each for each in findings if each.is_blocking]:
        raise InvalidDataError(violations)
    return findings


def _check_catalogue(text: bytes, known: ShapeRules) -> None:
    """Hold the graph's description of its parts to the rules for data sets."""
    findings = locate_violations(validate_ntriples(text.decode(), known), [])
    if any(each.is_blocking for each in findings):
        raise InvalidDataError(findings)


def _consistent(source_tree: SourceTree, memory: IncrementalBuild, report: BuildReport) -> None:
    """Check the ontology; where the check cannot run here it is not remembered as passed."""
    key = compute_digest(
        note_cache.digest_code("reasoning"), *(path.read_bytes() for path in source_tree.ontology_files)
    )
    if memory.read_note("consistency", key) is not None:
        return
    result = check_consistency(source_tree.ontology_files)
    if result.inconsistent or result.unsatisfiable:
        what = ", ".join(result.unsatisfiable) or "the ontology as a whole"
        raise InconsistentOntologyError(
            f"ontology/core.ttl: no member is possible for {what}. Look at its axioms."
        )
    if result.skipped_because:
        report.skipped.append(f"consistency check of the ontology: {result.skipped_because}")
    else:
        memory.write_note("consistency", key)


def _reason(parts: list[DatasetGraph], ontology: bytes, memory: IncrementalBuild) -> GraphTexts:
    """What follows from withheld graphs is withheld too, so they are left out of reasoning."""
    texts = {part.dataset.graph_iri: part.text for part in parts} | {ONTOLOGY.graph_iri: ontology}
    shown = [*(part.text for part in parts if not part.dataset.sensitive), ontology]
    key = compute_digest(note_cache.digest_code("reasoning"), *shown)
    inferred = memory.read_note("reason", key)
    if inferred is None:
        inferred = infer_ntriples(shown)
        memory.write_note("reason", key, inferred)
    return texts | {INFERRED.graph_iri: inferred}


def _assess(parts: list[DatasetGraph], texts: GraphTexts, memory: IncrementalBuild) -> bytes:
    """The verdicts, on a graph that has its catalogue: figures may be known only since their data set was."""
    key = compute_digest(
        note_cache.digest_code("assessment", "quantities", "queries", "pipeline/assess"), *texts.values()
    )
    found = memory.read_note("assess", key)
    if found is None:
        found = encode_verdict_lines(parts, texts)
        memory.write_note("assess", key, found)
    return found
