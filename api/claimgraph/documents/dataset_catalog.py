"""Data sets as the catalogue describes them, in short and in full."""

from __future__ import annotations

from datetime import date

from claimgraph.documents.document import Document, Ref, Resource
from claimgraph.documents.from_rdf import read_document
from claimgraph.documents.rdf_fields import rdf_field
from claimgraph.documents.triple_index import TripleIndex

_SPDX = "http://spdx.org/rdf/terms#"


class DataSetBrief(Resource):
    """A data set, in short."""

    title: str | None = rdf_field("dcterms:title", "What it is called")
    publisher: str | None = rdf_field("cg:publisherAsPrinted", "Who published it")
    version: str | None = rdf_field("dcat:version", "Its version")
    retrieved: date | None = rdf_field("cg:retrieved", "The day it was fetched from its publisher")
    licence: Ref | None = rdf_field("dcterms:license", "Its licence")
    reuse: Ref | None = rdf_field("cg:reuse", "What the licence lets others do")
    attribution: str | None = rdf_field("cg:attributionText", "The credit its licence asks for")
    triples: int | None = rdf_field("void:triples", "How many triples its graph has")


class Catalog(Document):
    """All data sets that are shown."""

    title: str
    description: str | None
    datasets: list[DataSetBrief]


class ClassPartition(Resource):
    """The members of one class."""

    term: Ref | None = rdf_field("void:class", "The class")
    number: int = rdf_field("void:entities", "How many members it has")
    example: Ref | None = rdf_field("void:exampleResource", "One of them")


class PropertyPartition(Resource):
    """The triples with one property."""

    term: Ref | None = rdf_field("void:property", "The property")
    number: int = rdf_field("void:triples", "How many triples have it")


class Checksum(Resource):
    """By which a file can be told from any other."""

    value: str | None = rdf_field(_SPDX + "checksumValue", "SHA-256, in hexadecimal digits")


class SourceFile(Resource):
    """A file that a data set was made from."""

    path: str | None = rdf_field("dcterms:title", "Its path among the publisher's files")
    size: int | None = rdf_field("dcat:byteSize", "Bytes")
    checksum: Checksum | None = rdf_field(_SPDX + "checksum", "Its checksum")


class DataSet(DataSetBrief):
    """A data set in full: what it was made from and what is in it, the most frequent first."""

    description: str | None = rdf_field("dcterms:description", "What it holds")
    landing_page: str | None = rdf_field("dcat:landingPage", "Its publisher's page about it")
    issued: date | None = rdf_field("dcterms:issued", "The day it was published")
    subjects: int | None = rdf_field("void:distinctSubjects", "How many things it describes")
    objects: int | None = rdf_field("void:distinctObjects", "How many values there are")
    vocabularies: list[Ref] = rdf_field("void:vocabulary", "The vocabularies it uses")
    classes: list[ClassPartition] = rdf_field("void:classPartition", "Its members by class")
    properties: list[PropertyPartition] = rdf_field("void:propertyPartition", "Its triples by property")
    files: list[SourceFile] = rdf_field("prov:wasDerivedFrom", "The files it was made from")


def describe_catalog(graph: TripleIndex, iri: str) -> Catalog:
    """From the triples of catalogue_document.rq."""
    datasets = [read_document(DataSetBrief, graph, each) for each in graph.iris(iri, "dcat:dataset")]
    return Catalog(
        title=graph.first_text(iri, "dcterms:title") or "Catalogue",
        description=graph.first_text(iri, "dcterms:description"),
        datasets=sorted(datasets, key=lambda each: (each.title or each.iri).casefold()),
    )


def describe_dataset(graph: TripleIndex, iri: str) -> DataSet:
    """From the triples of dataset_document.rq."""
    found = read_document(DataSet, graph, iri)
    classes = sorted(found.classes, key=_most_first)
    properties = sorted(found.properties, key=_most_first)
    files = sorted(found.files, key=lambda each: each.path or each.iri)
    return found.model_copy(update={"classes": classes, "properties": properties, "files": files})


def _most_first(part: ClassPartition | PropertyPartition) -> tuple[int, str]:
    return -part.number, part.iri
