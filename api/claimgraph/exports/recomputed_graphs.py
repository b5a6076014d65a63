"""Graphs that a build derives from the others, derived again for an archive that leaves some of them out.

Filtering inferred triples is not enough: they may follow from a graph that is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from claimgraph import namespaces
from claimgraph.assessment import encode_terms
from claimgraph.datasets import ReuseTerms, joint_terms
from claimgraph.documents import ASSESSMENTS_GRAPH, INFERRED_GRAPH
from claimgraph.pipeline.catalog import count_graph, merge_triples, statistics_triples, structure_triples
from claimgraph.rdf import serialize_ntriples, split_lines
from claimgraph.reasoning import infer_ntriples

CATALOG_GRAPH = namespaces.GRAPH + "catalog"
_COUNTED = (
    namespaces.PREFIXES["void"],
    namespaces.PREFIXES["void-ext"],
    namespaces.PREFIXES["qb"],
)  # what follows from the triples of a graph
_REUSE = NamedNode(namespaces.expand_iri("cg:reuse"))
_LICENCE = NamedNode(namespaces.expand_iri("dcterms:license"))

# A build reasons before it assesses.
_NOT_REASONED_ON = frozenset({INFERRED_GRAPH, CATALOG_GRAPH, ASSESSMENTS_GRAPH})
_UNDER_REST_TERMS = frozenset({INFERRED_GRAPH, ASSESSMENTS_GRAPH})

GraphFiles = dict[str, Path]  # N-Triples by graph IRI
GraphChange = tuple[str, set[bytes], set[bytes]]  # graph IRI, lines before, lines after


def recompute_graphs(graph_files: GraphFiles, rest_terms: ReuseTerms) -> Iterator[GraphChange]:
    """Derive the inferred graph and the catalogue again from these graphs, in place.

    `rest_terms` are the terms of what follows from the graphs of the archive together.
    """
    if INFERRED_GRAPH in graph_files:
        asserted = (path.read_bytes() for iri, path in graph_files.items() if iri not in _NOT_REASONED_ON)
        yield INFERRED_GRAPH, *_replace(graph_files[INFERRED_GRAPH], infer_ntriples(asserted))
    if CATALOG_GRAPH in graph_files:
        full = _read_triples(graph_files[CATALOG_GRAPH])
        catalogue = recompute_catalogue(full, graph_files, rest_terms)
        yield CATALOG_GRAPH, *_replace(graph_files[CATALOG_GRAPH], serialize_ntriples(catalogue))


def recompute_catalogue(
    full_catalogue: set[Triple], graph_files: GraphFiles, rest_terms: ReuseTerms
) -> Iterator[Triple]:
    """The catalogue's statements about these graphs, with their triples counted again."""
    triples = [
        triple
        for triple in full_catalogue
        if _describes_only(triple, graph_files.keys()) and not _is_term_of_derived(triple)
    ]
    for graph in _UNDER_REST_TERMS & graph_files.keys():
        triples += encode_terms(NamedNode(graph), joint_terms([rest_terms]))
    reachable = _reachable_nodes(triples, {NamedNode(iri) for iri in (CATALOG_GRAPH, *graph_files)})
    yield from (triple for triple in triples if triple.subject in reachable)
    for iri, path in graph_files.items():
        if iri != CATALOG_GRAPH:
            counts = count_graph(path.read_bytes())
            yield from statistics_triples(NamedNode(iri), counts)
            yield from structure_triples(NamedNode(iri), counts)
    described = (path for iri, path in graph_files.items() if iri != CATALOG_GRAPH)
    yield from merge_triples([path.read_bytes() for path in described])


def _is_term_of_derived(triple: Triple) -> bool:
    """True for licence and reuse of a graph that has them from the graphs of the archive."""
    is_derived = isinstance(triple.subject, NamedNode) and triple.subject.value in _UNDER_REST_TERMS
    return is_derived and triple.predicate in (_REUSE, _LICENCE)


def _describes_only(triple: Triple, graphs: Collection[str]) -> bool:
    """True unless a triple is about another graph or a part of one, or follows from its triples."""
    if triple.predicate.value.startswith(_COUNTED):
        return False
    return all(_graph_iri(term) in (None, *graphs) for term in (triple.subject, triple.object))


def _graph_iri(term: object) -> str | None:
    """The graph that an IRI identifies or a part of it: "…/graph/fabs/class/cg:Fab" is of "…/graph/fabs"."""
    if not isinstance(term, NamedNode) or not term.value.startswith(namespaces.GRAPH):
        return None
    return namespaces.GRAPH + term.value.removeprefix(namespaces.GRAPH).partition("/")[0]


def _reachable_nodes(triples: list[Triple], start: set[NamedNode]) -> set[object]:
    objects = defaultdict[object, set[object]](set)
    for triple in triples:
        objects[triple.subject].add(triple.object)
    reachable, frontier = set[object](), set[object](start)
    while frontier:
        reachable |= frontier
        frontier = {value for node in frontier for value in objects.get(node, ())} - reachable
    return reachable


def _read_triples(path: Path) -> set[Triple]:
    return {quad.triple for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES)}


def _replace(path: Path, text: bytes) -> tuple[set[bytes], set[bytes]]:
    """Replace the content of a file; return its lines before and after."""
    before = set(split_lines(path.read_bytes()))
    path.write_bytes(text)
    return before, set(split_lines(text))
