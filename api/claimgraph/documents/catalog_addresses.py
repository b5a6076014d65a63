"""Adds to the catalogue the addresses at which this server answers.

The graph itself names no host, so that it is the same wherever it is served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.documents.dcat_ap import adapt_to_dcat_ap
from claimgraph.documents.formats import RDF_FORMATS
from claimgraph.namespaces import GRAPH, graph_slug
from claimgraph.rdf import RDF_TYPE, named_node

CATALOG = GRAPH + "catalog"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_LICENCE = named_node("dcterms:license")


def add_addresses(triples: Iterable[Triple], base: str) -> list[Triple]:
    """The catalogue's triples, and where each data set can be had below `base` ("https://example.org").

    Raises:
        ValueError: `base` makes no address.
    """
    catalog = list(triples)
    datasets = _list_datasets(catalog)
    licences = {
        triple.subject: triple.object
        for triple in catalog
        if triple.predicate == _LICENCE and isinstance(triple.object, NamedNode)
    }
    files = [
        triple for dataset in datasets for triple in _describe_files(dataset, base, licences.get(dataset))
    ]
    return adapt_to_dcat_ap([*catalog, *_describe_service(datasets, base), *files])


def void_document(triples: Iterable[Triple], base: str) -> list[Triple]:
    """The catalogue as a VoID file, which also says that it describes these data sets.

    Raises:
        ValueError: `base` makes no address.
    """
    catalog = add_addresses(triples, base)
    file = NamedNode(f"{base}/.well-known/void")
    return [
        *catalog,
        Triple(file, named_node("rdf:type"), named_node("void:DatasetDescription")),
        Triple(
            file, named_node("dcterms:title"), Literal("The data sets of this server, in VoID", language="en")
        ),
        *(Triple(file, named_node("foaf:topic"), dataset) for dataset in _list_void_datasets(catalog)),
    ]


def _list_datasets(catalog: Iterable[Triple]) -> list[NamedNode]:
    datasets = {triple.object for triple in catalog if triple.predicate == named_node("dcat:dataset")}
    return [dataset for dataset in datasets if isinstance(dataset, NamedNode)]


def _list_void_datasets(catalog: Iterable[Triple]) -> list[NamedNode]:
    datasets = {
        triple.subject
        for triple in catalog
        if triple.predicate == RDF_TYPE and triple.object == named_node("void:Dataset")
    }
    return [dataset for dataset in datasets if isinstance(dataset, NamedNode)]


def _describe_service(datasets: list[NamedNode], base: str) -> Iterator[Triple]:
    endpoint = NamedNode(f"{base}/sparql")
    yield Triple(NamedNode(CATALOG), named_node("dcat:service"), endpoint)
    yield Triple(endpoint, named_node("rdf:type"), named_node("dcat:DataService"))
    yield Triple(endpoint, named_node("dcterms:title"), Literal("SPARQL endpoint", language="en"))
    yield Triple(endpoint, named_node("dcterms:conformsTo"), _PROTOCOL)
    yield Triple(_PROTOCOL, named_node("rdf:type"), named_node("dcterms:Standard"))
    yield Triple(endpoint, named_node("dcat:endpointURL"), endpoint)
    yield Triple(endpoint, named_node("dcat:endpointDescription"), endpoint)  # answers so without a query
    for dataset in datasets:
        yield Triple(endpoint, named_node("dcat:servesDataset"), dataset)
        yield Triple(dataset, named_node("void:sparqlEndpoint"), endpoint)


def _describe_files(dataset: NamedNode, base: str, licence: NamedNode | None) -> Iterator[Triple]:
    """The whole graph as a file, in each format, under the licence of the graph."""
    name = graph_slug(dataset.value)
    for form in RDF_FORMATS:
        file = NamedNode(f"{base}/graph/{name}.{form.suffix}")
        media_type = NamedNode(_MEDIA_TYPES + form.media_type)
        description = f"All of the graph “{name}” in {form.title}."
        yield Triple(dataset, named_node("dcat:distribution"), file)
        yield Triple(dataset, named_node("void:dataDump"), file)
        yield Triple(file, named_node("rdf:type"), named_node("dcat:Distribution"))
        yield Triple(file, named_node("dcterms:title"), Literal(form.title, language="en"))
        yield Triple(file, named_node("dcat:accessURL"), file)
        yield Triple(file, named_node("dcat:downloadURL"), file)
        yield Triple(file, named_node("dcterms:description"), Literal(description, language="en"))
        yield Triple(file, named_node("dcat:mediaType"), media_type)
        yield Triple(media_type, named_node("rdf:type"), named_node("dcterms:MediaType"))
        if licence:
            yield Triple(file, _LICENCE, licence)
