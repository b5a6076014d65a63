"""The graphs a build makes from the others, made anew for an archive that leaves some of them out.

What reasoning adds is never filtered: a triple may follow from a graph that is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from claimgraph import namespaces
from claimgraph.documents.rights import INFERRED_GRAPH
from claimgraph.pipeline.catalog import licence_iri
from claimgraph.pipeline.catalog.graph_counts import count_graph
from claimgraph.pipeline.catalog.void_statistics import statistics_triples
from claimgraph.rdf import serialize_ntriples, split_lines
from claimgraph.reasoning import infer_ntriples

CATALOG = namespaces.GRAPH + "catalog"
_VOID = namespaces.PREFIXES["void"]
_REUSE, _LICENCE = (
    NamedNode(namespaces.expand_iri("cg:reuse")),
    NamedNode(namespaces.expand_iri("dcterms:license")),
)

Change = tuple[str, set[bytes], set[bytes]]


def recompute_graphs(parts: dict[str, Path], terms: dict[str, Any]) -> Iterator[Change]:
    """Make the inferred graph and the catalogue anew, in place; each with its lines before and after."""
    if INFERRED_GRAPH in parts:
        asserted = (path.read_bytes() for iri, path in parts.items() if iri not in (INFERRED_GRAPH, CATALOG))
        yield INFERRED_GRAPH, *_replace(parts[INFERRED_GRAPH], infer_ntriples(asserted))
    if CATALOG in parts:
        described = recompute_catalogue(_read(parts[CATALOG]), parts, terms)
        yield CATALOG, *_replace(parts[CATALOG], serialize_ntriples(described))


def recompute_catalogue(
    whole: set[Triple], parts: dict[str, Path], terms: dict[str, Any]
) -> Iterator[Triple]:
    """What a catalogue says of these graphs, with the numbers of what is here."""
    kept = [triple for triple in whole if _stays(triple, parts.keys()) and not _of_inferred(triple)]
    kept += _inferred_under(terms) if INFERRED_GRAPH in parts else []
    reached = _reached(kept, {NamedNode(iri) for iri in (CATALOG, *parts)})
    yield from (triple for triple in kept if triple.subject in reached)
    for iri, path in parts.items():
        if iri != CATALOG:
            yield from statistics_triples(NamedNode(iri), count_graph(path.read_bytes()))


def _of_inferred(triple: Triple) -> bool:
    """The inferred graph's terms, which depend on what is here."""
    return triple.subject == NamedNode(INFERRED_GRAPH) and triple.predicate in (_REUSE, _LICENCE)


def _inferred_under(terms: dict[str, Any]) -> list[Triple]:
    graph, licence = NamedNode(INFERRED_GRAPH), licence_iri(terms["licence"])
    return [
        Triple(graph, _REUSE, NamedNode(namespaces.concept_iri("reuse", terms["reuse"]))),
        Triple(graph, _LICENCE, licence),
    ]


def _stays(triple: Triple, shown: Collection[str]) -> bool:
    """Nothing about a graph that is not here, or a part of it; and no numbers, which are counted anew."""
    if triple.predicate.value.startswith(_VOID):
        return False
    return all(_graph_of(end) in (None, *shown) for end in (triple.subject, triple.object))


def _graph_of(term: object) -> str | None:
    """The graph that an IRI names, or names a part of: "…/graph/fabs/class/cg:Fab" is of "…/graph/fabs"."""
    if not isinstance(term, NamedNode) or not term.value.startswith(namespaces.GRAPH):
        return None
    return namespaces.GRAPH + term.value.removeprefix(namespaces.GRAPH).partition("/")[0]


def _reached(triples: list[Triple], start: set[NamedNode]) -> set[object]:
    """The nodes that these lead to. What only a graph that is not here leads to is not among them."""
    links = defaultdict[object, set[object]](set)
    for triple in triples:
        links[triple.subject].add(triple.object)
    reached, waiting = set[object](), set[object](start)
    while waiting:
        reached |= waiting
        waiting = {end for each in waiting for end in links.get(each, ())} - reached
    return reached


def _read(path: Path) -> set[Triple]:
    return {quad.triple for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES)}


def _replace(path: Path, text: bytes) -> tuple[set[bytes], set[bytes]]:
    """Put a text in a file's place; the lines before and after."""
    before = set(split_lines(path.read_bytes()))
    path.write_bytes(text)
    return before, set(split_lines(text))
