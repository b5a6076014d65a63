"""An IRI answers with the document its client prefers, and every format says the same."""

from __future__ import annotations

import httpx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from claimgraph.documents import (
    PAGE_FORMATS,
    RDF_FORMATS,
    RESOURCE_FORMATS,
    describe_resource,
    negotiate_format,
)
from claimgraph.namespaces import GRAPH, ID, ROOT

CLAIM = "claim/musk-2025-all-chip-fabs-in-taiwan"
TAIWAN = "nation/taiwan"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (BROWSER, "html"),
        ("*/*", "html"),
        (None, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/json", "json"),
        ("text/html;q=0.4, text/turtle;q=0.5", "ttl"),
        ("text/turtle;q=0, */*;q=0.1", "html"),
        ("text/html;q=0, text/*;q=0.9", "ttl"),
        ("TEXT/TURTLE; Q=0.9, application/json;q=0.2", "ttl"),
        ("text/turtle;q=nonsense, application/json;q=0.1", "json"),
        ("application/*", "jsonld"),
        ("text/turtle, application/ld+json", "ttl"),
        ("image/png", None),
        ("text/html;q=0", None),
    ],
)
def test_the_best_liked_format_is_chosen(accept: str | None, suffix: str | None) -> None:
    chosen = negotiate_format(accept, RESOURCE_FORMATS)
    assert (chosen and chosen.suffix) == suffix


@pytest.mark.parametrize(
    ("path", "accept", "place"),
    [
        (f"/id/{CLAIM}", BROWSER, f"/claims/{CLAIM[6:]}"),
        (f"/id/{CLAIM}", "text/turtle", f"/id/{CLAIM}.ttl"),
        (f"/id/{TAIWAN}", BROWSER, "/entities/nation/taiwan"),
        (f"/id/{TAIWAN}", "application/ld+json", f"/id/{TAIWAN}.jsonld"),
        ("/id/period/2025-03", BROWSER, "/id/period/2025-03.html"),
        ("/vocab/claim-type", "text/turtle", "/vocab/claim-type.ttl"),
        ("/vocab/claim-type/prediction", BROWSER, "/vocab/claim-type/prediction.html"),
        ("/ns", BROWSER, "/ontology"),
        ("/ns", "application/rdf+xml", "/ontology.rdf"),
        ("/graph/curated", BROWSER, "/graph/curated.html"),
        ("/graph/curated", "application/n-triples", "/graph/curated.nt"),
    ],
)
def test_an_iri_redirects_to_a_document_that_is_there(
    site: httpx.Client, path: str, accept: str, place: str
) -> None:
    answer = site.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert "Accept" in answer.headers["vary"]
    assert site.get(place).status_code == 200


@pytest.mark.parametrize("path", [f"/id/{CLAIM}", "/vocab/claim-type", "/graph/curated", "/ns", "/ontology"])
def test_formats_that_are_not_there_are_refused_with_those_that_are(site: httpx.Client, path: str) -> None:
    answer = site.get(path, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/id/claim/nonsense",
        "/id/claim/nonsense.ttl",
        "/id/nonsense/nonsense.html",
        "/id/nonsense",
        "/id/claim/nonsense%20%3C%3E",
        "/claims/nonsense%00",
        "/api/v1/claims/nonsense%20",
        "/vocab/nonsense",
        "/vocab/claim-type/nonsense.ttl",
        "/graph/nonsense",
        "/ontology.nonsense",
    ],
)
def test_what_is_not_there_is_named(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "nonsense" in answer.json()["detail"]


def test_parameters_are_refused_where_none_is_known(site: httpx.Client) -> None:
    answer = site.get(f"/id/{CLAIM}.ttl?format=nt")
    assert answer.status_code == 400
    assert "format" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", [f"/id/{CLAIM}", f"/id/{TAIWAN}", "/vocab/metric", "/graph/fabs", "/ontology"]
)
def test_every_format_says_the_same(site: httpx.Client, path: str) -> None:
    graphs = []
    for form in RDF_FORMATS:
        answer = site.get(f"{path}.{form.suffix}")
        assert answer.headers["content-type"].startswith(form.media_type)
        graphs.append(rdflib.Graph().parse(data=answer.text, format=RDFLIB[form.suffix]))
    assert len(graphs[0]) > 5
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])


def statements(client: httpx.Client, path: str) -> set[Triple]:
    return {quad.triple for quad in parse(input=client.get(path).content, format=RdfFormat.N_TRIPLES)}


def test_a_claims_document_holds_all_that_belongs_to_it(site: httpx.Client) -> None:
    kinds = {
        str(triple.subject)[1:-1].removeprefix(ID).partition("/")[0]
        for triple in statements(site, f"/id/{CLAIM}.nt")
    }
    assert {"claim", "proposition", "utterance", "source", "evidence", "observation", "relation"} <= kinds


