"""The endpoint describes itself: the W3C's tests of SPARQL 1.1 Service Description, and what clients read.

The suite names its three tests and leaves the checks to whoever runs them.
"""

from __future__ import annotations

import httpx
import pytest
import rdflib
from rdflib import RDF, VOID, Namespace, URIRef

from claimgraph.stores import GRAPH_FORMATS, TABLE_FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
READERS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}


@pytest.fixture(scope="module")
def description(site: httpx.Client) -> rdflib.Graph:
    response = site.get("/sparql", headers={"Accept": "text/turtle"})
    return rdflib.Graph().parse(data=response.text, format="turtle")


def test_returns_rdf(site: httpx.Client) -> None:
    """The suite's test of this name: GET on the endpoint returns RDF content."""
    for accept in (*READERS, "*/*", "text/turtle;q=0.5, text/csv"):
        response = site.get("/sparql", headers={"Accept": accept})
        assert response.status_code == 200
        media_type = response.headers["content-type"].partition(";")[0]
        assert list(rdflib.Graph().parse(data=response.text, format=READERS[media_type]))


def test_has_endpoint_triple(site: httpx.Client, description: rdflib.Graph) -> None:
    """The suite's test of this name: a sd:endpoint statement names the endpoint's address."""
    assert (None, SD.endpoint, URIRef(str(site.base_url.join("/sparql")))) in description


def test_conforms_to_schema(description: rdflib.Graph) -> None:
    """The suite's test of this name: the terms are used as the vocabulary defines them."""
    (service,) = description.subjects(RDF.type, SD.Service)
    for property_ in (SD.endpoint, SD.supportedLanguage, SD.feature, SD.resultFormat, SD.defaultDataset):
        assert all(isinstance(value, URIRef) for value in description.objects(service, property_))
        assert (service, property_, None) in description
    dataset = description.value(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in description
    assert (description.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in description
    for named in description.objects(dataset, SD.namedGraph):
        assert (named, RDF.type, SD.NamedGraph) in description
        assert len(list(description.objects(named, SD.name))) == 1
        assert (description.value(named, SD.graph), RDF.type, SD.Graph) in description


def test_every_format_of_results_is_named(description: rdflib.Graph) -> None:
    """CSV that is guarded for spreadsheets is CSV."""
    formats = list(description.objects(None, SD.resultFormat))
    assert len(formats) == len({offer.media_type for offer in (*TABLE_FORMATS, *GRAPH_FORMATS)})


def test_the_size_of_each_named_graph_is_the_one_counted(
    site: httpx.Client, description: rdflib.Graph
) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = site.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    counted = {row["g"]["value"]: row["n"]["value"] for row in rows}
    named = [description.value(node, SD.name) for node in description.subjects(RDF.type, SD.NamedGraph)]
    assert {str(graph): str(description.value(graph, VOID.triples)) for graph in named} == counted


def test_reasoning_is_not_promised(description: rdflib.Graph) -> None:
    """What follows by the ontology is in a graph of its own; queries are answered from what is stated."""
    (regime,) = description.objects(None, SD.defaultEntailmentRegime)
    assert str(regime) == "http://www.w3.org/ns/entailment/Simple"


def test_the_description_holds_the_partitions_that_editors_read(
    site: httpx.Client, description: rdflib.Graph
) -> None:
    (merge,) = description.objects(None, VOID.subset)
    classes = list(description.objects(merge, VOID.classPartition))
    assert len(classes) > 20
    void = rdflib.Graph().parse(data=site.get("/.well-known/void").text, format="turtle")
    for class_ in classes:
        nested = set(description.objects(class_, VOID.propertyPartition))
        assert nested
        assert nested == set(void.objects(class_, VOID.propertyPartition))
