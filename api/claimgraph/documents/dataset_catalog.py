"""Data sets as the catalogue describes them, in short and in full."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from pydantic import field_validator

from claimgraph.documents.document import Document, Ref, Resource
from claimgraph.documents.from_rdf import read_document
from claimgraph.documents.rdf_fields import NOT_REVIEWED, Reviewed, rdf_field
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
    reviewed: Reviewed = rdf_field("cg:reviewed", NOT_REVIEWED)
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


PartitionT = TypeVar("PartitionT", ClassPartition, PropertyPartition)


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

    @field_validator("classes", "properties")
    @classmethod
    def _sort_partitions(cls, partitions: list[PartitionT]) -> list[PartitionT]:
        return sorted(partitions, key=lambda partition: (-partition.number, partition.iri))

    @field_validator("files")
    @classmethod
    def _sort_files(cls, files: list[SourceFile]) -> list[SourceFile]:
        return sorted(files, key=lambda file: file.path or file.iri)


def describe_catalog(graph: TripleIndex, iri: str) -> Catalog:
    """The catalogue from the triples of catalogue_document.rq; data sets by title."""
    datasets = [read_document(DataSetBrief, graph, dataset) for dataset in graph.iris(iri, "dcat:dataset")]
    return Catalog(
        title=graph.first_text(iri, "dcterms:title") or "Catalogue",
        description=graph.first_text(iri, "dcterms:description"),
        datasets=sorted(datasets, key=lambda dataset: (dataset.title or dataset.iri).casefold()),
    )


def describe_dataset(graph: TripleIndex, iri: str) -> DataSet:
    """A data set from the triples of dataset_document.rq."""
    return read_document(DataSet, graph, iri)
