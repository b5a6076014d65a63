"""The graph's description of its own parts: each named graph is a dcat:Dataset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import iris
from claimgraph.datasets import Dataset
from claimgraph.triples.terms import DATE, INTEGER, node

CATALOG = NamedNode(iris.GRAPH + "catalog")
SPDX = "https://spdx.org/licenses/"


def describe(datasets: list[Dataset], sizes: dict[str, int]) -> Iterator[Triple]:
    """DCAT 3 and VoID triples for every graph that may be shown; `sizes` counts triples by graph IRI."""
    yield Triple(CATALOG, node("rdf:type"), node("dcat:Catalog"))
    yield Triple(CATALOG, node("dcterms:title"), Literal("Claimgraph catalogue", language="en"))
    for dataset in datasets:
        if not dataset.sensitive:
            yield Triple(CATALOG, node("dcat:dataset"), NamedNode(dataset.graph))
            yield from _dataset(dataset, sizes[dataset.graph])


def licence_iri(licence: str) -> NamedNode:
    """The SPDX page of a licence, or a node of ours for terms that SPDX does not list."""
    own = licence.startswith("LicenseRef-")
    return NamedNode(
        iris.concept("licence", licence.removeprefix("LicenseRef-").lower()) if own else SPDX + licence
    )


def _dataset(dataset: Dataset, size: int) -> Iterator[Triple]:
    subject = NamedNode(dataset.graph)
    for class_ in ("dcat:Dataset", "void:Dataset"):
        yield Triple(subject, node("rdf:type"), node(class_))
    yield Triple(subject, node("rdfs:label"), Literal(dataset.title, language="en"))
    yield Triple(subject, node("dcterms:title"), Literal(dataset.title, language="en"))
    yield Triple(subject, node("dcterms:description"), Literal(dataset.description, language="en"))
    yield Triple(subject, node("cg:publisherAsPrinted"), Literal(dataset.publisher))
    yield Triple(subject, node("dcat:version"), Literal(dataset.version))
    yield Triple(subject, node("dcterms:license"), licence_iri(dataset.licence))
    yield Triple(subject, node("cg:attributionText"), Literal(dataset.attribution, language="en"))
    yield Triple(subject, node("cg:reuse"), NamedNode(iris.concept("reuse", dataset.reuse)))
    yield Triple(subject, node("void:triples"), Literal(str(size), datatype=INTEGER))
    yield from _day(subject, "dcterms:issued", dataset.issued)
    yield from _day(subject, "cg:retrieved", dataset.retrieved)
    if dataset.url:
        yield Triple(subject, node("dcat:landingPage"), NamedNode(dataset.url))


def _day(subject: NamedNode, predicate: str, day: date | None) -> Iterator[Triple]:
    if day:
        yield Triple(subject, node(predicate), Literal(day.isoformat(), datatype=DATE))
