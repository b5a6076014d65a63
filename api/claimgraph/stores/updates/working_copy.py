"""The graphs as a change alters them, in a process of its own, and what of that has an effect.

A shipped graph is never taken over from here, whatever an operation does to this copy of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from claimgraph.generations import DEFAULT_GRAPH_SCOPE, covers_graph
from claimgraph.rdf import serialize_ntriples
from claimgraph.stores.dataset import LoadedGraphs, in_graph
from claimgraph.stores.errors import (
    GraphForbiddenError,
    GraphTooLargeError,
    MergedGraphError,
    QueryEvaluationError,
    QuerySyntaxError,
)
from claimgraph.stores.full_names import resolve_names
from claimgraph.stores.updates.change import Action, ChangedGraph, ChangeRequest
from claimgraph.stores.updates.merge import follow_difference
from claimgraph.stores.updates.operations import Operation, Target

MOST_TRIPLES = 100_000  # of a graph that is written
Triples = set[ox.Triple]


class WorkingCopy:
    """The graphs of one process, of which withheld ones are taken out: no update sees them."""

    def __init__(self, graphs: LoadedGraphs, request: ChangeRequest) -> None:
        self.store, self.written = graphs.store, frozenset(request.written)
        self._request, self._default = request, request.default_graph
        for graph in graphs.withheld:
            self.store.remove_graph(ox.NamedNode(graph))
        self.store.remove_graph(graphs.withheld_only)
        self._shipped = frozenset((*graphs.visible, *graphs.withheld)) - self.written
        for graph in self.written - {self._default}:
            self.store.add_graph(ox.NamedNode(graph))
        self._before: dict[str, Triples | None] = {}
        if self._default:
            self._move_default_graph(self._default)

    def carry_out(self, operation: Operation) -> None:
        """Carry out an operation of an update.

        Raises:
            QueryError: It fails, or names its dataset though the request does.
            GraphForbiddenError, MergedGraphError, GraphTooLargeError: It may not.
        """
        if operation.names_dataset and (self._request.using or self._request.using_named):
            raise QuerySyntaxError(
                "The request names a dataset, and so does the update, by WITH or USING. Leave one out."
            )
        before = {iri: self._remember(iri) for iri in self._find_touched(operation)}
        self._run(self._with_dataset(operation))
        for iri, triples in before.items():
            self._follow(iri, triples)

    def put(self, iri: str, action: Action, triples: Triples) -> None:
        """Give a graph these triples, add them to it, or delete it.

        Raises:
            GraphForbiddenError, GraphTooLargeError: That may not be.
        """
        self._require_writable(iri)
        node, before = self._node(iri), self._remember(iri)
        if action != "add":
            self.store.remove_graph(node) if iri != self._default else self.store.clear_graph(node)
        if action != "delete":
            self.store.add_graph(node) if iri != self._default else None
            self.store.extend(in_graph(triple, node) for triple in triples)
        self._follow(iri, before)

    def list_changes(self) -> list[ChangedGraph]:
        """The graphs that are not as they were before all."""
        changes = (self._describe(iri, before) for iri, before in sorted(self._before.items()))
        return [change for change in changes if change]

    def read(self, iri: str) -> Triples | None:
        """The triples of a graph; None if there is no such graph."""
        node = self._node(iri)
        if iri != self._default and not self.store.contains_named_graph(node):
            return None
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, node)}

    def before(self, iri: str) -> Triples:
        """The triples that a changed graph had before all."""
        return self._before.get(iri) or set()

    def name_of(self, node: object) -> str | None:
        """The IRI of a graph of the store; None for the merge of all."""
        return node.value if isinstance(node, ox.NamedNode) else self._default

    def _describe(self, iri: str, before: Triples | None) -> ChangedGraph | None:
        after = self.read(iri)
        if iri == self._default and not after:
            after = None  # an empty one is as good as none
        if before == after:
            return None
        old, new = before or set(), after or set()
        _require_rdf11(new)
        text = None if after is None else serialize_ntriples(new).decode()
        return ChangedGraph(iri, before is not None, text, len(new - old), len(old - new))

    def _remember(self, iri: str) -> Triples:
        """The triples that a graph has now. The first time, they are those that it had before all."""
        triples = self.read(iri)
        if iri not in self._before:
            is_there = bool(triples) if iri == self._default else iri in self.written
            self._before[iri] = triples if is_there else None
        return triples or set()

    def _follow(self, iri: str, before: Triples) -> None:
        """Let the merge of all follow a change of one graph, so that the next operation sees it."""
        after = self.read(iri) or set()
        if len(after) > MOST_TRIPLES:
            raise GraphTooLargeError(
                f"<{iri}> would have {len(after):,} triples; {MOST_TRIPLES:,} are accepted."
            )
        if not self._default:
            follow_difference(self.store, after - before, before - after)

    def _find_touched(self, operation: Operation) -> list[str]:
        """The graphs that an operation writes to, each of which may be written."""
        iris = {iri for target in operation.targets for iri in self._graphs_of(target, operation)}
        for iri in sorted(iris):
            self._require_writable(iri)
        return sorted(iris)

    def _graphs_of(self, target: Target, operation: Operation) -> Iterator[str]:
        if target.place == "iri":
            yield self._resolve(operation, target.text)
        elif target.place == "variable":
            yield from self._values_of(target.text, operation)
        else:
            if target.place in ("default", "all"):
                yield self._require_default()
            if target.place in ("named", "all"):
                yield from (
                    node.value for node in self.store.named_graphs() if isinstance(node, ox.NamedNode)
                )

    def _require_default(self) -> str:
        if self._default is None:
            raise MergedGraphError
        return self._default

    def _require_writable(self, iri: str) -> None:
        if iri in self._shipped:
            raise GraphForbiddenError(
                f"<{iri}> is shipped or imported, and read-only. Write a graph of another name."
            )
        name = DEFAULT_GRAPH_SCOPE if iri == self._default else iri
        if not any(covers_graph(scope, name) for scope in self._request.scope):
            raise GraphForbiddenError(
                f"Your token is not for <{iri}>. It is for: {', '.join(self._request.scope)}."
            )

    def _resolve(self, operation: Operation, text: str) -> str:
        [iri] = resolve_names([text], operation.prologue, self._request.base)
        return iri

    def _values_of(self, variable: str, operation: Operation) -> Iterator[str]:
        """The graphs that a variable of an operation will stand for: what WHERE finds before it runs."""
        query = f"{operation.prologue}\nSELECT DISTINCT {variable} {operation.where}"
        default, named = self._dataset_of(operation)
        try:
            rows = cast(
                ox.QuerySolutions,
                self.store.query(
                    query,
                    base_iri=self._request.base,
                    default_graph=default,
                    named_graphs=named,
                ),
            )
            values = [row[variable[1:]] for row in rows]
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryEvaluationError(str(error)) from None
        yield from (value.value for value in values if isinstance(value, ox.NamedNode))

    def _dataset_of(
        self, operation: Operation
    ) -> tuple[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], list[ox.NamedNode | ox.BlankNode] | None]:
        using, named = self._using(operation)
        if using or named:
            return [*map(ox.NamedNode, using)] or [_NO_GRAPH], [*map(ox.NamedNode, named)]
        if operation.with_graph:
            return [ox.NamedNode(self._resolve(operation, operation.with_graph))], None
        return [ox.DefaultGraph()], None

    def _using(self, operation: Operation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._request.using or self._request.using_named:
            return self._request.using, self._request.using_named
        return (
            tuple(resolve_names(operation.using, operation.prologue, self._request.base)),
            tuple(resolve_names(operation.using_named, operation.prologue, self._request.base)),
        )

    def _with_dataset(self, operation: Operation) -> str:
        """The text to run: a dataset that the request names is written into it.

        Several graphs that are to be the default one are merged first: the engine would repeat a triple that
        lies in two of them, and every count over it would be wrong.
        """
        using, named = self._using(operation) if operation.where else ((), ())
        if not (using or named):
            return f"{operation.prologue}\n{operation.text}"
        if len(set(using)) > 1:
            using = (self._merge(using),)
        clauses = [*(f"USING <{graph}>" for graph in using), *(f"USING NAMED <{graph}>" for graph in named)]
        return f"{operation.prologue}\n{operation.head}\n{' '.join(clauses)}\n{operation.where}"

    def _merge(self, graphs: tuple[str, ...]) -> str:
        triples = {triple for graph in graphs for triple in self.read(graph) or ()}
        self.store.extend(in_graph(triple, _SCRATCH) for triple in triples)
        return _SCRATCH.value

    def _run(self, update: str) -> None:
        try:
            self.store.update(update, base_iri=self._request.base)
        except SyntaxError as error:
            raise QuerySyntaxError(f"The update cannot be read: {error.msg}.") from None
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryEvaluationError(f"{str(error).rstrip('.')}.") from None
        finally:
            if self.store.contains_named_graph(_SCRATCH):
                self.store.remove_graph(_SCRATCH)

    def _move_default_graph(self, iri: str) -> None:
        """Let the default graph be the one of this name."""
        node = ox.NamedNode(iri)
        triples = [quad.triple for quad in self.store.quads_for_pattern(None, None, None, node)]
        self.store.clear_graph(ox.DefaultGraph())
        self.store.remove_graph(node)
        self.store.extend(in_graph(triple, ox.DefaultGraph()) for triple in triples)

    def _node(self, iri: str) -> ox.NamedNode | ox.DefaultGraph:
        return ox.DefaultGraph() if iri == self._default else ox.NamedNode(iri)


_SCRATCH = ox.NamedNode("urn:claimgraph:merge-of-using")
_NO_GRAPH = ox.NamedNode("urn:claimgraph:no-graph")


def _require_rdf11(triples: Triples) -> None:
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Triple) or (isinstance(value, ox.Literal) and value.direction):
            raise QueryEvaluationError(
                f"{value} is no term of RDF 1.1. Write it without: no other file here has any."
            )
