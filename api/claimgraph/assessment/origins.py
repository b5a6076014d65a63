"""Where utterances, lines of evidence and judged relations come from: source, its publisher, graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from claimgraph.queries import bind_query
from claimgraph.stores import Store

OriginsByThing = Mapping[str, frozenset[str]]  # by the IRI of what comes from them


def load_origins(store: Store) -> OriginsByThing:
    """Everything that each of them comes from, by IRI."""
    origins: dict[str, set[str]] = defaultdict(set)
    for row in store.select(bind_query("origins")):
        origins[row["thing"].value].add(row["origin"].value)
    return {iri: frozenset(origins[iri]) for iri in origins}
