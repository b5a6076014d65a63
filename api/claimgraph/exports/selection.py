"""The statements of a generation that an archive holds, and an account of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph import namespaces
from claimgraph.documents import ASSESSMENTS_GRAPH, INFERRED_GRAPH, allowed_graphs, manifest_entry
from claimgraph.exports.quoted_passages import EXACT, find_repeating_lines, has_passage
from claimgraph.exports.recomputed_graphs import CATALOG_GRAPH, GraphFiles, recompute_graphs
from claimgraph.exports.row_licences import (
    RowFacts,
    RowKey,
    find_restricted_rows,
    read_row_facts,
    remaining_licences,
)
from claimgraph.generations import Generation
from claimgraph.rdf import QuadTokens, iri_token, join_triple, read_quads, unwrap_token

QUOTE = "quotes (oa:exact)"
PASSAGE = "text with four words or more between quotation marks"
REPEATED = "text that repeats a quote word for word"
ROW = "rows whose own licence does not allow it"
RESTS_ON = "rests on data under stricter terms"
RECOMPUTED = "depends on or describes what is left out"
_GEOMETRY_SUFFIX = b"/geometry>"
# These are our own words, though in an evidence query they stand between quotation marks.
_OWN_WORDS = frozenset(iri_token(namespaces.GRAPH + name) for name in ("ontology", "checks"))

WithholdingRule = Callable[[bytes, QuadTokens], str | None]  # the reason to withhold a statement, or None


@dataclass(frozen=True, slots=True)
class Selection:
    """The content of an archive, and what was withheld from it.

    `withheld_triples` counts by graph and reason; `added_triples` counts what a recomputed graph has and
    the generation's graph has not. `row_licences` are the licences of rows that the archive holds.
    """

    generation: Generation
    level: str
    graph_files: GraphFiles
    withheld_triples: Counter[tuple[str, str]]
    added_triples: Counter[str]
    withheld_rows: dict[RowKey, str]
    row_licences: frozenset[str]

    def manifest_entry(self, graph: str) -> dict[str, Any]:
        return manifest_entry(self.generation, self.level, graph)

    def count_triples(self, graph: str) -> int:
        """The number of triples of this graph that the archive holds."""
        withheld = sum(count for (iri, _), count in self.withheld_triples.items() if iri == graph)
        return int(self.manifest_entry(graph)["triples"]) - withheld + self.added_triples[graph]


def select_statements(generation: Generation, level: str, folder: Path) -> Selection:
    """Write what an archive of this level holds to `folder`, as N-Triples, one file per graph."""
    iris = allowed_graphs(generation, level)
    graph_files = {iri: folder / f"{namespaces.graph_slug(iri)}.nt" for iri in iris}
    excluded_graphs = {iri_token(iri) for iri in generation.manifest["graphs"] if iri not in graph_files}
    facts = read_row_facts(read_quads(generation.graph_file))
    rows = {} if level == "all" else _withheld_rows(facts, level, excluded_graphs)
    rule = _keep_all if level == "all" else _withholding_rule(generation, rows, facts)
    withheld = _split_by_graph(generation, graph_files, rule)
    added = Counter[str]()
    if level != "all":
        entry = manifest_entry(generation, level, INFERRED_GRAPH)
        for graph, before, after in recompute_graphs(graph_files, (entry["reuse"], entry["licence"])):
            withheld[graph, RECOMPUTED] += len(before - after)
            added[graph] += len(after - before)
    licences = remaining_licences(facts, {*rows}, excluded_graphs)
    return Selection(generation, level, graph_files, +withheld, added, rows, licences)


def withholding_reason(entry: dict[str, Any]) -> str:
    """Why a whole graph is withheld, given its entry in the manifest."""
    return "sensitive" if entry["sensitive"] else str(entry.get("reuse", "reuse not stated"))


def _withheld_rows(facts: RowFacts, level: str, excluded_graphs: set[bytes]) -> dict[RowKey, str]:
    """Restricted rows of the graphs that the archive holds."""
    rows = find_restricted_rows(facts, level, excluded_graphs)
    return {row: text for row, text in rows.items() if row[0] not in excluded_graphs}


def _split_by_graph(
    generation: Generation, graph_files: GraphFiles, rule: WithholdingRule
) -> Counter[tuple[str, str]]:
    """Write each statement that the archive holds to the file of its graph; count the others by reason."""
    entries = generation.manifest["graphs"]
    withheld = Counter[tuple[str, str]]()
    with ExitStack() as stack:
        files = {iri_token(iri): stack.enter_context(path.open("wb")) for iri, path in graph_files.items()}
        for line, (subject, predicate, value, graph) in read_quads(generation.graph_file):
            iri = unwrap_token(graph).decode()
            if graph not in files:
                withheld[iri, withholding_reason(entries[iri])] += 1
            elif reason := rule(line, (subject, predicate, value, graph)):
                withheld[iri, reason] += 1
            else:
                files[graph].write(join_triple(subject, predicate, value))
    return withheld


def _keep_all(line: bytes, statement: QuadTokens) -> None:  # noqa: ARG001 - a WithholdingRule
    return None


def _withholding_rule(
    generation: Generation, withheld_rows: dict[RowKey, str], facts: RowFacts
) -> WithholdingRule:
    """The rule for statements of graphs that the archive holds; derived graphs are recomputed instead."""
    repeating_lines = find_repeating_lines(generation.graph_file, facts.quotes)
    derived_graphs = {iri_token(CATALOG_GRAPH), iri_token(INFERRED_GRAPH)}
    assessments_graph = iri_token(ASSESSMENTS_GRAPH)

    def rule(line: bytes, statement: QuadTokens) -> str | None:
        subject, predicate, value, graph = statement
        if graph in derived_graphs:
            return None
        if facts.find_whole((graph, subject.replace(_GEOMETRY_SUFFIX, b">"))) in withheld_rows:
            return RESTS_ON if graph == assessments_graph else ROW
        if predicate == EXACT:
            return QUOTE
        if line in repeating_lines:
            return REPEATED
        return PASSAGE if graph not in _OWN_WORDS and has_passage(predicate, value) else None

    return rule
