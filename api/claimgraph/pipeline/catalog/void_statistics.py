"""What is in a graph, in VoID: how many triples, which classes, properties and vocabularies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.rdf import XSD_INTEGER, named_node


def statistics_triples(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    """The counts of a graph, its vocabularies and examples, and a partition for each class and property."""
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
    yield from _class_partitions(graph, counts)
    yield from _property_partitions(graph, counts)


# Partitions have no type, as in the VoID guide: otherwise a query for data sets would find hundreds of them.


def _class_partitions(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    for class_, members in counts.class_members.items():
        partition = class_partition(graph, class_)
        yield Triple(graph, named_node("void:classPartition"), partition)
        yield Triple(partition, named_node("void:class"), NamedNode(class_))
        yield integer_triple(partition, "void:entities", members)
        if class_ in counts.examples:
            yield Triple(partition, named_node("void:exampleResource"), NamedNode(counts.examples[class_]))


def class_partition(whole: NamedNode, class_: str) -> NamedNode:
    """The IRI of what has one class in a graph or a partition."""
    return NamedNode(f"{whole.value}/class/{term_segment(class_)}")


def _property_partitions(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    for property_, triples in counts.property_triples.items():
        partition = NamedNode(f"{graph.value}/property/{term_segment(property_)}")
        yield Triple(graph, named_node("void:propertyPartition"), partition)
        yield Triple(partition, named_node("void:property"), NamedNode(property_))
        yield integer_triple(partition, "void:triples", triples)


def address_segment(text: str) -> str:
    """The text as part of an address. If characters have to be replaced, a hash keeps it unique.

    >>> address_segment("tables/prices.csv"), address_segment("tables/annual prices.csv")
    ('tables/prices.csv', 'tables/annual-prices.csv-3aa60ff2')
    """
    segment = re.sub(r"[^\w.:/-]+", "-", text, flags=re.ASCII)
    return segment if segment == text else f"{segment}-{_short_hash(text)}"


def term_segment(term: str) -> str:
    """The compact IRI of a term; if no prefix of ours fits, its last part with a hash."""
    short = namespaces.compact_iri(term)
    return address_segment(short) if short != term else f"{re.split(r'[#/]', term)[-1]}-{_short_hash(term)}"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _vocabularies(terms: Iterable[str]) -> list[str]:
    """The vocabularies of the terms that we have a prefix for; ours by the IRI of its ontology."""
    namespaces_used = {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms}
    prefixed = namespaces_used & set(namespaces.PREFIXES.values())
    return sorted(namespaces.ROOT if namespace == namespaces.CG else namespace for namespace in prefixed)


def integer_triple(subject: NamedNode, predicate: str, value: int) -> Triple:
    return Triple(subject, named_node(predicate), Literal(str(value), datatype=XSD_INTEGER))
