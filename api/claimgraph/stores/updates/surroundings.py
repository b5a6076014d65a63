"""What rules look up beyond a graph that was changed, and which graphs look up something in it.

As a build does it for each data set (`pipeline/validation_context.py`), but with all graphs in a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from claimgraph.namespaces import ID
from claimgraph.rdf import named_node, serialize_ntriples
from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.errors import GraphForbiddenError
from claimgraph.stores.updates.change import Validation
from claimgraph.stores.updates.working_copy import Triples, WorkingCopy

_TYPE, _CLAIM = named_node("rdf:type"), named_node("cg:Claim")
_IDENTIFIER, _MATCH = named_node("dcterms:identifier"), named_node("skos:exactMatch")
_MATCHED = named_node("cg:matchedIdentifier")

Subject = ox.NamedNode | ox.BlankNode | ox.Triple


def find_withheld_claims(graphs: LoadedGraphs) -> frozenset[str]:
    """Return the claims that withheld graphs are about, as IRIs."""
    quads = (
        quad
        for graph in graphs.withheld
        for quad in graphs.store.quads_for_pattern(None, _TYPE, _CLAIM, ox.NamedNode(graph))
    )
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


class Surroundings:
    """The graphs around those that were changed. `computed`: graphs that no rule looks into."""

    def __init__(self, copy: WorkingCopy, computed: frozenset[str], withheld_claims: frozenset[str]) -> None:
        self._copy, self._computed, self._withheld_claims = copy, computed, withheld_claims

    def list_validations(self, changed: list[str]) -> Iterator[Validation]:
        """Yield the changed graphs, and written ones that name what these described or describe.

        Raises:
            GraphForbiddenError: A changed graph names a claim that is withheld.
        """
        contents = {iri: self._copy.read(iri) or set() for iri in changed}
        for iri, triples in contents.items():
            self._require_no_withheld(iri, triples)
        subjects = {
            triple.subject for iri, triples in contents.items() for triple in triples ^ self._copy.before(iri)
        }
        for iri in sorted({*changed, *self._list_users(subjects)}):
            content = contents[iri] if iri in contents else self._copy.read(iri)
            if content:
                yield Validation(iri, _encode(content), _encode(self._describe_around(iri, content)))

    def _require_no_withheld(self, iri: str, triples: Triples) -> None:
        if self._withheld_claims & {thing.value for thing in _things_of(triples)}:
            raise GraphForbiddenError(f"<{iri}> names a claim that is withheld. Leave it out.")

    def _list_users(self, subjects: Iterable[object]) -> Iterator[str]:
        for subject in subjects:
            if isinstance(subject, ox.NamedNode):
                for quad in self._copy.store.quads_for_pattern(None, None, subject, None):
                    name = self._copy.name_of(quad.graph_name)
                    if name in self._copy.written:
                        yield name

    def _describe_around(self, iri: str, triples: Triples) -> Triples:
        subjects = {triple.subject for triple in triples}
        described_too = {triple for subject in subjects for triple in self._others(iri, subject)}
        mentioned = _things_of(triples) | _things_of(described_too)
        types = {triple for thing in mentioned for triple in self._others(iri, thing, _TYPE)}
        around = described_too | types
        identifiers = self._with_objects(iri, _IDENTIFIER, _objects_of(triples, _IDENTIFIER))
        matches = self._with_objects(iri, _MATCHED, _objects_of(triples | around, _MATCH))
        return (around | identifiers | matches) - triples

    def _others(
        self, iri: str, subject: Subject | None, predicate: ox.NamedNode | None = None, value: object = None
    ) -> Triples:
        """What the graphs of data sets other than this one say."""
        quads = self._copy.store.quads_for_pattern(subject, predicate, value, None)  # type: ignore[arg-type]
        return {
            quad.triple
            for quad in quads
            if (name := self._copy.name_of(quad.graph_name)) and name != iri and name not in self._computed
        }

    def _with_objects(self, iri: str, predicate: ox.NamedNode, values: Iterable[object]) -> Triples:
        return {triple for value in values for triple in self._others(iri, None, predicate, value)}


def _things_of(triples: Triples) -> set[ox.NamedNode]:
    """Everything of ours that triples name."""
    nodes = (node for triple in triples for node in (triple.subject, triple.predicate, triple.object))
    return {node for node in nodes if isinstance(node, ox.NamedNode) and node.value.startswith(ID)}


def _objects_of(triples: Triples, predicate: ox.NamedNode) -> set[object]:
    return {triple.object for triple in triples if triple.predicate == predicate}


def _encode(triples: Triples) -> str:
    return serialize_ntriples(triples).decode()
