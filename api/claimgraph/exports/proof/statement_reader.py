"""Reads statements about things from a graph, each with the named graph that makes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.assessment import iterate_reachable
from claimgraph.exports.proof.pattern_match import RDF_TYPE
from claimgraph.queries import bind_query
from claimgraph.stores import Store

# A thing that is described and refers to one of these is shown to people with a description of it.
_DESCRIBED_KINDS = tuple(namespaces.thing_iri(kind) for kind in ("source/", "period/"))
_TERMS = (namespaces.concept_iri("metric", ""), namespaces.concept_iri("unit", ""), namespaces.UNIT)


class StatementReader:
    """Reads a store's statements, except those of excluded named graphs; each thing is queried once."""

    def __init__(self, store: Store, excluded_graphs: Collection[str]) -> None:
        self._store, self._excluded_graphs = store, excluded_graphs
        self._cache: dict[str, list[Quad]] = {}

    def statements_about(self, iri: str) -> list[Quad]:
        """All statements about a thing."""
        if iri not in self._cache:
            rows = self._store.select(bind_query("statements_by_graph", thing=NamedNode(iri)))
            self._cache[iri] = [
                Quad(NamedNode(iri), NamedNode(row["property"].value), row["value"], graph)
                for row in rows
                if isinstance(graph := row["graph"], NamedNode) and graph.value not in self._excluded_graphs
            ]
        return self._cache[iri]

    def values_of(self, iri: str, property_iri: str) -> list[str]:
        """The IRIs that a thing has as values of a property."""
        return _object_iris(self.select_statements(iri, {property_iri}))

    def select_statements(self, iri: str, properties: Collection[str]) -> list[Quad]:
        """The statements about a thing that use one of these properties."""
        return [quad for quad in self.statements_about(iri) if quad.predicate.value in properties]

    def follow_properties(self, iris: Iterable[str], properties: Collection[str]) -> Iterator[Quad]:
        """The statements along these properties, from these things on; classes are not followed further."""

        def next_iris(iri: str) -> list[str]:
            quads = self.select_statements(iri, properties)
            return _object_iris(quad for quad in quads if quad.predicate.value != RDF_TYPE)

        for iri in iterate_reachable(iris, next_iris):
            yield from self.select_statements(iri, properties)

    def describe_things(self, iris: Iterable[str]) -> Iterator[Quad]:
        """All statements about these things and the sources, periods, metrics and units they refer to."""

        def next_iris(iri: str) -> list[str]:
            if iri.startswith(_TERMS):  # a metric refers to all metrics related to it
                return []
            values = _object_iris(self.statements_about(iri))
            return [value for value in values if value.startswith((*_DESCRIBED_KINDS, *_TERMS))]

        for iri in iterate_reachable(iris, next_iris):
            yield from self.statements_about(iri)


def _object_iris(quads: Iterable[Quad]) -> list[str]:
    return [quad.object.value for quad in quads if isinstance(quad.object, NamedNode)]
