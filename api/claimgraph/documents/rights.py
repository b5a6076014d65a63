"""How freely the data of an archive may be reused, and which graphs and rows it may therefore hold.

If nothing is said about the reuse of a graph, the most restrictive terms are assumed.
"""

from __future__ import annotations

import re
from typing import Any

from claimgraph import namespaces
from claimgraph.datasets import REUSE_KINDS, strictest_terms
from claimgraph.generations import Generation

# Each level holds what the one before it holds, and more.
REUSE_LEVELS = ("open", "share-alike", "all")
_RANKS = {"open": 0, "share-alike": 1, "non-commercial": 2}
INFERRED_GRAPH = namespaces.GRAPH + "inferred"
_RECOMPUTED = ("inferred", "catalog")  # from the graphs an archive holds, under their terms
_NON_COMMERCIAL = re.compile(r"\bNC\b|\bND\b|non-?\s?commercial|no-?\s?deriv", re.IGNORECASE)
_SHARE_ALIKE = re.compile(r"\bSA\b|\bODbL\b|\bA?GPL|share-?\s?alike", re.IGNORECASE)


def allows_graph(level: str, entry: dict[str, Any]) -> bool:
    """True if an archive of this level may hold the graph with this entry of the manifest."""
    if entry.get("dataset") in _RECOMPUTED:
        return True
    rank = _RANKS.get(entry.get("reuse", ""), _RANKS["non-commercial"])
    return not entry["sensitive"] and rank <= REUSE_LEVELS.index(level)


def allows_row(level: str, licence: str) -> bool:
    """True if an archive of this level may hold a row whose own licence is stated in these words.

    A licence that is merely mentioned counts: whoever takes the data must not have to settle a conflict.

    >>> allows_row("share-alike", "CC BY-NC 4.0 (LICENSE.md); docs say CC BY 4.0: conflict")
    False
    >>> allows_row("open", "CC BY 4.0 (Epoch)")
    True
    """
    if _NON_COMMERCIAL.search(licence):
        return level == "all"
    return level != "open" or not _SHARE_ALIKE.search(licence)


def allowed_graphs(generation: Generation, level: str) -> list[str]:
    """The IRIs of the graphs an archive of this level holds, in order."""
    entries = generation.manifest["graphs"]
    return [iri for iri in sorted(entries) if allows_graph(level, entries[iri])]


def manifest_entry(generation: Generation, level: str, graph: str) -> dict[str, Any]:
    """The manifest's entry of a graph in an archive; what is inferred has the strictest terms of the rest."""
    entry: dict[str, Any] = generation.manifest["graphs"].get(graph, {})
    if graph != INFERRED_GRAPH:
        return entry
    others = [
        generation.manifest["graphs"][iri]
        for iri in allowed_graphs(generation, level)
        if iri != INFERRED_GRAPH
    ]
    reuse, licence = strictest_terms(
        (entry.get("reuse", REUSE_KINDS[-1]), entry.get("licence", "")) for entry in others
    )
    return entry | {"reuse": reuse, "licence": licence}
