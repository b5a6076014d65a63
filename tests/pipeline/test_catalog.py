"""The catalogue says of every graph whose it is, on which terms, from which files and what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, XSD, Namespace, URIRef
from rdflib.compare import isomorphic

from claimgraph.datasets import Dataset
from claimgraph.documents import PAGE_FORMATS
from claimgraph.documents import RDF_FORMATS as FORMATS
from claimgraph.generations import Generation, publish_generation
from claimgraph.namespaces import CG, GRAPH, ID, ROOT
from claimgraph.pipeline.catalog import (
    CATALOG_NODE,
    GraphCounts,
    GraphDescription,
    PublisherFile,
    catalog_triples,
    count_graph,
)
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import load_shapes, load_vocabulary, to_rdflib_graph, validate_graph
from tests.support.html_page import HtmlPage
from tests.support.serving import serve_generation

SPDX = Namespace("http://spdx.org/rdf/terms#")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib does not know yet
SUM = "0123456789abcdef" * 4
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
FABS = f"""\
<{ID}company/acme> <{TYPE}> <{CG}Company> .
<{ID}company/acme> <http://www.w3.org/2000/01/rdf-schema#label> "Acme <x> \\"y\\" . z"@en .
<{ID}fab/acme-1> <{TYPE}> <{CG}Fab> .
<{ID}fab/acme-1> <http://www.w3.org/2000/01/rdf-schema#label> "Acme 1"@en .
<{ID}fab/acme-1> <{CG}operatedBy> <{ID}company/acme> .
<{ID}fab/acme-2> <{TYPE}> <{CG}Fab> .
<{ID}fab/acme-2> <{CG}operatedBy> <{ID}company/acme> .
"""


def dataset(slug: str, **told: Any) -> Dataset:
    usual: dict[str, Any] = {
        "title": slug.capitalize(),
        "description": f"All about {slug}.",
        "publisher": "Example Institute",
        "version": "3",
        "issued": date(2026, 4, 22),
        "licence": "CC-BY-4.0",
        "attribution": "Example Institute, CC BY",
        "reuse": "open",
        "importer": "tables",
    }
    return Dataset(slug=slug, **(usual | told))


ITSELF = dataset("catalog", title="Catalogue")
ENTRIES = [
    GraphDescription(
        dataset("fabs", retrieved=date(2026, 8, 16), url="https://example.org/fabs", reuse="share-alike"),
        (PublisherFile("tables/annual prices.csv", SUM, 4096), PublisherFile("LICENSE", "f" * 64, 12)),
        count_graph(FABS.encode()),
    ),
    GraphDescription(
        dataset("terms", licence="LicenseRef-Example", reuse="non-commercial"), (), count_graph(b"")
    ),
    GraphDescription(
        dataset("hidden", sensitive=True), (PublisherFile("secret.csv", SUM, 1),), count_graph(FABS.encode())
    ),
]
FABS_GRAPH = URIRef(f"{GRAPH}fabs")


@pytest.fixture(scope="module")
def triples() -> list[Triple]:
    return list(catalog_triples(ITSELF, ENTRIES))


@pytest.fixture(scope="module")
def graph(triples: list[Triple]) -> rdflib.Graph:
    return to_rdflib_graph(triples)


def only(graph: rdflib.Graph, subject: URIRef, predicate: URIRef) -> str:
    (value,) = graph.objects(subject, predicate)
    return str(value)


# ---- counting ----


def test_a_graph_is_counted_as_void_words_it() -> None:
    assert count_graph(FABS.encode()) == GraphCounts(
        triples=7,
        subjects=3,
        objects=5,
        class_members={f"{CG}Company": 1, f"{CG}Fab": 2},
        property_triples={TYPE: 3, "http://www.w3.org/2000/01/rdf-schema#label": 2, f"{CG}operatedBy": 2},
        uri_space=ID,
        examples={f"{CG}Company": f"{ID}company/acme", f"{CG}Fab": f"{ID}fab/acme-1"},
    )


def test_the_order_of_the_lines_does_not_matter() -> None:
    backwards = b"".join(reversed(FABS.encode().splitlines(keepends=True)))
    assert count_graph(backwards) == count_graph(FABS.encode())


def test_an_empty_graph_has_nothing_in_it() -> None:
    assert count_graph(b"") == GraphCounts(0, 0, 0, {}, {}, None, {})


def test_a_graph_about_things_of_others_claims_no_space_of_its_own() -> None:
    mixed = FABS + f"<https://example.org/x> <{TYPE}> <{CG}Fab> .\n"
    assert count_graph(mixed.encode()).uri_space is None


def test_the_counts_are_those_that_sparql_gives(generation: Generation) -> None:
    quads = [
        quad
        for quad in parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS)
        if quad.graph_name == NamedNode(f"{GRAPH}curated")
    ]
    counted = count_graph(serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"")
    types = Counter(str(quad.object)[1:-1] for quad in quads if quad.predicate.value == TYPE)
    assert counted.triples == len(quads)
    assert counted.subjects == len({quad.subject for quad in quads})
    assert counted.objects == len({quad.object for quad in quads})
    assert counted.class_members == dict(types)
    assert counted.property_triples == dict(Counter(quad.predicate.value for quad in quads))


# ---- describing ----


def test_the_catalogue_keeps_every_rule(triples: list[Triple]) -> None:
    vocabulary = load_vocabulary(default_source_tree())
    assert (
        validate_graph(to_rdflib_graph(triples), load_shapes(default_source_tree()), vocabulary=vocabulary)
        == []
    )


def test_a_rule_is_missed_where_the_catalogue_says_too_little(triples: list[Triple]) -> None:
    silent = (each for each in triples if each.predicate.value != f"{CG}attributionText")
    found = validate_graph(
        to_rdflib_graph(silent),
        load_shapes(default_source_tree()),
        vocabulary=load_vocabulary(default_source_tree()),
    )
    assert {each.rule for each in found} == {"cgs:Dataset-attribution"}


def test_a_data_set_has_its_facts(graph: rdflib.Graph) -> None:
    facts = (DCTERMS.title, VERSION, DCTERMS.issued, URIRef(f"{CG}retrieved"), DCTERMS.license)
    said = [only(graph, FABS_GRAPH, fact) for fact in facts]
    assert said == ["Fabs", "3", "2026-04-22", "2026-08-16", "https://spdx.org/licenses/CC-BY-4.0"]
    assert only(graph, FABS_GRAPH, URIRef(f"{CG}reuse")) == f"{ROOT}/vocab/reuse/share-alike"


def test_a_publisher_is_an_agent_of_which_only_the_name_is_known(graph: rdflib.Graph) -> None:
    agent = URIRef(only(graph, FABS_GRAPH, DCTERMS.publisher))
    assert (agent, RDF.type, FOAF.Agent) in graph
    assert only(graph, agent, FOAF.name) == "Example Institute"


def test_a_file_has_its_size_and_its_checksum(graph: rdflib.Graph) -> None:
    file = URIRef(f"{GRAPH}fabs/file/tables/annual-prices.csv-3aa60ff2")
    assert (FABS_GRAPH, PROV.wasDerivedFrom, file) in graph
    assert only(graph, file, DCTERMS.title) == "tables/annual prices.csv"
    assert only(graph, file, DCAT.byteSize) == "4096"
    checksum = URIRef(only(graph, file, SPDX.checksum))
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert only(graph, checksum, SPDX.checksumValue) == SUM
    value = graph.value(checksum, SPDX.checksumValue)
    assert isinstance(value, rdflib.Literal)
    assert value.datatype == XSD.hexBinary


def test_partitions_say_how_much_there_is_of_each_class_and_property(graph: rdflib.Graph) -> None:
    counted = {
        kind: {
            only(graph, part, VOID[kind]): int(only(graph, part, number))
            for part in graph.objects(FABS_GRAPH, VOID[f"{kind}Partition"])
            if isinstance(part, URIRef)
        }
        for kind, number in (("class", VOID.entities), ("property", VOID.triples))
    }
    counts = count_graph(FABS.encode())
    assert counted == {"class": counts.class_members, "property": counts.property_triples}


def test_a_data_set_and_its_classes_name_examples(graph: rdflib.Graph) -> None:
    examples = {URIRef(f"{ID}company/acme"), URIRef(f"{ID}fab/acme-1")}
    assert set(graph.objects(FABS_GRAPH, VOID.exampleResource)) == examples
    assert only(graph, URIRef(f"{GRAPH}fabs/class/cg:Fab"), VOID.exampleResource) == f"{ID}fab/acme-1"


def test_classes_of_one_name_in_two_vocabularies_have_two_partitions() -> None:
    names = (f"{CG}Fab", "http://www.w3.org/ns/sosa/Fab", "https://a.example/Fab", "https://b.example/x#Fab")
    nt = "".join(f"<{ID}fab/{n}> <{TYPE}> <{name}> .\n" for n, name in enumerate(names))
    described = to_rdflib_graph(
        catalog_triples(ITSELF, [GraphDescription(dataset("fabs"), (), count_graph(nt.encode()))])
    )
    parts = set(described.objects(FABS_GRAPH, VOID.classPartition))
    assert len(parts) == len(names)
    assert URIRef(f"{GRAPH}fabs/class/cg:Fab") in parts
    assert [part for part in parts if "//" in str(part).removeprefix(GRAPH)] == []


def test_a_withheld_graph_is_not_described(triples: list[Triple]) -> None:
    assert [str(each) for each in triples if "hidden" in str(each) or "secret" in str(each)] == []


def test_there_are_no_blank_nodes_and_nothing_is_said_twice(triples: list[Triple]) -> None:
    assert all(isinstance(each.subject, NamedNode) for each in triples)
    repeated = {str(each) for each, times in Counter(triples).items() if times > 1}
    assert {each for each in repeated if "spdx.org/licenses" not in each} == set()


def test_the_data_name_no_server(triples: list[Triple]) -> None:
    predicates = {each.predicate.value for each in triples}
    assert not [each for each in predicates if "endpoint" in each.lower() or "download" in each]


def test_a_file_of_the_publisher_is_a_distribution_where_a_page_gives_access_to_it() -> None:
    for url in ("https://example.org/fabs", None):
        files = (PublisherFile("LICENSE", SUM, 12),)
        entry = GraphDescription(dataset("fabs", url=url), files, count_graph(b""))
        described = to_rdflib_graph(catalog_triples(ITSELF, [entry]))
        distributions = set(described.subjects(RDF.type, DCAT.Distribution))
        assert distributions == set(described.subjects(DCAT.accessURL, URIRef(url) if url else None))
        assert len(distributions) == (1 if url else 0)


# ---- serving ----


def published(folder: Path, triples: Iterable[Triple]) -> Generation:
    """A generation of the graphs above, as the build would publish it."""
    graphs = {each.dataset.graph_iri: each.dataset for each in ENTRIES} | {CATALOG_NODE.value: ITSELF}
    quads = [Quad(t.subject, t.predicate, t.object, CATALOG_NODE) for t in triples]
    fabs = [each.triple for each in parse(FABS, format=RdfFormat.N_TRIPLES)]
    for iri in (f"{GRAPH}fabs", f"{GRAPH}hidden"):
        quads += [Quad(t.subject, t.predicate, t.object, NamedNode(iri)) for t in fabs]
    keys = ("title", "sensitive", "licence", "attribution", "reuse")
    entries = {
        iri: {"dataset": each.slug, "triples": 7} | {key: getattr(each, key) for key in keys}
        for iri, each in graphs.items()
    }
    lines = (serialize(set(quads), format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return publish_generation(
        folder, b"".join(sorted(lines)), {"graphs": entries, "versions": {}, "accounts": {}}
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]) -> Iterator[httpx.Client]:
    with serve_generation(published(tmp_path_factory.mktemp("catalogue"), triples)) as client:
        yield client


def read(answer: httpx.Response, form: str = "turtle") -> rdflib.Graph:
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.text, format=form)


def test_the_page_lists_the_data_sets_with_their_terms(client: httpx.Client) -> None:
    page = HtmlPage(client.get("/catalog", headers={"Accept": "text/html"}).text)
    told = ("Example Institute, CC BY", "share-alike", "non-commercial", "CC-BY-4.0", "2026-08-16")
    assert [each for each in told if each not in page.text] == []
    assert "/graph/fabs.html" in page.attribute_values("href")
    assert "hidden" not in page.text.lower()


@pytest.mark.parametrize("path", ["/catalog", "/catalog.html", "/graph/fabs.html", "/graph/terms.html"])
def test_markup_is_sound(client: httpx.Client, path: str) -> None:
    page = HtmlPage(client.get(path).text)
    assert page.unbalanced_tags == []
    assert [each for each, times in Counter(page.attribute_values("id")).items() if times > 1] == []
    assert all("scope" in each for each in page.find_all("th"))


def test_every_format_of_the_catalogue_says_the_same(client: httpx.Client) -> None:
    graphs = [read(client.get(f"/catalog.{form.suffix}"), RDFLIB[form.suffix]) for form in FORMATS]
    assert len(graphs[0]) > 50
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])


@pytest.mark.parametrize("form", PAGE_FORMATS, ids=lambda form: form.suffix)
def test_the_catalogue_answers_in_the_format_accepted(client: httpx.Client, form: Any) -> None:
    answer = client.get("/catalog", headers={"Accept": form.media_type})
    assert answer.headers["content-type"].startswith(form.media_type)
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize(("path", "status"), [("/catalog.csv", 404), ("/catalog.ttl?x=1", 400)])
def test_what_the_catalogue_cannot_be_asked_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_void_file_is_turtle_unless_another_format_is_asked_for(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    asked = {"*/*": "text/turtle", browser: "text/turtle", "application/ld+json": "application/ld+json"}
    for accept, media_type in asked.items():
        answer = client.get("/.well-known/void", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(media_type)
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406


def test_a_void_file_describes_every_data_set_that_is_shown(client: httpx.Client) -> None:
    void = read(client.get("/.well-known/void"))
    (document,) = void.subjects(RDF.type, VOID.DatasetDescription)
    assert str(document) == str(client.base_url.join("/.well-known/void"))
    assert set(void.objects(document, FOAF.topic)) == set(void.subjects(RDF.type, VOID.Dataset))
    assert set(void.subjects(RDF.type, VOID.Dataset)) == {FABS_GRAPH, URIRef(f"{GRAPH}terms")}


@pytest.mark.parametrize("path", ["/catalog.ttl", "/.well-known/void"])
def test_a_served_catalogue_keeps_every_rule(client: httpx.Client, path: str) -> None:
    served = parse(client.get(path).content, format=RdfFormat.TURTLE)
    shapes, vocabulary = load_shapes(default_source_tree()), load_vocabulary(default_source_tree())
    assert validate_graph(to_rdflib_graph(served), shapes, vocabulary=vocabulary) == []


def test_a_served_catalogue_says_where_to_ask_and_where_to_fetch(client: httpx.Client) -> None:
    graph = read(client.get("/catalog.ttl"))
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    endpoint = only(graph, URIRef(str(service)), DCAT.endpointURL)
    assert client.get(endpoint, params={"query": "ASK {}"}).status_code == 200
    assert only(graph, FABS_GRAPH, VOID.sparqlEndpoint) == endpoint
    for file in graph.objects(FABS_GRAPH, DCAT.distribution):
        answer = client.get(only(graph, URIRef(str(file)), DCAT.downloadURL))
        media_type = only(graph, URIRef(str(file)), DCAT.mediaType).rpartition("media-types/")[2]
        assert answer.headers["content-type"].startswith(media_type)


def test_a_host_that_makes_no_address_is_not_repeated(client: httpx.Client) -> None:
    answer = client.get("/catalog.ttl", headers={"Host": "a<b", "Accept": "text/turtle;q=0.9"})
    assert answer.status_code in (
        200,
        400,
    )  # some versions of Starlette put the socket's address in its place
    assert "a<b" not in answer.text


def test_each_host_is_told_its_own_addresses(client: httpx.Client) -> None:
    for host in ("one.example", "two.example"):
        service = f"<http://{host}/sparql>"
        assert service in client.get("/.well-known/void", headers={"Host": host}).text


@pytest.mark.parametrize("path", ["/catalog", "/catalog.jsonld", "/.well-known/void"])
def test_a_catalogue_that_has_not_changed_is_not_sent_twice(client: httpx.Client, path: str) -> None:
    etag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_the_page_of_a_graph_counts_its_classes_and_properties_in_tables(client: httpx.Client) -> None:
    page = HtmlPage(client.get("/graph/fabs.html").text)
    ids = set(page.attribute_values("id"))
    assert {"files", "classes", "properties"} <= ids
    assert "cg:operatedBy" in page.text
    assert SUM in page.text
    assert "https://example.org/fabs" in page.attribute_values("href")
    assert "/entities/fab/acme-1" in page.attribute_values("href")
    assert page.text.index("cg:Fab") < page.text.index("cg:Company")  # two members before one


@pytest.mark.parametrize(
    "iri",
    [
        "fabs/publisher",
        "fabs/class/cg:Fab",
        "fabs/property/rdf:type",
        "fabs/file/tables/annual-prices.csv-3aa60ff2",
        "fabs/file/LICENSE/sha256",
    ],
)
def test_what_the_catalogue_names_has_a_document(client: httpx.Client, iri: str) -> None:
    found = client.get(f"/graph/{iri}", headers={"Accept": "text/turtle"})
    assert (found.status_code, found.headers["location"]) == (303, f"/graph/{iri}.ttl")
    graph = read(client.get(found.headers["location"]))
    assert list(graph.predicate_objects(URIRef(GRAPH + iri)))
    assert client.get(f"/graph/{iri}.html").status_code == 200


@pytest.mark.parametrize("path", ["fabs/class/nonsense", "fabs/file/nonsense%20%3C.ttl", "hidden/publisher"])
def test_what_the_catalogue_does_not_name_has_none(client: httpx.Client, path: str) -> None:
    assert client.get(f"/graph/{path}").status_code == 404


def test_a_graph_without_a_catalogue_still_has_its_pages(sample: httpx.Client) -> None:
    for path in ("/catalog", "/catalog.ttl", "/.well-known/void", "/graph/ontology.html"):
        assert sample.get(path).status_code == 200, path


def test_the_endpoint_points_to_the_catalogue(client: httpx.Client) -> None:
    service = read(client.get("/sparql", headers={"Accept": "text/turtle"}))
    assert (None, rdflib.RDFS.seeAlso, URIRef(CATALOG_NODE.value)) in service


def test_words_of_others_are_used_as_they_are_defined(client: httpx.Client) -> None:
    used = {term for triple in read(client.get("/.well-known/void")) for term in triple}
    for vocabulary in (DCAT, VOID, DCTERMS, FOAF, PROV):
        named = {term for term in used if isinstance(term, URIRef) and term.startswith(str(vocabulary))}
        assert [term for term in named - {URIRef(vocabulary), VERSION} if term not in vocabulary] == []
