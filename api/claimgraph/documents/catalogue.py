"""Data sets as the catalogue describes them, in short and in full."""

from __future__ import annotations

from datetime import date

from claimgraph.documents.description import Description
from claimgraph.documents.from_rdf import Ref, Thing, View, at, read

_SPDX = "http://spdx.org/rdf/terms#"


class DataSetBrief(Thing):
    """A data set, in short."""

    title: str | None = at("dcterms:title", "What it is called")
    publisher: str | None = at("cg:publisherAsPrinted", "Who published it")
    version: str | None = at("dcat:version", "Its version")
    retrieved: date | None = at("cg:retrieved", "The day it was fetched from its publisher")
    licence: Ref | None = at("dcterms:license", "Its licence")
    reuse: Ref | None = at("cg:reuse", "What the licence lets others do")
    attribution: str | None = at("cg:attributionText", "The credit its licence asks for")
    triples: int | None = at("void:triples", "How many triples its graph has")


class Catalogue(View):
    """All data sets that are shown."""

    title: str
    description: str | None
    datasets: list[DataSetBrief]


class ClassPartition(Thing):
    """The members of one class."""

    term: Ref | None = at("void:class", "The class")
    number: int = at("void:entities", "How many members it has")
    example: Ref | None = at("void:exampleResource", "One of them")


class PropertyPartition(Thing):
    """The triples with one property."""

    term: Ref | None = at("void:property", "The property")
    number: int = at("void:triples", "How many triples have it")


class Checksum(Thing):
    """By which a file can be told from any other."""

    value: str | None = at(_SPDX + "checksumValue", "SHA-256, in hexadecimal digits")


class SourceFile(Thing):
    """A file that a data set was made from."""

    path: str | None = at("dcterms:title", "Its path among the publisher's files")
    size: int | None = at("dcat:byteSize", "Bytes")
    checksum: Checksum | None = at(_SPDX + "checksum", "Its checksum")


class DataSet(DataSetBrief):
    """A data set in full: what it was made from and what is in it, the most frequent first."""

    description: str | None = at("dcterms:description", "What it holds")
    landing_page: str | None = at("dcat:landingPage", "Its publisher's page about it")
    issued: date | None = at("dcterms:issued", "The day it was published")
    subjects: int | None = at("void:distinctSubjects", "How many things it describes")
    objects: int | None = at("void:distinctObjects", "How many values there are")
    vocabularies: list[Ref] = at("void:vocabulary", "The vocabularies it uses")
    classes: list[ClassPartition] = at("void:classPartition", "Its members by class")
    properties: list[PropertyPartition] = at("void:propertyPartition", "Its triples by property")
    files: list[SourceFile] = at("prov:wasDerivedFrom", "The files it was made from")


def catalogue(graph: Description, iri: str) -> Catalogue:
    """From the triples of catalogue_document.rq."""
    datasets = [read(DataSetBrief, graph, each) for each in graph.iris(iri, "dcat:dataset")]
    return Catalogue(
        title=graph.text(iri, "dcterms:title") or "Catalogue",
        description=graph.text(iri, "dcterms:description"),
        datasets=sorted(datasets, key=lambda each: (each.title or each.iri).casefold()),
    )


def dataset(graph: Description, iri: str) -> DataSet:
    """From the triples of dataset_document.rq."""
    found = read(DataSet, graph, iri)
    classes = sorted(found.classes, key=_most_first)
    properties = sorted(found.properties, key=_most_first)
    files = sorted(found.files, key=lambda each: each.path or each.iri)
    return found.model_copy(update={"classes": classes, "properties": properties, "files": files})


def _most_first(part: ClassPartition | PropertyPartition) -> tuple[int, str]:
    return -part.number, part.iri
