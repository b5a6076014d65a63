"""Takes statements out of a graph, each with the named graph that makes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.exports.proof.pattern_match import TYPE
from claimgraph.queries import bind_query
from claimgraph.stores import Store

# What is described whole where something described whole names it, because people read it.
_FOLLOWED = tuple(namespaces.thing_iri(kind) for kind in ("source/", "period/"))
_TERMS = (namespaces.concept_iri("metric", ""), namespaces.concept_iri("unit", ""), namespaces.UNIT)


class StatementReader:
    """The statements of one graph, without those of the named graphs `leaving_out`."""

    def __init__(self, store: Store, leaving_out: Collection[str]) -> None:
        self._store, self._leaving_out = store, leaving_out
        self._known: dict[str, list[Quad]] = {}

    def statements_about(self, thing: str) -> list[Quad]:
        """All that is said of a thing."""
        if thing not in self._known:
            rows = self._store.select(bind_query("statements_by_graph", thing=NamedNode(thing)))
            self._known[thing] = [
                Quad(NamedNode(thing), NamedNode(row["property"].value), row["value"], graph)
                for row in rows
                if isinstance(graph := row["graph"], NamedNode) and graph.value not in self._leaving_out
            ]
        return self._known[thing]

    def follow_properties(self, things: Iterable[str], properties: Collection[str]) -> Iterator[Quad]:
        """What leads from these things by these properties, however far; not on from what a thing is."""

        def beyond(thing: str) -> list[str]:
            on = (quad for quad in self.statements_about(thing) if quad.predicate.value in properties)
            return [value for quad in on if quad.predicate.value != TYPE for value in _named(quad)]

        for thing in _walked(things, beyond):
            yield from (quad for quad in self.statements_about(thing) if quad.predicate.value in properties)

    def describe_things(self, things: Iterable[str]) -> Iterator[Quad]:
        """All that is said of these things, and of the sources, days, metrics and units these name."""

        def beyond(thing: str) -> list[str]:
            if thing.startswith(_TERMS):  # a metric names all that are related to it
                return []
            named = (value for quad in self.statements_about(thing) for value in _named(quad))
            return [value for value in named if value.startswith((*_FOLLOWED, *_TERMS))]

        for thing in _walked(things, beyond):
            yield from self.statements_about(thing)


def _walked(things: Iterable[str], beyond: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """These things and all that lie beyond them, each once."""
    todo, seen = sorted(things), set[str]()
    while todo:
        thing = todo.pop()
        if thing not in seen:
            seen.add(thing)
            yield thing
            todo += beyond(thing)


def _named(quad: Quad) -> list[str]:
    return [quad.object.value] if isinstance(quad.object, NamedNode) else []
