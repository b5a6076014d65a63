"""Makes the graphs of one generation those of the next, where only few graphs differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from claimgraph.stores.dataset import LoadedGraphs, in_graph
from claimgraph.stores.updates.change import ChangedGraph
from claimgraph.stores.updates.merge import follow_difference


def replace_graphs(graphs: LoadedGraphs, changes: Iterable[ChangedGraph]) -> LoadedGraphs:
    """Give visible graphs their new content, in the store itself."""
    for change in changes:
        _replace(graphs, change)
        names = {*graphs.visible, change.iri} if change.text is not None else {*graphs.visible} - {change.iri}
        graphs = replace(graphs, visible=tuple(sorted(names)))
    return graphs


def _replace(graphs: LoadedGraphs, change: ChangedGraph) -> None:
    store, node = graphs.store, ox.NamedNode(change.iri)
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, node)}
    after = {quad.triple for quad in ox.parse((change.text or "").encode(), format=ox.RdfFormat.N_TRIPLES)}
    for triple in before - after:
        store.remove(in_graph(triple, node))
    store.extend(in_graph(triple, node) for triple in after - before)
    if change.text is None:
        store.remove_graph(node)
    follow_difference(store, after - before, before - after, frozenset(graphs.withheld), graphs.withheld_only)
