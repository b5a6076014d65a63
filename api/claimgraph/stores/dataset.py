"""Which graphs a query sees.

Naming no graph, it sees every graph that is not withheld: their merge as the
default graph, and each by its name. A withheld graph is seen only by a query
that names it, in FROM, FROM NAMED or the protocol's parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from claimgraph.stores.errors import UnknownGraphError
from claimgraph.stores.query_outline import QueryOutline

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class LoadedGraphs:
    """A loaded generation. The default graph of `store` holds the merge of the graphs in `shown`.

    `beyond`, which no query can name, holds what only withheld graphs say. Together they are everything,
    each triple once.
    """

    store: ox.Store
    visible: tuple[str, ...]
    withheld: tuple[str, ...]
    withheld_only: ox.BlankNode


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """What one query runs on: a store, and which of its graphs."""

    store: ox.Store
    default_graphs: list[GraphName]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def resolve_dataset(
    graphs: LoadedGraphs,
    outline: QueryOutline,
    default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...],
) -> QueryDataset:
    """The dataset of a query; `default` and `named` are the protocol's, which win over FROM.

    Raises:
        UnknownGraphError: A graph that is not here was asked for.
    """
    if not (default_graphs or named_graphs):
        default_graphs, named_graphs = _of_clause(outline)
    if not (default_graphs or named_graphs):
        return QueryDataset(graphs.store, [ox.DefaultGraph()], _nodes(graphs.visible))
    _check_known(graphs, (*default_graphs, *named_graphs))
    together = _ready_made(graphs, set(default_graphs))
    if together is not None:
        return QueryDataset(graphs.store, together, _nodes(named_graphs))
    scratch = build_merged_store(graphs.store, default_graphs, named_graphs if outline.uses_graph else ())
    return QueryDataset(scratch, [ox.DefaultGraph()], _nodes(named_graphs))


def prepare_graphs(store: ox.Store, withheld: frozenset[str], declared: Iterable[str]) -> LoadedGraphs:
    """Merge what may be shown into the default graph of a store that holds named graphs."""
    here = {graph.value for graph in store.named_graphs()} | set(declared)
    shown, hidden = tuple(sorted(here - withheld)), tuple(sorted(here & withheld))
    merge_into_default(store, shown, store)
    beyond = ox.BlankNode()
    for triple in [quad.triple for graph in hidden for quad in _quads(store, graph)]:
        if _in(triple, ox.DefaultGraph()) not in store:
            store.add(_in(triple, beyond))
    return LoadedGraphs(store, shown, hidden, beyond)


def _ready_made(graphs: LoadedGraphs, default: set[str]) -> list[GraphName] | None:
    """The default graph where no triple need be copied for it."""
    if len(default) <= 1:
        return [*_nodes(default)]
    if default == set(graphs.visible):
        return [ox.DefaultGraph()]
    if default == {*graphs.visible, *graphs.withheld}:
        return [ox.DefaultGraph(), graphs.withheld_only]
    return None


def merge_into_default(source: ox.Store, graphs: Iterable[str], target: ox.Store) -> None:
    """Copy the triples of `graphs` into the default graph of `target`, each once.

    The engine, told to use several graphs as the default one, gives a triple
    that lies in two of them twice, and every count over it is wrong.
    """
    for graph in graphs:
        target.bulk_extend(_in(quad.triple, ox.DefaultGraph()) for quad in _quads(source, graph))


def build_merged_store(source: ox.Store, default: Iterable[str], named: Iterable[str]) -> ox.Store:
    """A store of its own, with the merge of some graphs as its default graph."""
    store = ox.Store()
    merge_into_default(source, dict.fromkeys(default), store)
    for graph in dict.fromkeys(named):
        store.bulk_extend(_quads(source, graph))
    return store


def _of_clause(query: QueryOutline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs that FROM and FROM NAMED name, in full.

    The engine resolves prefixes and relative IRIs, as it will in the query
    itself; hence this one line of SPARQL.
    """
    if not query.dataset_clause:
        return (), ()
    written = " ".join(iri for _, iri in query.dataset_clause)
    solutions = ox.Store().query(f"{query.prologue} SELECT ?graph {{ VALUES ?graph {{ {written} }} }}")
    iris = [row["graph"].value for row in cast(ox.QuerySolutions, solutions)]
    pairs = list(zip(query.dataset_clause, iris, strict=True))
    default = tuple(iri for (is_named, _), iri in pairs if not is_named)
    return default, tuple(iri for (is_named, _), iri in pairs if is_named)


def _check_known(graphs: LoadedGraphs, asked: Iterable[str]) -> None:
    for graph in asked:
        if graph not in graphs.visible and graph not in graphs.withheld:
            raise UnknownGraphError(f"There is no graph <{graph}> here. Graphs: {', '.join(graphs.visible)}.")


def _quads(store: ox.Store, graph: str) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, ox.NamedNode(graph))


def _in(triple: ox.Triple, graph: GraphName) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _nodes(iris: Iterable[str]) -> list[ox.NamedNode | ox.BlankNode]:
    return [ox.NamedNode(iri) for iri in dict.fromkeys(iris)]
