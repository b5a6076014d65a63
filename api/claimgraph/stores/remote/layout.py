"""How a generation lies in another engine: its graphs under their names, and some of ours beside them.

An engine may repeat a triple that lies in two graphs of a dataset. So the merge of the visible graphs is a
graph of its own there, as it is in memory, and so is what lies in withheld graphs alone. No query can name
these graphs, for none but the generation's own are ever in a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph.stores.dataset import GivenDataset, resolve_from_clauses
from claimgraph.stores.errors import QueryRefusedError
from claimgraph.stores.query_outline import QueryOutline

MERGED = "urn:claimgraph:merged"
WITHHELD_ONLY = "urn:claimgraph:withheld-only"
CONTENTS = "urn:claimgraph:contents"
CONTENTS_AGAIN = "urn:claimgraph:contents-again"
NO_GRAPH = "urn:claimgraph:no-graph"  # one that is never there: an empty part of a dataset

GENERATION = "urn:claimgraph:generation"
VISIBLE = "urn:claimgraph:visible"
WITHHELD = "urn:claimgraph:withheld"


@dataclass(frozen=True, slots=True)
class Contents:
    """What another engine holds. `merges`: it counts a triple that lies in two graphs of a dataset once."""

    generation: str
    visible: tuple[str, ...]
    withheld: tuple[str, ...]
    merges: bool

    @property
    def graphs(self) -> frozenset[str]:
        """All graphs of the generation."""
        return frozenset((*self.visible, *self.withheld))


@dataclass(frozen=True, slots=True)
class RemoteDataset:
    """The graphs that one query runs on. `unknown`: those named that are not here."""

    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def write_contents(generation: str, visible: Iterable[str], withheld: Iterable[str]) -> bytes:
    """The graph that says what an engine holds, as N-Triples."""
    lines = [f'<{CONTENTS}> <{GENERATION}> "{generation}" .']
    lines += [f"<{CONTENTS}> <{VISIBLE}> <{graph}> ." for graph in visible]
    lines += [f"<{CONTENTS}> <{WITHHELD}> <{graph}> ." for graph in withheld]
    return "\n".join([*lines, ""]).encode()


def resolve_remote_dataset(contents: Contents, outline: QueryOutline, given: GivenDataset) -> RemoteDataset:
    """The dataset of a query: the same graphs as any other store selects.

    Raises:
        UnknownGraphError: It names a graph that is not here, and may not.
        QueryRefusedError: Its default graph is one that this engine cannot make without repeating triples.
    """
    default_graphs, named_graphs = given.default_graphs, given.named_graphs
    if not (default_graphs or named_graphs):
        default_graphs, named_graphs = resolve_from_clauses(outline, given.base)
    if not (default_graphs or named_graphs):
        return RemoteDataset((MERGED,), _name_graphs(outline, contents.visible))
    here = contents.graphs
    unknown = tuple(graph for graph in (*default_graphs, *named_graphs) if graph not in here)
    given.require_allowed(unknown, contents.visible)
    default_graphs = _merge(contents, dict.fromkeys(graph for graph in default_graphs if graph in here))
    return RemoteDataset(
        default_graphs, _name_graphs(outline, [graph for graph in named_graphs if graph in here]), unknown
    )


def _merge(contents: Contents, graphs: Iterable[str]) -> tuple[str, ...]:
    wanted = set(graphs)
    if len(wanted) <= 1:
        return tuple(wanted) or (NO_GRAPH,)
    if wanted == set(contents.visible):
        return (MERGED,)
    if wanted == contents.graphs:
        return (MERGED, WITHHELD_ONLY)
    if contents.merges:
        return tuple(sorted(wanted))
    raise QueryRefusedError(
        "This engine repeats a triple that lies in several graphs of FROM, and would count it twice. "
        "Name one graph, all of them, or none."
    )


def _name_graphs(outline: QueryOutline, graphs: Iterable[str]) -> tuple[str, ...]:
    """Never none for a query that uses named graphs: some engines would take that for all they have."""
    return (tuple(dict.fromkeys(graphs)) or (NO_GRAPH,)) if outline.uses_graph else ()
