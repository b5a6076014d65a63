"""Which graphs a query sees.

A query that names no graph sees every graph that is not withheld: their merge
as the default graph, and each by its name. A withheld graph is seen only by a
query that names it, in FROM, FROM NAMED or the protocol's parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from claimgraph.stores.errors import UnknownGraphError
from claimgraph.stores.full_names import resolve_names
from claimgraph.stores.query_outline import QueryOutline

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class LoadedGraphs:
    """The graphs of a generation. The default graph of `store` is the merge of those that are visible.

    The graph `withheld_only`, which no query can name, holds the triples that lie in withheld graphs alone.
    It and the default graph together are everything, each triple once. `own_default`: the graph that
    public queries have as their default graph, instead of the merge.
    """

    store: ox.Store
    visible: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    withheld_only: ox.BlankNode = field(default_factory=ox.BlankNode)
    own_default: str | None = None
    visible_nodes: list[ox.NamedNode | ox.BlankNode] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "visible_nodes", _nodes(self.visible))


@dataclass(frozen=True, slots=True)
class GivenDataset:
    """What the protocol says of a query's dataset. Graphs named here, in either list, win over FROM.

    Relative IRIs in FROM are resolved against `base`. A graph that is not here is an empty one, if allowed.
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    allow_unknown: bool = False

    def require_allowed(self, unknown: Sequence[str], visible: Iterable[str]) -> None:
        """Refuse graphs that are not here, unless they count as empty ones.

        Raises:
            UnknownGraphError: There is one; the visible ones are named.
        """
        if unknown and not self.allow_unknown:
            raise UnknownGraphError(f"There is no graph <{unknown[0]}> here. Graphs: {', '.join(visible)}.")


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """What one query runs on: a store, and which of its graphs. `unknown`: those named that are not here."""

    store: ox.Store
    default_graphs: list[GraphName]
    named_graphs: list[ox.NamedNode | ox.BlankNode]
    unknown: tuple[str, ...] = ()


def prepare_graphs(store: ox.Store, withheld: frozenset[str], declared: Iterable[str]) -> LoadedGraphs:
    """Merge the visible graphs into the default graph of a store that holds named graphs.

    A graph that is declared but holds no triple can be named, too.
    """
    graphs = {graph.value for graph in store.named_graphs()} | set(declared)
    loaded = LoadedGraphs(store, tuple(sorted(graphs - withheld)), tuple(sorted(graphs & withheld)))
    # copied by the engine itself: taking a million triples out and in again takes three times as long
    store.update(";".join(f"ADD SILENT {ox.NamedNode(graph)} TO DEFAULT" for graph in loaded.visible))
    for triple in [quad.triple for graph in loaded.withheld for quad in _quads_of(store, graph)]:
        if in_graph(triple, ox.DefaultGraph()) not in store:
            store.add(in_graph(triple, loaded.withheld_only))
    return loaded


def resolve_dataset(graphs: LoadedGraphs, outline: QueryOutline, given: GivenDataset) -> QueryDataset:
    """The dataset of a query.

    Raises:
        UnknownGraphError: The dataset names a graph that is not here, and may not.
    """
    default_graphs, named_graphs = given.default_graphs, given.named_graphs
    if not (default_graphs or named_graphs):
        default_graphs, named_graphs = resolve_from_clauses(outline, given.base)
    if not (default_graphs or named_graphs):
        visible = graphs.visible_nodes if outline.uses_graph else []
        if graphs.own_default and given.allow_unknown:
            own = ox.NamedNode(graphs.own_default)
            return QueryDataset(graphs.store, [own], [graph for graph in visible if graph != own])
        return QueryDataset(graphs.store, [ox.DefaultGraph()], visible)
    unknown = _find_unknown(graphs, (*default_graphs, *named_graphs))
    given.require_allowed(unknown, graphs.visible)
    filled = tuple(iri for iri in default_graphs if iri not in unknown)
    # with none at all, the default graph is one that does not exist, which is as good as an empty one
    ready_made = _find_ready_made(graphs, set(filled or default_graphs[:1]))
    if ready_made is not None:
        return QueryDataset(graphs.store, ready_made, _nodes(named_graphs), unknown)
    scratch = build_merged_store(graphs.store, filled, named_graphs if outline.uses_graph else ())
    return QueryDataset(scratch, [ox.DefaultGraph()], _nodes(named_graphs), unknown)


def merge_into_default(source: ox.Store, graphs: Iterable[str], target: ox.Store) -> None:
    """Copy the triples of `graphs` into the default graph of `target`, without duplicates.

    If the engine is told to use several graphs as the default one, it repeats a
    triple that lies in two of them, and every count over it is wrong.
    """
    for graph in graphs:
        target.bulk_extend(in_graph(quad.triple, ox.DefaultGraph()) for quad in _quads_of(source, graph))


def build_merged_store(
    source: ox.Store, default_graphs: Iterable[str], named_graphs: Iterable[str]
) -> ox.Store:
    """A new store with the merge of some graphs as its default graph, and copies of some named graphs."""
    store = ox.Store()
    merge_into_default(source, dict.fromkeys(default_graphs), store)
    for graph in dict.fromkeys(named_graphs):
        store.bulk_extend(_quads_of(source, graph))
    return store


def _find_ready_made(graphs: LoadedGraphs, default_graphs: set[str]) -> list[GraphName] | None:
    """The default graph, if no triple need be copied to have it."""
    if len(default_graphs) <= 1:
        return [*_nodes(default_graphs)]
    if default_graphs == set(graphs.visible):
        return [ox.DefaultGraph()]
    if default_graphs == {*graphs.visible, *graphs.withheld}:
        return [ox.DefaultGraph(), graphs.withheld_only]
    return None


def resolve_from_clauses(outline: QueryOutline, base: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs that FROM and FROM NAMED name, as full IRIs."""
    clauses = outline.dataset_clause
    iris = resolve_names([clause.iri for clause in clauses], outline.prologue, base)
    pairs = list(zip(clauses, iris, strict=True))
    default_graphs = tuple(iri for clause, iri in pairs if not clause.is_named)
    return default_graphs, tuple(iri for clause, iri in pairs if clause.is_named)


def _find_unknown(graphs: LoadedGraphs, iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(iri for iri in iris if iri not in graphs.visible and iri not in graphs.withheld)


def _quads_of(store: ox.Store, graph: str) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, ox.NamedNode(graph))


def in_graph(triple: ox.Triple, graph: GraphName) -> ox.Quad:
    """Return a triple as one of a graph."""
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _nodes(iris: Iterable[str]) -> list[ox.NamedNode | ox.BlankNode]:
    return [ox.NamedNode(iri) for iri in dict.fromkeys(iris)]
