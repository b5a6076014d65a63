"""The catalogue in DCAT 3: whose each graph is, on which terms, made from which files, and what is in it.

Where the graphs can be reached is left out: the data must not change with the host that serves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.datasets import Dataset
from claimgraph.pipeline.catalog.data_structures import structure_triples
from claimgraph.pipeline.catalog.dataset_series import series_triples
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.pipeline.catalog.void_statistics import address_segment, integer_triple, statistics_triples
from claimgraph.rdf import XSD_DATE, named_node

CATALOG_NODE = NamedNode(namespaces.GRAPH + "catalog")
SPDX_TERMS = "http://spdx.org/rdf/terms#"
_HEX = named_node("xsd:hexBinary")


@dataclass(frozen=True, slots=True)
class PublisherFile:
    """A file of the publisher, as it was when it was read. `path` is relative to the data set's files."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class GraphDescription:
    """A data set, the files it was made from, and what is in its graph."""

    dataset: Dataset
    files: tuple[PublisherFile, ...]
    counts: GraphCounts


def catalog_triples(catalog_dataset: Dataset, descriptions: Iterable[GraphDescription]) -> Iterator[Triple]:
    """DCAT 3 and VoID triples on every graph that may be shown. `catalog_dataset` describes the catalogue."""
    yield _type_triple(CATALOG_NODE, "dcat:Catalog")
    yield from _common_triples(CATALOG_NODE, catalog_dataset)
    shown = [description for description in descriptions if not description.dataset.sensitive]
    for description in shown:
        graph = NamedNode(description.dataset.graph_iri)
        yield Triple(CATALOG_NODE, named_node("dcat:dataset"), graph)
        yield from _graph_triples(graph, description)
    yield from series_triples(description.dataset for description in shown)


def _graph_triples(graph: NamedNode, description: GraphDescription) -> Iterator[Triple]:
    yield from _dataset_triples(graph, description.dataset)
    yield from statistics_triples(graph, description.counts)
    yield from structure_triples(graph, description.counts)
    for file in description.files:
        yield from _file_triples(graph, file, description.dataset.url)


def _dataset_triples(graph: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    yield _type_triple(graph, "dcat:Dataset")
    yield _type_triple(graph, "void:Dataset")
    yield from _common_triples(graph, dataset)
    yield from _day_triples(graph, "cg:retrieved", dataset.retrieved)
    if not dataset.reviewed:
        yield Triple(graph, named_node("cg:reviewed"), Literal("false", datatype=named_node("xsd:boolean")))
    if dataset.url:
        yield Triple(graph, named_node("dcat:landingPage"), NamedNode(dataset.url))
        yield _type_triple(NamedNode(dataset.url), "foaf:Document")


def _common_triples(subject: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    yield Triple(subject, named_node("rdfs:label"), Literal(dataset.title, language="en"))
    yield Triple(subject, named_node("dcterms:title"), Literal(dataset.title, language="en"))
    yield Triple(subject, named_node("dcterms:description"), Literal(dataset.description, language="en"))
    yield Triple(subject, named_node("dcat:version"), Literal(dataset.version))
    yield Triple(subject, named_node("cg:attributionText"), Literal(dataset.attribution, language="en"))
    yield Triple(subject, named_node("cg:reuse"), NamedNode(namespaces.concept_iri("reuse", dataset.reuse)))
    yield from _day_triples(subject, "dcterms:issued", dataset.issued)
    yield from _publisher_triples(subject, dataset.publisher)
    yield from _licence_triples(subject, dataset.licence)


def _publisher_triples(subject: NamedNode, name: str) -> Iterator[Triple]:
    """An agent of which only the name is known: nobody has judged which entity of the graph it is."""
    agent = NamedNode(f"{subject.value}/publisher")
    yield Triple(subject, named_node("cg:publisherAsPrinted"), Literal(name))
    yield Triple(subject, named_node("dcterms:publisher"), agent)
    yield _type_triple(agent, "foaf:Agent")
    yield Triple(agent, named_node("foaf:name"), Literal(name))
    yield Triple(agent, named_node("rdfs:label"), Literal(name))


def _licence_triples(subject: NamedNode, licence: str) -> Iterator[Triple]:
    document = NamedNode(namespaces.licence_iri(licence))
    yield Triple(subject, named_node("dcterms:license"), document)
    yield _type_triple(document, "dcterms:LicenseDocument")
    yield Triple(document, named_node("rdfs:label"), Literal(licence))


def _file_triples(graph: NamedNode, file: PublisherFile, landing_page: str | None) -> Iterator[Triple]:
    """A file of the publisher's, from which our graph is derived.

    It is a distribution only where a page gives access to it, which DCAT asks of every distribution.
    """
    subject = NamedNode(f"{graph.value}/file/{address_segment(file.path)}")
    checksum = NamedNode(f"{subject.value}/sha256")
    yield Triple(graph, named_node("prov:wasDerivedFrom"), subject)
    yield _type_triple(subject, "prov:Entity")
    if landing_page:
        yield _type_triple(subject, "dcat:Distribution")
        yield Triple(subject, named_node("dcat:accessURL"), NamedNode(landing_page))
    yield Triple(subject, named_node("dcterms:title"), Literal(file.path))
    yield integer_triple(subject, "dcat:byteSize", file.bytes)
    yield Triple(subject, NamedNode(SPDX_TERMS + "checksum"), checksum)
    yield Triple(checksum, named_node("rdf:type"), NamedNode(SPDX_TERMS + "Checksum"))
    algorithm = NamedNode(SPDX_TERMS + "checksumAlgorithm_sha256")
    yield Triple(checksum, NamedNode(SPDX_TERMS + "algorithm"), algorithm)
    yield Triple(checksum, NamedNode(SPDX_TERMS + "checksumValue"), Literal(file.sha256, datatype=_HEX))


def _type_triple(subject: NamedNode, class_: str) -> Triple:
    return Triple(subject, named_node("rdf:type"), named_node(class_))


def _day_triples(subject: NamedNode, predicate: str, day: date | None) -> Iterator[Triple]:
    if day:
        yield Triple(subject, named_node(predicate), Literal(day.isoformat(), datatype=XSD_DATE))
