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

from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation
from claimgraph.pipeline import cache
from claimgraph.pipeline.assess import encode_evidence_query_lines, encode_verdict_lines
from claimgraph.pipeline.cache import Cache, digest
from claimgraph.pipeline.catalog import catalogue
from claimgraph.pipeline.dataset_graph import Part
from claimgraph.pipeline.encode_rows import lines_of
from claimgraph.pipeline.fingerprint import Memo, fingerprint
from claimgraph.pipeline.incremental import Memory, Work
from claimgraph.pipeline.locate import Located, locate
from claimgraph.pipeline.ontology import read_ontology
from claimgraph.pipeline.publish import (
    ASSESSMENTS,
    CATALOGUE,
    CHECKS,
    INFERRED,
    ONTOLOGY,
    Texts,
    describe,
    manifest,
    publish,
    with_assessments,
)
from claimgraph.pipeline.user_datasets.repeated_rows import check_taken
from claimgraph.pipeline.validation_context import check_minted, check_withheld
from claimgraph.reasoning.closure import infer_ntriples
from claimgraph.reasoning.consistency import check_consistency
from claimgraph.source_tree import SourceTree
from claimgraph.validation import ShapeRules, load_shape_rules, validate_ntriples

Say = Callable[[str], None]
_TOLD = 200  # findings that an error message names; a rule that all rows break would fill the screen


class InvalidDataError(ClaimgraphError):
    """The data break rules of the shapes; each finding says where and how to fix it."""

    def __init__(self, findings: list[Located]) -> None:
        more = f"\n… and {len(findings) - _TOLD} more." if len(findings) > _TOLD else ""
        super().__init__("\n".join(map(str, findings[:_TOLD])) + more)
        self.findings = findings


class InconsistentOntologyError(ClaimgraphError):
    """The ontology contradicts itself."""


@dataclass(slots=True)
class BuildReport:
    """What a build did. Seconds are by step; they are never part of the generation."""

    generation: Generation | None = None
    unchanged: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    work: Work = field(default_factory=Work)
    skipped: list[str] = field(default_factory=list)
    warnings: list[Located] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, say: Say) -> Iterator[None]:
        say(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def build(
    source_tree: SourceTree, build_folder: Path, say: Say = lambda _: None, *, force: bool = False
) -> BuildReport:
    """Build the graph of `bundle` into `build_folder` and make it the current generation.

    What an earlier build in this folder found out about a dataset is used as long as nothing it
    depends on has changed; `force` finds out everything anew.

    Raises:
        ClaimgraphError: An input is wrong. The generation in use stays as it was.
    """
    report = BuildReport()
    memo = Memo(build_folder)
    memory = Memory(Cache(build_folder / "cache"), report.work, fresh=force)
    key = fingerprint(source_tree)
    if not force and (known := memo.generation(key)):
        report.generation, report.unchanged = known, True
        return report
    with report.step("import", say):
        ontology = lines_of(read_ontology(source_tree.ontology_files))
        parts = memory.parts(source_tree)
        check_withheld(parts)
        check_taken(parts, source_tree.imported_folders)
        check_minted(parts)
    with report.step("validate", say):
        shapes = load_shape_rules(source_tree)
        report.warnings = _validate(parts, memory, shapes)
    with report.step("check consistency", say):
        _consistent(source_tree, memory, report)
    with report.step("reason", say):
        texts = _reason(parts, ontology, memory)
    with report.step("assess", say):
        texts[CHECKS.graph_iri] = encode_evidence_query_lines(source_tree)
        described = describe(parts, texts)
        texts[CATALOGUE.graph_iri] = lines_of(catalogue(CATALOGUE, described))
        texts[ASSESSMENTS.graph_iri] = _assess(parts, texts, memory)
        described = with_assessments(described, parts, texts[ASSESSMENTS.graph_iri])
        texts[CATALOGUE.graph_iri] = lines_of(catalogue(CATALOGUE, described))
        _check_catalogue(texts[CATALOGUE.graph_iri], shapes)
    with report.step("publish", say):
        report.generation = publish(build_folder, texts, manifest(parts, described, texts))
        memo.remember(key, report.generation)
    return report


def _validate(parts: list[Part], memory: Memory, known: ShapeRules) -> list[Located]:
    """The findings that do not stop a build."""
    findings = memory.findings(parts, known)
    if violations := [each for each in findings if each.stops]:
        raise InvalidDataError(violations)
    return findings


def _check_catalogue(text: bytes, known: ShapeRules) -> None:
    """Hold the graph's description of its parts to the rules for data sets."""
    findings = locate(validate_ntriples(text.decode(), known), [])
    if any(each.stops for each in findings):
        raise InvalidDataError(findings)


def _consistent(source_tree: SourceTree, memory: Memory, report: BuildReport) -> None:
    """Check the ontology; where the check cannot run here it is not remembered as passed."""
    key = digest(cache.code("reasoning"), *(path.read_bytes() for path in source_tree.ontology_files))
    if memory.known("consistency", key) is not None:
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
        memory.keep("consistency", key)


def _reason(parts: list[Part], ontology: bytes, memory: Memory) -> Texts:
    """What follows from withheld graphs is withheld too, so they are left out of reasoning."""
    texts = {part.dataset.graph_iri: part.text for part in parts} | {ONTOLOGY.graph_iri: ontology}
    shown = [*(part.text for part in parts if not part.dataset.sensitive), ontology]
    key = digest(cache.code("reasoning"), *shown)
    inferred = memory.known("reason", key)
    if inferred is None:
        inferred = infer_ntriples(shown)
        memory.keep("reason", key, inferred)
    return texts | {INFERRED.graph_iri: inferred}


def _assess(parts: list[Part], texts: Texts, memory: Memory) -> bytes:
    """The verdicts, on a graph that has its catalogue: figures may be known only since their data set was."""
    key = digest(cache.code("assessment", "quantities", "queries", "pipeline/assess"), *texts.values())
    found = memory.known("assess", key)
    if found is None:
        found = encode_verdict_lines(parts, texts)
        memory.keep("assess", key, found)
    return found
