"""What is in a graph, in VoID: how much, of which classes, by which properties, in which vocabularies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.rdf import XSD_INTEGER, named_node


def statistics_triples(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    yield integer_triple(graph, "void:triples", counts.triples)
    yield integer_triple(graph, "void:distinctSubjects", counts.subjects)
    yield integer_triple(graph, "void:distinctObjects", counts.objects)
    yield integer_triple(graph, "void:classes", len(counts.class_members))
    yield integer_triple(graph, "void:properties", len(counts.property_triples))
    if counts.uri_space:
        yield Triple(graph, named_node("void:uriSpace"), Literal(counts.uri_space))
    for example in sorted(set(counts.examples.values())):
        yield Triple(graph, named_node("void:exampleResource"), NamedNode(example))
    for vocabulary in _vocabularies((*counts.class_members, *counts.property_triples)):
        yield Triple(graph, named_node("void:vocabulary"), NamedNode(vocabulary))
    yield from _classes(graph, counts)
    yield from _properties(graph, counts)


# Partitions have no type, as in the VoID guide: else who asks for data sets would get hundreds of them.


def _classes(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    for class_, members in counts.class_members.items():
        part = NamedNode(f"{graph.value}/class/{_name(class_)}")
        yield Triple(graph, named_node("void:classPartition"), part)
        yield Triple(part, named_node("void:class"), NamedNode(class_))
        yield integer_triple(part, "void:entities", members)
        if class_ in counts.examples:
            yield Triple(part, named_node("void:exampleResource"), NamedNode(counts.examples[class_]))


def _properties(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    for property_, triples in counts.property_triples.items():
        part = NamedNode(f"{graph.value}/property/{_name(property_)}")
        yield Triple(graph, named_node("void:propertyPartition"), part)
        yield Triple(part, named_node("void:property"), NamedNode(property_))
        yield integer_triple(part, "void:triples", triples)


def slugify(text: str) -> str:
    """The text as part of an address. Where it cannot stand as it is, a hash keeps it from meeting another.

    >>> plain("tables/prices.csv"), plain("tables/annual prices.csv")
    ('tables/prices.csv', 'tables/annual-prices.csv-3aa60ff2')
    """
    kept = re.sub(r"[^\w.:/-]+", "-", text, flags=re.ASCII)
    return kept if kept == text else f"{kept}-{_digits(text)}"


def _name(term: str) -> str:
    """The compact IRI of a term; the last part of one that no prefix of ours fits, with a hash."""
    short = namespaces.compact_iri(term)
    return slugify(short) if short != term else f"{re.split(r'[#/]', term)[-1]}-{_digits(term)}"


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _vocabularies(terms: Iterable[str]) -> list[str]:
    """The vocabularies we have a prefix for; ours by the IRI of its ontology."""
    used = {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms}
    known = used & set(namespaces.PREFIXES.values())
    return sorted(namespaces.ROOT if namespace == namespaces.CG else namespace for namespace in known)


def integer_triple(subject: NamedNode, predicate: str, value: int) -> Triple:
    return Triple(subject, named_node(predicate), Literal(str(value), datatype=XSD_INTEGER))
