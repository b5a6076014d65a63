"""Which data sets a part is taken from, and what the catalogue says of them: licence, credit, version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.datasets import REUSE_KINDS
from claimgraph.exports.proof.statement_reader import StatementReader

_LABEL, _LICENCE, _REUSE, _VERSION = map(
    namespaces.expand_iri, ("rdfs:label", "dcterms:license", "cg:reuse", "owl:versionInfo")
)
# What matters here of the catalogue's words on a data set; not its statistics.
_SAID = (
    _LABEL,
    _LICENCE,
    _REUSE,
    *map(
        namespaces.expand_iri,
        (
            "rdf:type",
            "dcterms:title",
            "dcterms:issued",
            "dcat:version",
            "dcat:landingPage",
            "cg:publisherAsPrinted",
            "cg:attributionText",
            "cg:retrieved",
        ),
    ),
)


def named_graphs(quads: Iterable[Quad]) -> set[str]:
    """The named graphs that state these."""
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}


def by_restriction(reader: StatementReader, graphs: Iterable[str]) -> list[str]:
    """Graphs in the order in which one would rather do without them; no word on reuse is the strictest."""
    ranks = {namespaces.concept_iri("reuse", level): rank for rank, level in enumerate(REUSE_KINDS)}

    def rank(graph: str) -> int:
        said = [ranks.get(each, len(REUSE_KINDS)) for each in _values(reader, graph, _REUSE)]
        return max(said, default=len(REUSE_KINDS))

    return sorted(graphs, key=lambda graph: (-rank(graph), graph))


def catalogue_statements(reader: StatementReader, graphs: Iterable[str]) -> Iterator[Quad]:
    """What the catalogue says of these graphs, the names of their licences, and the ontology's version."""
    for graph in graphs:
        yield from _only(reader, graph, *_SAID)
        for licence in _values(reader, graph, _LICENCE):
            yield from _only(reader, licence, _LABEL)
    yield from _only(reader, namespaces.ROOT, _VERSION)


def _only(reader: StatementReader, thing: str, *properties: str) -> Iterator[Quad]:
    yield from (quad for quad in reader.statements_about(thing) if quad.predicate.value in properties)


def _values(reader: StatementReader, thing: str, name: str) -> list[str]:
    found = (quad.object for quad in reader.statements_about(thing) if quad.predicate.value == name)
    return [each.value for each in found if isinstance(each, NamedNode)]
