"""What the catalogue says of each graph: whose it is, on which terms, from which files, and what is in it.

Where the graphs can be reached is left out: the data must not change with the host that serves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.datasets import Dataset
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.pipeline.catalog.void_statistics import integer_triple, slugify, statistics_triples
from claimgraph.rdf import XSD_DATE, named_node

CATALOG = NamedNode(namespaces.GRAPH + "catalog")
SPDX = "https://spdx.org/licenses/"
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


def catalog_triples(catalog_dataset: Dataset, entries: Iterable[GraphDescription]) -> Iterator[Triple]:
    """DCAT 3 and VoID triples for every graph that may be shown; `itself` is the catalogue's own entry."""
    yield _is(CATALOG, "dcat:Catalog")
    yield from _facts(CATALOG, catalog_dataset)
    for entry in entries:
        if not entry.dataset.sensitive:
            yield Triple(CATALOG, named_node("dcat:dataset"), NamedNode(entry.dataset.graph_iri))
            yield from _described(entry)


def licence_iri(licence: str) -> NamedNode:
    """The SPDX page of a licence, or a node of ours for terms that SPDX does not list."""
    own = licence.startswith("LicenseRef-")
    return NamedNode(
        namespaces.concept_iri("licence", licence.removeprefix("LicenseRef-").lower())
        if own
        else SPDX + licence
    )


def _described(entry: GraphDescription) -> Iterator[Triple]:
    graph = NamedNode(entry.dataset.graph_iri)
    yield from _dataset(graph, entry.dataset)
    yield from statistics_triples(graph, entry.counts)
    for file in entry.files:
        yield from _file(graph, file)


def _dataset(graph: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    yield _is(graph, "dcat:Dataset")
    yield _is(graph, "void:Dataset")
    yield from _facts(graph, dataset)
    yield from _day(graph, "cg:retrieved", dataset.retrieved)
    if dataset.url:
        yield Triple(graph, named_node("dcat:landingPage"), NamedNode(dataset.url))


def _facts(subject: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    yield Triple(subject, named_node("rdfs:label"), Literal(dataset.title, language="en"))
    yield Triple(subject, named_node("dcterms:title"), Literal(dataset.title, language="en"))
    yield Triple(subject, named_node("dcterms:description"), Literal(dataset.description, language="en"))
    yield Triple(subject, named_node("dcat:version"), Literal(dataset.version))
    yield Triple(subject, named_node("cg:attributionText"), Literal(dataset.attribution, language="en"))
    yield Triple(subject, named_node("cg:reuse"), NamedNode(namespaces.concept_iri("reuse", dataset.reuse)))
    yield from _day(subject, "dcterms:issued", dataset.issued)
    yield from _publisher(subject, dataset.publisher)
    yield from _licence(subject, dataset.licence)


def _publisher(subject: NamedNode, name: str) -> Iterator[Triple]:
    """An agent known by this name and no more: which entity of the graph it is, nobody has judged."""
    agent = NamedNode(f"{subject.value}/publisher")
    yield Triple(subject, named_node("cg:publisherAsPrinted"), Literal(name))
    yield Triple(subject, named_node("dcterms:publisher"), agent)
    yield _is(agent, "foaf:Agent")
    yield Triple(agent, named_node("foaf:name"), Literal(name))
    yield Triple(agent, named_node("rdfs:label"), Literal(name))


def _licence(subject: NamedNode, licence: str) -> Iterator[Triple]:
    document = licence_iri(licence)
    yield Triple(subject, named_node("dcterms:license"), document)
    yield _is(document, "dcterms:LicenseDocument")
    yield Triple(document, named_node("rdfs:label"), Literal(licence))


def _file(graph: NamedNode, file: PublisherFile) -> Iterator[Triple]:
    """A distribution of what the publisher has, not of our graph, which is derived from it."""
    subject = NamedNode(f"{graph.value}/file/{slugify(file.path)}")
    checksum = NamedNode(f"{subject.value}/sha256")
    yield Triple(graph, named_node("prov:wasDerivedFrom"), subject)
    yield _is(subject, "prov:Entity")
    yield _is(subject, "dcat:Distribution")
    yield Triple(subject, named_node("dcterms:title"), Literal(file.path))
    yield integer_triple(subject, "dcat:byteSize", file.bytes)
    yield Triple(subject, NamedNode(SPDX_TERMS + "checksum"), checksum)
    yield Triple(checksum, named_node("rdf:type"), NamedNode(SPDX_TERMS + "Checksum"))
    algorithm = NamedNode(SPDX_TERMS + "checksumAlgorithm_sha256")
    yield Triple(checksum, NamedNode(SPDX_TERMS + "algorithm"), algorithm)
    yield Triple(checksum, NamedNode(SPDX_TERMS + "checksumValue"), Literal(file.sha256, datatype=_HEX))


def _is(subject: NamedNode, class_: str) -> Triple:
    return Triple(subject, named_node("rdf:type"), named_node(class_))


def _day(subject: NamedNode, predicate: str, day: date | None) -> Iterator[Triple]:
    if day:
        yield Triple(subject, named_node(predicate), Literal(day.isoformat(), datatype=XSD_DATE))
