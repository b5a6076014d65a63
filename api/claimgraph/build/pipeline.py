"""From files to a generation: import, describe, validate, reason, publish.

Nothing is published unless every step succeeds, so a failed build leaves the last
good generation in use. Unchanged inputs give back the generation they gave before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from claimgraph import __version__, iris
from claimgraph.build import cache
from claimgraph.build.cache import Cache, digest
from claimgraph.build.catalog import CATALOG, Described, catalogue, count
from claimgraph.build.context import check_minted, check_withheld
from claimgraph.build.imports import lines_of
from claimgraph.build.inputs import Memo, fingerprint
from claimgraph.build.locate import Located
from claimgraph.build.ontology import read_ontology
from claimgraph.build.part import Part
from claimgraph.build.remembered import Memory, Work
from claimgraph.bundle import Bundle
from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation, publish
from claimgraph.reasoning.consistency import check_consistency
from claimgraph.build.interim import closure_text, rules

Say = Callable[[str], None]
Texts = dict[str, bytes]  # N-Triples by graph

_OWN = {
    "version": __version__,
    "publisher": "Claimgraph contributors",
    "issued": date(2026, 11, 22),
    "licence": "CC-BY-4.0",
    "attribution": "Claimgraph contributors",
    "reuse": "open",
    "importer": "tables",
}
ONTOLOGY = Dataset(
    slug="ontology",
    title="Ontology and vocabularies",
    description="What the words in the graph mean.",
    **_OWN,
)
INFERRED = Dataset(
    slug="inferred", title="What reasoning added", description="What follows by the ontology's rules.", **_OWN
)
CATALOGUE = Dataset(
    slug="catalog", title="Catalogue", description="The graph's description of its parts.", **_OWN
)


class InvalidDataError(ClaimgraphError):
    """The data break rules of the shapes; each finding says where and how to mend it."""

    def __init__(self, findings: list[Located]) -> None:
        super().__init__("\n".join(map(str, findings)))
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
    bundle: Bundle, build_folder: Path, say: Say = lambda _: None, *, force: bool = False
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
    key = fingerprint(bundle)
    if not force and (known := memo.generation(key)):
        report.generation, report.unchanged = known, True
        return report
    with report.step("import", say):
        ontology = lines_of(read_ontology(bundle.ontology_files))
        parts = memory.parts(bundle)
        check_withheld(parts)
        check_minted(parts)
    with report.step("validate", say):
        report.warnings = _validate(bundle, parts, memory)
    with report.step("check consistency", say):
        _consistent(bundle, memory, report)
    with report.step("reason", say):
        texts = _reason(parts, ontology, memory)
    with report.step("publish", say):
        report.generation = _publish(build_folder, parts, texts)
        memo.remember(key, report.generation)
    return report


def _validate(bundle: Bundle, parts: list[Part], memory: Memory) -> list[Located]:
    """The findings that do not stop a build."""
    known = rules(bundle)
    findings = [finding for part in parts for finding in memory.findings(part, parts, known)]
    if violations := [each for each in findings if each.stops]:
        raise InvalidDataError(violations)
    return findings


def _consistent(bundle: Bundle, memory: Memory, report: BuildReport) -> None:
    """Check the ontology; where the check cannot run here it is not remembered as passed."""
    key = digest(cache.code("reasoning"), *(path.read_bytes() for path in bundle.ontology_files))
    if memory.known("consistency", key) is not None:
        return
    result = check_consistency(bundle.ontology_files)
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
    texts = {part.dataset.graph: part.text for part in parts} | {ONTOLOGY.graph: ontology}
    shown = [*(part.text for part in parts if not part.dataset.sensitive), ontology]
    key = digest(cache.code("reasoning"), *shown)
    inferred = memory.known("reason", key)
    if inferred is None:
        inferred = closure_text(shown)
        memory.keep("reason", key, inferred)
    return texts | {INFERRED.graph: inferred}


def _publish(build_folder: Path, parts: list[Part], texts: Texts) -> Generation:
    described = [Described(part.dataset, part.files, count(part.text)) for part in parts]
    described += [Described(dataset, (), count(texts[dataset.graph])) for dataset in (ONTOLOGY, INFERRED)]
    described.sort(key=lambda each: each.dataset.slug)
    texts = texts | {CATALOG.value: lines_of(catalogue(CATALOGUE, described))}
    quads = [line[:-2] + f"<{graph}> .\n".encode() for graph, text in texts.items() for line in _lines(text)]
    manifest = {
        "accounts": {part.dataset.slug: part.accounts for part in parts},
        "unresolved": {part.dataset.slug: part.unresolved for part in parts if part.unresolved},
        "graphs": {each.dataset.graph: _entry(each) for each in described}
        | {CATALOG.value: _entry(Described(CATALOGUE, (), count(texts[CATALOG.value])))},
        "versions": {"claimgraph": __version__, "root": iris.ROOT},
    }
    return publish(build_folder, b"".join(sorted(quads)), manifest)


def _lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True)


def _entry(described: Described) -> dict[str, Any]:
    """The manifest's words on a graph."""
    return described.dataset.model_dump(mode="json", exclude={"slug", "importer", "files"}) | {
        "dataset": described.dataset.slug,
        "triples": described.counts.triples,
        "files": [asdict(file) for file in described.files],
    }
