"""How freely the data of an archive may be reused, and which graphs and rows it may therefore hold.

If nothing is said about the reuse of a graph, the most restrictive terms are assumed.
"""

from __future__ import annotations

from typing import Any

from claimgraph import namespaces
from claimgraph.datasets import REUSE_KINDS, find_stated_reuse, strictest_terms
from claimgraph.generations import Generation

# Each level holds what the one before it holds, and more.
REUSE_LEVELS = ("open", "share-alike", "all")
INFERRED_GRAPH = namespaces.GRAPH + "inferred"
ASSESSMENTS_GRAPH = namespaces.GRAPH + "assessments"
# An archive of every level holds what is inferred from the graphs it holds, a description of them, and the
# assessments whose own terms allow it.
_IN_EVERY_ARCHIVE = ("inferred", "catalog", "assessments")
_UNDER_TERMS_OF_THE_REST = (INFERRED_GRAPH, ASSESSMENTS_GRAPH)


def allows_reuse(level: str, reuse: str) -> bool:
    """True if an archive of this level may hold what has this kind of reuse; an unknown one is restricted."""
    rank = REUSE_KINDS.index(reuse) if reuse in REUSE_KINDS else len(REUSE_KINDS) - 1
    return rank <= REUSE_LEVELS.index(level)


def allows_graph(level: str, entry: dict[str, Any]) -> bool:
    """True if an archive of this level may hold the graph with this entry of the manifest, or some of it."""
    if entry.get("dataset") in _IN_EVERY_ARCHIVE:
        return True
    return not entry["sensitive"] and allows_reuse(level, entry.get("reuse", ""))


def allows_row(level: str, licence: str) -> bool:
    """True if an archive of this level may hold a row whose own licence is stated in these words.

    >>> allows_row("share-alike", "CC BY-NC 4.0 (LICENSE.md); docs say CC BY 4.0: conflict")
    False
    >>> allows_row("open", "CC BY 4.0 (Epoch)")
    True
    """
    return allows_reuse(level, find_stated_reuse(licence))


def allowed_graphs(generation: Generation, level: str) -> list[str]:
    """The IRIs of the graphs an archive of this level holds, in order."""
    entries = generation.manifest["graphs"]
    return [iri for iri in sorted(entries) if allows_graph(level, entries[iri])]


def manifest_entry(generation: Generation, level: str, graph: str) -> dict[str, Any]:
    """The manifest's entry of a graph in an archive.

    What is inferred or assessed has the strictest terms of the rest of the archive.
    """
    entry: dict[str, Any] = generation.manifest["graphs"].get(graph, {})
    if graph not in _UNDER_TERMS_OF_THE_REST:
        return entry
    others = [
        generation.manifest["graphs"][iri]
        for iri in allowed_graphs(generation, level)
        if iri not in _UNDER_TERMS_OF_THE_REST
    ]
    reuse, licence = strictest_terms(
        (entry.get("reuse", REUSE_KINDS[-1]), entry.get("licence", "")) for entry in others
    )
    return entry | {"reuse": reuse, "licence": licence}
