"""What of a generation an archive holds: N-Triples for each graph, and the account of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph import namespaces
from claimgraph.documents.rights import INFERRED_GRAPH, allowed_graphs, manifest_entry
from claimgraph.exports.quoted_passages import EXACT, find_repeating_lines, has_passage
from claimgraph.exports.recomputed_graphs import CATALOG, recompute_graphs
from claimgraph.exports.row_licences import RowKey, find_restricted_rows, read_row_facts, remaining_licences
from claimgraph.generations import Generation
from claimgraph.rdf import QuadTokens, iri_token, join_triple, read_quads, unwrap_token

QUOTE = "quotes (oa:exact)"
PASSAGE = "text with four words or more between quotation marks"
REPEATED = "text that repeats a quote word for word"
ROW = "rows whose own licence does not allow it"
RECOMPUTED = "would need or describe what is left out"
_GEOMETRY = b"/geometry>"

WithholdingRule = Callable[[bytes, QuadTokens], str | None]


@dataclass(frozen=True, slots=True)
class Selection:
    """`parts` are N-Triples by graph IRI. Triples withheld are counted by graph and reason.

    `added` counts the triples that a recomputed graph has and the generation's has not.
    """

    generation: Generation
    level: str
    graph_files: dict[str, Path]
    withheld_triples: Counter[tuple[str, str]]
    added_triples: Counter[str]
    withheld_rows: dict[RowKey, str]
    row_licences: frozenset[str]

    def manifest_entry(self, graph: str) -> dict[str, Any]:
        return manifest_entry(self.generation, self.level, graph)

    def count_triples(self, graph: str) -> int:
        """How many triples of this graph the archive holds."""
        gone = sum(count for (iri, _), count in self.withheld_triples.items() if iri == graph)
        return int(self.manifest_entry(graph)["triples"]) - gone + self.added_triples[graph]


def select_statements(generation: Generation, level: str, folder: Path) -> Selection:
    """Write what an archive of this level holds below `folder`; the generation is read line by line."""
    shown = allowed_graphs(generation, level)
    parts = {iri: folder / f"{iri.removeprefix(namespaces.GRAPH)}.nt" for iri in shown}
    left_out = {iri_token(iri) for iri in generation.manifest["graphs"] if iri not in parts}
    facts = read_row_facts(read_quads(generation.graph_file))
    rows = {} if level == "all" else find_restricted_rows(facts, level, left_out)
    rows = {row: text for row, text in rows.items() if row[0] not in left_out}
    why = (
        _keep_all
        if level == "all"
        else _rules(rows, find_repeating_lines(generation.graph_file, facts.quotes))
    )
    withheld = _split(generation, parts, why)
    added = Counter[str]()
    if level != "all":
        for graph, before, after in recompute_graphs(
            parts, manifest_entry(generation, level, INFERRED_GRAPH)
        ):
            withheld[graph, RECOMPUTED] += len(before - after)
            added[graph] += len(after - before)
    return Selection(
        generation, level, parts, +withheld, added, rows, remaining_licences(facts, {*rows}, left_out)
    )


def withholding_reason(entry: dict[str, Any]) -> str:
    """Why a whole graph is left out."""
    return "sensitive" if entry["sensitive"] else str(entry.get("reuse", "reuse not stated"))


def _split(generation: Generation, parts: dict[str, Path], why: WithholdingRule) -> Counter[tuple[str, str]]:
    """Write each line that may be shown to its graph's file, and count the others by reason."""
    entries = generation.manifest["graphs"]
    withheld = Counter[tuple[str, str]]()
    with ExitStack() as stack:
        files = {iri_token(iri): stack.enter_context(path.open("wb")) for iri, path in parts.items()}
        for line, (subject, predicate, value, graph) in read_quads(generation.graph_file):
            iri = unwrap_token(graph).decode()
            if graph not in files:
                withheld[iri, withholding_reason(entries[iri])] += 1
            elif because := why(line, (subject, predicate, value, graph)):
                withheld[iri, because] += 1
            else:
                files[graph].write(join_triple(subject, predicate, value))
    return withheld


def _keep_all(line: bytes, statement: QuadTokens) -> None:  # noqa: ARG001 - as _rules' result
    return None


def _rules(rows: dict[RowKey, str], repeats: set[bytes]) -> WithholdingRule:
    """The reasons for which a statement of a graph that is shown is left out all the same."""
    derived, ontology = (
        {iri_token(CATALOG), iri_token(INFERRED_GRAPH)},
        iri_token(f"{namespaces.GRAPH}ontology"),
    )

    def why(line: bytes, statement: QuadTokens) -> str | None:
        subject, predicate, value, graph = statement
        if graph in derived:
            return None
        if (graph, subject.replace(_GEOMETRY, b">")) in rows:
            return ROW
        if predicate == EXACT:
            return QUOTE
        if line in repeats:
            return REPEATED
        return PASSAGE if graph != ontology and has_passage(predicate, value) else None

    return why
