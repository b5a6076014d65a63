"""From files to a generation: import, describe, validate, reason, publish.

Nothing is published unless every step succeeds, so a failed build leaves the last
good generation in use. Unchanged inputs give back the generation they gave before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from claimgraph import __version__, iris
from claimgraph.build.catalog import CATALOG, describe
from claimgraph.build.checking import check_imported
from claimgraph.build.imports import Imported, check_withheld, import_dataset
from claimgraph.build.inputs import Memo, fingerprint
from claimgraph.build.locate import Located
from claimgraph.build.ontology import read_ontology
from claimgraph.bundle import Bundle
from claimgraph.datasets import Dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation, publish
from claimgraph.reasoning.closure import closure
from claimgraph.reasoning.consistency import ConsistencyReport, check_consistency

Say = Callable[[str], None]
Graphs = dict[str, set[Triple]]

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

    Raises:
        ClaimgraphError: An input is wrong. The generation in use stays as it was.
    """
    report = BuildReport()
    memo = Memo(build_folder)
    key = fingerprint(bundle)
    if not force and (known := memo.generation(key)):
        report.generation, report.unchanged = known, True
        return report
    with report.step("import", say):
        ontology = read_ontology(bundle.ontology_files)
        imported = [import_dataset(folder) for folder in bundle.dataset_folders]
        check_withheld(imported)
        graphs = {each.dataset.graph: each.triples for each in imported} | {ONTOLOGY.graph: ontology}
    with report.step("validate", say):
        report.warnings = _validate(bundle, imported)
    with report.step("check consistency", say):
        _consistent(check_consistency(bundle.ontology_files), report)
    with report.step("reason", say):
        _reason(imported, graphs)
    with report.step("publish", say):
        report.generation = _publish(build_folder, imported, graphs)
        memo.remember(key, report.generation)
    return report


def _validate(bundle: Bundle, imported: list[Imported]) -> list[Located]:
    """The findings that do not stop a build."""
    findings = check_imported(imported, bundle)
    if violations := [each for each in findings if each.stops]:
        raise InvalidDataError(violations)
    return findings


def _consistent(result: ConsistencyReport, report: BuildReport) -> None:
    if result.skipped_because:
        report.skipped.append(f"consistency check of the ontology: {result.skipped_because}")
    if result.inconsistent or result.unsatisfiable:
        what = ", ".join(result.unsatisfiable) or "the ontology as a whole"
        raise InconsistentOntologyError(
            f"ontology/core.ttl: no member is possible for {what}. Look at its axioms."
        )


def _reason(imported: list[Imported], graphs: Graphs) -> None:
    """What follows from withheld graphs is withheld too, so they are left out of reasoning."""
    withheld = {each.dataset.graph for each in imported if each.dataset.sensitive}
    shown = set().union(*(triples for iri, triples in graphs.items() if iri not in withheld))
    graphs[INFERRED.graph] = closure(shown)


def _publish(build_folder: Path, imported: list[Imported], graphs: Graphs) -> Generation:
    datasets = sorted((*(each.dataset for each in imported), ONTOLOGY, INFERRED), key=lambda each: each.slug)
    graphs[CATALOG.value] = set(describe(datasets, {iri: len(triples) for iri, triples in graphs.items()}))
    quads = (Quad(t.subject, t.predicate, t.object, NamedNode(iri)) for iri, ts in graphs.items() for t in ts)
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    manifest = {
        "accounts": {each.dataset.slug: each.account for each in imported},
        "graphs": {each.graph: _entry(each, len(graphs[each.graph])) for each in (*datasets, CATALOGUE)},
        "versions": {"claimgraph": __version__, "root": iris.ROOT},
    }
    return publish(build_folder, b"".join(sorted(text.splitlines(keepends=True))), manifest)


def _entry(dataset: Dataset, triples: int) -> dict[str, Any]:
    keys = ("title", "sensitive", "licence", "attribution", "reuse")
    return {"dataset": dataset.slug, "triples": triples} | {key: getattr(dataset, key) for key in keys}
