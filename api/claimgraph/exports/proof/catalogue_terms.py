"""What the catalogue states about the named graphs of a subgraph: title, licence, credit, version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.datasets import REUSE_KINDS
from claimgraph.exports.proof.statement_reader import StatementReader

_LABEL, _LICENCE, _REUSE, _VERSION = map(
    namespaces.expand_iri, ("rdfs:label", "dcterms:license", "cg:reuse", "owl:versionInfo")
)
# Statistics are left out.
_DESCRIPTIVE = frozenset(
    map(
        namespaces.expand_iri,
        (
            "cg:attributionText",
            "cg:publisherAsPrinted",
            "cg:retrieved",
            "cg:reuse",
            "dcat:landingPage",
            "dcat:version",
            "dcterms:issued",
            "dcterms:license",
            "dcterms:title",
            "rdf:type",
            "rdfs:label",
        ),
    )
)


def list_graphs(quads: Iterable[Quad]) -> set[str]:
    """The named graphs of quads."""
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}


def sort_by_restriction(reader: StatementReader, graphs: Iterable[str]) -> list[str]:
    """Sort graphs, the most restricted first. A graph without terms of reuse counts as that."""
    ranks = {namespaces.concept_iri("reuse", kind): rank for rank, kind in enumerate(REUSE_KINDS)}

    def rank(graph: str) -> int:
        kinds = reader.values_of(graph, _REUSE)
        return max((ranks.get(kind, len(REUSE_KINDS)) for kind in kinds), default=len(REUSE_KINDS))

    return sorted(graphs, key=lambda graph: (-rank(graph), graph))


def catalogue_statements(reader: StatementReader, graphs: Iterable[str]) -> Iterator[Quad]:
    """What describes these graphs, the names of their licences, and the version of the ontology."""
    for graph in graphs:
        yield from reader.select_statements(graph, _DESCRIPTIVE)
        for licence in reader.values_of(graph, _LICENCE):
            yield from reader.select_statements(licence, {_LABEL})
    yield from reader.select_statements(namespaces.ROOT, {_VERSION})
