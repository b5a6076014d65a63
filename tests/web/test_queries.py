"""Published queries are answered at addresses of their own, in every format their result can have."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pyshacl
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pyoxigraph import RdfFormat, parse
from rdflib import SH, Graph, URIRef
from rdflib.compare import to_isomorphic
from rdflib.plugins.sparql import prepareQuery

from claimgraph.queries import default_catalog
from claimgraph.stores import FORMATS_BY_FORM

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LIST = "/queries/claims_list"
EXPOSED = default_catalog().public_queries


@pytest.fixture(scope="module")
def description(sample: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = sample.get("/openapi.json").json()
    return document


def test_the_list_names_every_published_query_and_no_other(sample: httpx.Client) -> None:
    for answer in (sample.get("/queries"), sample.get("/queries.json")):
        assert [query["name"] for query in answer.json()["queries"]] == list(EXPOSED)
    page = sample.get("/queries", headers=PAGE)
    assert all(f'href="/queries/{name}"' in page.text for name in EXPOSED)
    assert sample.get("/queries/is_described").status_code == 404


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type"),
    [
        ("json", "application/sparql-results+json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("csv", "text/csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("html", PAGE["Accept"], "text/html; charset=utf-8"),
        (None, "*/*", "application/sparql-results+json"),
        (None, "application/json", "application/json"),
        (None, "application/json, text/html;q=0.9", "application/json"),
    ],
)
def test_ending_and_accept_header_choose_the_format(
    sample: httpx.Client, suffix: str | None, accept: str, media_type: str
) -> None:
    answers = [sample.get(LIST, headers={"Accept": accept})]
    answers += [sample.get(f"{LIST}.{suffix}", headers={"Accept": "text/turtle"})] if suffix else []
    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
        assert "Accept" in answer.headers["vary"]


def test_results_are_those_of_the_endpoint(sample: httpx.Client) -> None:
    query = EXPOSED["claims_list"].bind_texts({"entity": "nation/utopia"})
    for format_ in ("json", "csv", "tsv", "xml"):
        endpoint = sample.get("/sparql", params={"query": query, "format": format_})
        assert sample.get(f"{LIST}.{format_}?entity=nation/utopia").content == endpoint.content


def test_a_parameter_narrows_the_result_and_an_empty_one_does_not(sample: httpx.Client) -> None:
    def texts(search: str) -> set[str]:
        return {row["text"] for row in csv.DictReader(io.StringIO(sample.get(f"{LIST}.csv{search}").text))}

    assert texts("?word1=utopia&topic=fabs") == {"All fabs are in Utopia."}
    assert texts("?word1=&topic=") == texts("")
    assert len(texts("")) > 1


@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld", "rdf"])
def test_triples_come_in_every_rdf_format(sample: httpx.Client, format_: str) -> None:
    answer = sample.get(f"/queries/describe_thing.{format_}?thing=nation/utopia")
    media_type = answer.headers["content-type"].partition(";")[0]
    rdf_format = RdfFormat.from_media_type(media_type)
    assert rdf_format is not None
    assert "Utopia" in {quad.object.value for quad in parse(answer.content, format=rdf_format)}


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        (f"{LIST}?topik=fabs", "claims_list has no parameter ?topik. It has: ?topic, "),
        (
            f"{LIST}?topic=no%20slug",
            "?topic of claims_list cannot be 'no slug'. Expected: a term of vocab:topic",
        ),
        (f"{LIST}?topic=fabs&topic=chips", "'topic' is given more than once"),
        (f"{LIST}.csv?topic=%ff", "not percent-encoded UTF-8"),
        ("/queries/describe_thing", "describe_thing needs a value for ?thing: an IRI"),
        ("/queries/describe_thing.nt?thing=", "describe_thing needs a value for ?thing: an IRI"),
    ],
)
def test_a_wrong_parameter_is_a_problem_that_names_it(
    sample: httpx.Client, address: str, detail: str
) -> None:
    answer = sample.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/queries/nothing", 404, "no published query 'nothing'"),
        ("/queries/nothing.csv", 404, "no published query 'nothing'"),
        (f"{LIST}.ttl", 404, "It has: html, json, xml, csv, tsv"),
        ("/queries/describe_thing.csv?thing=cg:x", 404, "It has: html, ttl, nt, jsonld, rdf"),
        ("/queries?size=1", 400, "takes none"),
    ],
)
def test_what_is_not_there_is_a_problem_that_says_what_is(
    sample: httpx.Client, address: str, status: int, detail: str
) -> None:
    answer = sample.get(address)
    assert (answer.status_code, detail in answer.json()["detail"]) == (status, True)


def test_a_format_that_nobody_writes_is_not_acceptable(sample: httpx.Client) -> None:
    assert sample.get(LIST, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("address", ["/queries", "/queries.html", f"{LIST}.csv", f"{LIST}.html", LIST])
def test_a_client_that_has_the_answer_gets_none(sample: httpx.Client, address: str) -> None:
    etag = sample.get(address).headers["etag"]
    answer = sample.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)


def test_other_values_and_other_formats_have_other_etags(sample: httpx.Client) -> None:
    addresses = [f"{LIST}.{format_}{search}" for format_ in ("html", "csv") for search in ("", "?word1=a")]
    assert len({sample.get(address).headers["etag"] for address in addresses}) == len(addresses)


def test_the_page_has_a_form_a_table_with_links_and_the_query(sample: httpx.Client) -> None:
    page = sample.get(f"{LIST}?topic=fabs&word1=utopia", headers=PAGE).text
    assert 'action="/queries/claims_list" method="get"' in page
    assert '<input id="param-topic" name="topic" type="text" value="fabs"' in page
    assert '<option value="fabs">chip fabs</option>' in page
    assert 'href="/claims/all-fabs"' in page
    assert 'href="/queries/claims_list.csv?topic=fabs&amp;word1=utopia"' in page
    assert "&lt;https://w3id.org/claimgraph/vocab/topic/fabs&gt;" in page
    assert 'href="/sparql?edit=' in page
    assert "<script" not in page.partition("</head>")[2]


def test_the_page_of_a_query_that_needs_a_value_shows_an_example(sample: httpx.Client) -> None:
    page = sample.get("/queries/describe_thing.html").text
    assert 'name="thing" type="text" value="nation/taiwan"' in page
    assert "Example values are filled in" in page
    assert 'id="results"' not in page


def test_the_page_says_what_is_wrong_beside_the_form(sample: httpx.Client) -> None:
    answer = sample.get(f"{LIST}.html?topic=no%20slug&word1=utopia")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="no slug"' in answer.text
    assert 'value="utopia"' in answer.text


def test_what_data_hold_is_no_markup_on_the_page(sample: httpx.Client) -> None:
    page = sample.get("/queries/describe_thing.html?thing=person/ann").text
    assert "Ann &lt;script&gt;" in page
    assert 'href="javascript:' not in sample.get("/queries/describe_thing.html?thing=company/acme").text


@pytest.mark.parametrize("query", EXPOSED.values(), ids=list(EXPOSED))
def test_every_published_query_has_an_operation_made_of_its_header(
    description: dict[str, Any], query: Any
) -> None:
    operation = description["paths"][f"/queries/{query.name}"]["get"]
    assert operation["summary"] == query.header.summary
    described = {parameter["name"]: parameter for parameter in operation.get("parameters", [])}
    for parameter in query.header.parameters:
        assert described[parameter.name]["required"] is not parameter.is_optional
        assert described[parameter.name].get("example") == parameter.example_text
        assert parameter.type.expectation.casefold() in described[parameter.name]["description"].casefold()
    assert len(described) == len(query.header.parameters)
    media_types = {form.media_type for form in FORMATS_BY_FORM[query.header.form]} | {"text/html"}
    assert set(operation["responses"]["200"]["content"]) == media_types


@pytest.mark.parametrize("query", EXPOSED.values(), ids=list(EXPOSED))
def test_every_published_query_answers_with_its_example_values(sample: httpx.Client, query: Any) -> None:
    values = {p.name: p.example_text for p in query.header.parameters if p.example_text}
    for suffix in ("html", FORMATS_BY_FORM[query.header.form][0].name):
        assert sample.get(f"/queries/{query.name}.{suffix}", params=values).status_code == 200


def test_the_description_is_valid_and_fits_the_list(
    sample: httpx.Client, description: dict[str, Any]
) -> None:
    validate(description)
    content = description["paths"]["/queries"]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": description["components"]}
    Draft202012Validator(schema).validate(sample.get("/queries").json())


def test_every_published_query_is_an_example_of_the_editor(sample: httpx.Client) -> None:
    page = sample.get("/sparql", headers=PAGE).text
    assert page.count('<option value="#+ summary') == len(EXPOSED)


_EXAMPLE_SHAPE = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
[] a sh:NodeShape ; sh:targetClass sh:SPARQLExecutable ;
  sh:property [ sh:path rdfs:comment ; sh:minCount 1 ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ] ;
  sh:property [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path sh:prefixes ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path [ sh:alternativePath ( sh:select sh:ask sh:construct ) ] ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .
"""  # noqa: E501


