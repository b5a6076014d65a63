"""The catalogue as this server answers it: what the graph says of its parts, and where to reach them here.

The graph itself names no host, so that it is the same wherever it is served; the
addresses of the SPARQL endpoint and of the documents are added to each answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.documents.formats import RDF_FORMATS
from claimgraph.namespaces import GRAPH
from claimgraph.rdf import named_node

CATALOG = GRAPH + "catalog"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"


def add_addresses(triples: Iterable[Triple], base: str) -> list[Triple]:
    """The catalogue's triples, and where each data set can be had below `base` ("https://example.org").

    Raises:
        ValueError: `base` makes no address.
    """
    described = list(triples)
    datasets = [each.object for each in described if each.predicate == named_node("dcat:dataset")]
    shown = [each for each in datasets if isinstance(each, NamedNode)]
    return [*described, *_service(shown, base), *(new for each in shown for new in _documents(each, base))]


def void_document(triples: Iterable[Triple], base: str) -> list[Triple]:
    """As a VoID file: the same, and that this document describes these data sets."""
    answer = add_addresses(triples, base)
    here = NamedNode(f"{base}/.well-known/void")
    topics = {each.object for each in answer if each.predicate == named_node("dcat:dataset")}
    return [
        *answer,
        Triple(here, named_node("rdf:type"), named_node("void:DatasetDescription")),
        Triple(
            here, named_node("dcterms:title"), Literal("The data sets of this server, in VoID", language="en")
        ),
        *(Triple(here, named_node("foaf:topic"), each) for each in topics),
    ]


def _service(datasets: list[NamedNode], base: str) -> Iterator[Triple]:
    endpoint = NamedNode(f"{base}/sparql")
    yield Triple(NamedNode(CATALOG), named_node("dcat:service"), endpoint)
    yield Triple(endpoint, named_node("rdf:type"), named_node("dcat:DataService"))
    yield Triple(endpoint, named_node("dcterms:title"), Literal("SPARQL endpoint", language="en"))
    yield Triple(endpoint, named_node("dcterms:conformsTo"), NamedNode(_PROTOCOL))
    yield Triple(endpoint, named_node("dcat:endpointURL"), endpoint)
    yield Triple(endpoint, named_node("dcat:endpointDescription"), endpoint)  # answers so without a query
    for dataset in datasets:
        yield Triple(endpoint, named_node("dcat:servesDataset"), dataset)
        yield Triple(dataset, named_node("void:sparqlEndpoint"), endpoint)


def _documents(dataset: NamedNode, base: str) -> Iterator[Triple]:
    """The whole graph as a file, in each format."""
    for form in RDF_FORMATS:
        file = NamedNode(f"{base}/graph/{dataset.value.removeprefix(GRAPH)}.{form.suffix}")
        yield Triple(dataset, named_node("dcat:distribution"), file)
        yield Triple(dataset, named_node("void:dataDump"), file)
        yield Triple(file, named_node("rdf:type"), named_node("dcat:Distribution"))
        yield Triple(file, named_node("dcterms:title"), Literal(form.title, language="en"))
        yield Triple(file, named_node("dcat:accessURL"), file)
        yield Triple(file, named_node("dcat:downloadURL"), file)
        yield Triple(file, named_node("dcat:mediaType"), NamedNode(_MEDIA_TYPES + form.media_type))
