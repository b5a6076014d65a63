"""Which classes have which properties, and what these lead to: VoID partitions within partitions.

They describe the merge of all graphs that are shown, for whoever writes queries and for editors that complete
them. Classes and datatypes of objects are given as in SIB's endpoints, with void-ext.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.pipeline.catalog.merge_counts import PropertyUse, count_merge
from claimgraph.pipeline.catalog.void_statistics import (
    class_partition,
    integer_triple,
    statistics_triples,
    term_segment,
)
from claimgraph.rdf import RDF_TYPE, named_node

MERGE_NODE = NamedNode(namespaces.GRAPH + "catalog/merge")
_TITLE = "All graphs, merged"


def merge_triples(texts: Collection[bytes]) -> Iterator[Triple]:
    """Describe the merge of graphs, each as sorted N-Triples."""
    merge = count_merge(texts)
    yield Triple(MERGE_NODE, RDF_TYPE, named_node("void:Dataset"))
    yield Triple(MERGE_NODE, named_node("dcterms:title"), Literal(_TITLE, language="en"))
    yield from statistics_triples(MERGE_NODE, merge.counts)
    for class_, uses in merge.uses.items():
        for property_, use in uses.items():
            yield from _nested_triples(class_partition(MERGE_NODE, class_), property_, use)


def _nested_triples(outer: NamedNode, property_: str, use: PropertyUse) -> Iterator[Triple]:
    partition = NamedNode(f"{outer.value}/property/{term_segment(property_)}")
    yield Triple(outer, named_node("void:propertyPartition"), partition)
    yield Triple(partition, named_node("void:property"), NamedNode(property_))
    yield integer_triple(partition, "void:triples", use.triples)
    yield integer_triple(partition, "void:distinctSubjects", use.subjects)
    yield integer_triple(partition, "void:distinctObjects", use.objects)
    for class_, triples in use.classes.items():
        objects = class_partition(partition, class_)
        yield Triple(partition, named_node("void:classPartition"), objects)
        yield Triple(objects, named_node("void:class"), NamedNode(class_))
        yield integer_triple(objects, "void:triples", triples)
    for datatype, triples in use.datatypes.items():
        values = NamedNode(f"{partition.value}/datatype/{term_segment(datatype)}")
        yield Triple(partition, named_node("void-ext:datatypePartition"), values)
        yield Triple(values, named_node("void-ext:datatype"), NamedNode(datatype))
        yield integer_triple(values, "void:triples", triples)