def test_a_claims_document_is_no_larger_than_the_claim(site: httpx.Client) -> None:
    others = {str(triple.subject)[1:-1] for triple in statements(site, f"/id/{CLAIM}.nt")}
    assert f"{ID}claim/the-national-2025-r1-cost-6-million" not in others


def test_json_ld_is_compacted_with_our_prefixes(site: httpx.Client) -> None:
    document = site.get(f"/id/{CLAIM}.jsonld").json()
    assert document["@context"]["cg"] == f"{ROOT}/ns#"
    claim = next(node for node in document["@graph"] if node["@id"] == f"claim:{CLAIM[6:]}")
    assert "cg:Claim" in claim["@type"]
    assert claim["schema:text"] == {
        "@language": "en",
        "@value": "All chip fabs in the world are in Taiwan (100%).",
    }


def test_documents_come_out_the_same_twice(site: httpx.Client) -> None:
    for form in RDF_FORMATS:
        assert (
            site.get(f"/id/{CLAIM}.{form.suffix}").content == site.get(f"/id/{CLAIM}.{form.suffix}").content
        )


def test_json_of_a_claim_or_an_entity_is_the_apis(site: httpx.Client) -> None:
    assert site.get(f"/id/{CLAIM}.json").json() == site.get(f"/api/v1/claims/{CLAIM[6:]}").json()
    assert site.get(f"/id/{TAIWAN}.json").json() == site.get(f"/api/v1/entities/{TAIWAN}").json()


def test_html_of_a_claim_or_an_entity_is_its_page(site: httpx.Client) -> None:
    assert site.get(f"/id/{CLAIM}.html").text.count("Right now all the chip fabs are in Taiwan") == 1
    assert "Claims about it" in site.get(f"/id/{TAIWAN}.html").text


def test_other_things_show_their_statements_both_ways(sample: httpx.Client) -> None:
    thing = sample.get("/id/source/gazette.json").json()
    outgoing = {each["predicate"]["iri"] for each in thing["outgoing"]}
    incoming = {value["iri"] for each in thing["incoming"] for value in each["values"]}
    assert f"{ROOT}/ns#sourceTier" in outgoing
    assert f"{ID}utterance/all-fabs" in incoming


def test_statements_say_which_graph_holds_them(sample: httpx.Client) -> None:
    thing = sample.get("/id/fab/acme-1.json").json()
    assert {graph for each in thing["facts"] for value in each["values"] for graph in value["graphs"]} == {
        "entities"
    }


def test_a_part_of_an_entity_has_an_address_of_its_own(site: httpx.Client) -> None:
    geometry = "<http://www.opengis.net/ont/geosparql#hasGeometry>"
    query = f"SELECT ?part {{ ?thing {geometry} ?part }} ORDER BY ?part LIMIT 1"
    found = site.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["part"]["value"]
    path = found.removeprefix(ROOT)
    assert site.get(path, headers={"Accept": "text/html"}).headers["location"] == f"{path}.html"
    assert "POINT" in site.get(f"{path}.html").text


def test_the_ontology_page_defines_every_class(site: httpx.Client) -> None:
    page = site.get("/ontology", headers={"Accept": "text/html"}).text
    graph = rdflib.Graph().parse(data=site.get("/ontology.ttl").text, format="turtle")
    ours = [
        iri for iri in graph.subjects(rdflib.RDF.type, rdflib.OWL.Class) if str(iri).startswith(f"{ROOT}/ns#")
    ]
    assert len(ours) > 20
    assert [iri for iri in ours if f'id="{str(iri).rpartition("#")[2]}"' not in page] == []


def test_the_ontology_answers_in_the_format_accepted(site: httpx.Client) -> None:
    for form in PAGE_FORMATS:
        answer = site.get("/ontology", headers={"Accept": form.media_type})
        assert answer.headers["content-type"].startswith(form.media_type)
        assert "Accept" in answer.headers["vary"]


def test_a_named_graphs_document_holds_that_graph(site: httpx.Client) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}fabs> {{ ?s ?p ?o }} }}"
    counted = site.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"]
    assert len(statements(site, "/graph/fabs.nt")) == int(counted)


def test_a_document_that_has_not_changed_is_not_sent_twice(site: httpx.Client) -> None:
    etag = site.get(f"/id/{CLAIM}.ttl").headers["etag"]
    assert site.get(f"/id/{CLAIM}.ttl", headers={"If-None-Match": f'"other", {etag}'}).status_code == 304
    assert site.get(f"/id/{CLAIM}.nt", headers={"If-None-Match": etag}).status_code == 200


def test_other_sites_may_read_the_data(site: httpx.Client) -> None:
    answer = site.get(f"/id/{CLAIM}.ttl", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_property_whose_statements_are_past_the_list_is_still_counted() -> None:
    thing = describe_resource("x:t", [], [], [{"property": NamedNode("x:p"), "statements": Literal(400)}], [])
    assert [(each.predicate.iri, each.values, each.total) for each in thing.incoming] == [("x:p", [], 400)]