def test_queries_are_examples_in_rdf_that_other_tools_run(sample: httpx.Client) -> None:
    """In the terms of SHACL that SIB's sparql-examples use; each text can be read by another engine."""
    turtle = sample.get("/queries", headers={"Accept": "text/turtle"})
    assert turtle.content == sample.get("/queries.ttl").content
    graph = Graph().parse(data=turtle.text, format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=Graph().parse(data=_EXAMPLE_SHAPE))
    assert conforms, report
    texts = [str(text) for kind in (SH.select, SH.ask, SH.construct) for text in graph.objects(None, kind)]
    assert sorted(texts) == sorted(query.text for query in EXPOSED.values())
    for text in texts:
        prepareQuery(text)
    assert {str(target) for target in graph.objects(None, URIRef("https://schema.org/target"))} == {
        f"{sample.base_url}/sparql"
    }


@pytest.mark.parametrize("suffix", ["jsonld", "nt", "rdf"])
def test_examples_come_in_every_format_of_rdf(sample: httpx.Client, suffix: str) -> None:
    answer = sample.get(f"/queries.{suffix}")
    expected = to_isomorphic(Graph().parse(data=sample.get("/queries.ttl").text, format="turtle"))
    format_ = {"jsonld": "json-ld", "nt": "nt", "rdf": "xml"}[suffix]
    assert to_isomorphic(Graph().parse(data=answer.text, format=format_)) == expected
