"""Validates a change of written graphs, and publishes it as a generation of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.generations import (
    Generation,
    LineChanges,
    Replacement,
    change_build_folder,
    clean_generations,
    current_name,
    publish_spliced,
    staging_folder,
    writing,
)
from claimgraph.namespaces import graph_slug
from claimgraph.pipeline.catalog import GraphDescription, count_graph
from claimgraph.pipeline.publish import describe_in_manifest
from claimgraph.pipeline.written_graphs.graph_folders import (
    WrittenNote,
    read_written_text,
    write_graph_folder,
)
from claimgraph.rdf import add_graph, split_lines
from claimgraph.source_tree import written_folder
from claimgraph.stores import ChangedGraph, ChangeOutcome
from claimgraph.validation import ReportedViolation, ShapeRules, report_violations

_ENTRY_DIGITS = 8


class StaleChangeError(ClaimgraphError):
    """A change was computed on a generation that is no longer the current one."""

    def __init__(self) -> None:
        super().__init__("Another generation was published meanwhile. Nothing was changed; send it again.")


class InvalidChangeError(ClaimgraphError):
    """A change would leave graphs that break rules. `report`: the SHACL report, as N-Triples."""

    def __init__(self, violations: list[ReportedViolation], report: str) -> None:
        rules = ", ".join(sorted({reported.violation.rule for reported in violations}))
        super().__init__(
            f"Nothing was changed: the result would break rules in {len(violations)} place(s): {rules}."
        )
        self.violations, self.report = violations, report


@dataclass(frozen=True, slots=True)
class Change:
    """A change to be published: what it comes to, on which generation, who makes it, and when.

    `action` says what was asked for, such as "PUT". `keep`: how many of the newest generations stay.
    """

    build_folder: Path
    base: str
    outcome: ChangeOutcome
    author: str
    action: str
    time: str
    keep: int


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """The generation with a change in it, and the warnings of the rules that it does not break."""

    generation: Generation
    warnings: list[ReportedViolation]


def publish_change(change: Change, rules: ShapeRules) -> PublishedChange:
    """Make a change visible and durable, or change nothing.

    Raises:
        InvalidChangeError: The result would break rules.
        StaleChangeError: The base is no longer the current generation.
        FileWriteError: The system refused it.
    """
    warnings = _require_valid(change.outcome, rules)
    home = change.build_folder
    with change_build_folder(home, f"write by {change.author}"), staging_folder(home) as staging:
        if current_name(home) != change.base:
            raise StaleChangeError
        with writing(staging):
            replacements = [*_stage_graphs(change, staging), _stage_journal_entry(change, staging)]
        base = home / "generations" / change.base
        manifest = _change_manifest(json.loads((base / "manifest.json").read_bytes()), change)
        generation = publish_spliced(home, base, _compare_lines(change), manifest, replacements)
        clean_generations(home, change.keep)
    return PublishedChange(generation, warnings)


def _require_valid(outcome: ChangeOutcome, rules: ShapeRules) -> list[ReportedViolation]:
    violations, report = report_violations(
        [(graph.iri, graph.data, graph.context) for graph in outcome.validations], rules
    )
    if any(reported.violation.severity == "Violation" for reported in violations):
        raise InvalidChangeError(violations, report)
    return violations


def _stage_graphs(change: Change, staging: Path) -> Iterator[Replacement]:
    for graph in change.outcome.graphs:
        slug = graph_slug(graph.iri)
        place = written_folder(change.build_folder) / slug
        if graph.text is None:
            yield Replacement(place)
        else:
            write_graph_folder(staging / slug, WrittenNote(graph.iri, change.time, change.author), graph.text)
            yield Replacement(place, staging / slug)


def _stage_journal_entry(change: Change, staging: Path) -> Replacement:
    """The journal has a file for each change: it can become visible with the change only."""
    journal = change.build_folder / "journal"
    last = max((int(path.stem) for path in journal.glob("[0-9]*.json")), default=0)
    graphs = [
        {
            "iri": graph.iri,
            "added": graph.added,
            "removed": graph.removed,
            "deleted": graph.text is None,
        }
        for graph in change.outcome.graphs
    ]
    entry = {
        "time": change.time,
        "author": change.author,
        "action": change.action,
        "base": change.base,
        "graphs": graphs,
    }
    file = staging / f"{last + 1:0{_ENTRY_DIGITS}}.json"
    file.write_bytes(json.dumps(entry, indent=2, ensure_ascii=False).encode() + b"\n")
    return Replacement(journal / file.name, file)


def _change_manifest(manifest: dict[str, Any], change: Change) -> dict[str, Any]:
    graphs, accounts = dict(manifest["graphs"]), dict(manifest["accounts"])
    for graph in change.outcome.graphs:
        graphs.pop(graph.iri, None)
        accounts.pop(graph_slug(graph.iri), None)
        if graph.text is not None:
            dataset = WrittenNote(graph.iri, change.time, change.author).dataset
            counts = count_graph(graph.text.encode())
            graphs[graph.iri] = describe_in_manifest(GraphDescription(dataset, (), counts))
            accounts[dataset.slug] = {}
    return manifest | {"graphs": graphs, "accounts": accounts}


def _compare_lines(change: Change) -> LineChanges:
    removed, added = set[bytes](), set[bytes]()
    for graph in change.outcome.graphs:
        old, new = _lines_before(change, graph), {*split_lines((graph.text or "").encode())}
        removed |= {*add_graph(old - new, graph.iri)}
        added |= {*add_graph(new - old, graph.iri)}
    return LineChanges(sorted(removed), sorted(added))


def _lines_before(change: Change, graph: ChangedGraph) -> set[bytes]:
    return {*split_lines(read_written_text(written_folder(change.build_folder) / graph_slug(graph.iri)))}
