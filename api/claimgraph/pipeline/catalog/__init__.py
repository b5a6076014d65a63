"""The graph's description of its own parts, in DCAT 3 and VoID: each named graph is a data set."""

from claimgraph.pipeline.catalog.data_structures import structure_triples
from claimgraph.pipeline.catalog.graph_counts import GraphCounts, count_graph
from claimgraph.pipeline.catalog.graph_descriptions import (
    CATALOG_NODE,
    GraphDescription,
    PublisherFile,
    catalog_triples,
)
from claimgraph.pipeline.catalog.nested_partitions import MERGE_NODE, merge_triples
from claimgraph.pipeline.catalog.void_statistics import statistics_triples

__all__ = [
    "CATALOG_NODE",
    "MERGE_NODE",
    "GraphCounts",
    "GraphDescription",
    "PublisherFile",
    "catalog_triples",
    "count_graph",
    "merge_triples",
    "statistics_triples",
    "structure_triples",
]
