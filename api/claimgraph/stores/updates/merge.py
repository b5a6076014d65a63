"""Keeps the default graph the merge of the visible graphs while one of these changes."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from claimgraph.stores.dataset import in_graph


def follow_difference(
    store: ox.Store,
    added: Iterable[ox.Triple],
    removed: Iterable[ox.Triple],
    withheld: frozenset[str] = frozenset(),
    withheld_only: ox.BlankNode | None = None,
) -> None:
    """Bring the merge in line with what one of its graphs gained and lost.

    `withheld`: graphs that are no part of it. `withheld_only`: the graph of what lies in these alone.
    """
    for triple in added:
        store.add(in_graph(triple, ox.DefaultGraph()))
        if withheld_only:
            store.remove(in_graph(triple, withheld_only))
    for triple in removed:
        names = _list_graphs(store, triple)
        if not names - withheld:
            store.remove(in_graph(triple, ox.DefaultGraph()))
            if withheld_only and names:
                store.add(in_graph(triple, withheld_only))


def _list_graphs(store: ox.Store, triple: ox.Triple) -> set[str]:
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
