"""The JSON API keeps the promises of its own description."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

S18 = "musk-2025-all-chip-fabs-in-taiwan"
OPERATIONS = {
    "/api/v1/claims": "/api/v1/claims?size=200",
    "/api/v1/claims/{slug}": f"/api/v1/claims/{S18}",
    "/api/v1/claims/{slug}/lineage": f"/api/v1/claims/{S18}/lineage",
    "/api/v1/claims/{slug}/sensitivity": f"/api/v1/claims/{S18}/sensitivity",
    "/api/v1/entities/{kind}/{slug}": "/api/v1/entities/company/tsmc",
    "/api/v1/filters": "/api/v1/filters",
    "/api/v1/impact": "/api/v1/impact?thing=source/the-national-2025-chart-of-the-week",
    "/api/v1/predictions": "/api/v1/predictions",
}


@pytest.fixture(scope="module")
def description(site: httpx.Client) -> dict[str, Any]:
    described: dict[str, Any] = site.get("/openapi.json").json()
    return described


@pytest.fixture(scope="module")
def s18(site: httpx.Client) -> dict[str, Any]:
    claim: dict[str, Any] = site.get(f"/api/v1/claims/{S18}").json()
    return claim


def schema_of(description: dict[str, Any], path: str, status: str = "200") -> dict[str, Any]:
    contents = description["paths"][path]["get"]["responses"][status]["content"]
    (content,) = contents.values()
    schema: dict[str, Any] = content["schema"]
    return schema | {"components": description["components"]}


def test_the_description_is_valid_openapi(description: dict[str, Any]) -> None:
    validate(description)
    assert set(OPERATIONS) <= set(description["paths"])
    assert "/sparql" in description["paths"]


@pytest.mark.parametrize("path", OPERATIONS)
def test_answers_are_what_the_description_says(
    site: httpx.Client, description: dict[str, Any], path: str
) -> None:
    answer = site.get(OPERATIONS[path]).json()
    Draft202012Validator(schema_of(description, path)).validate(answer)


def test_every_claim_is_what_the_description_says(site: httpx.Client, description: dict[str, Any]) -> None:
    validator = Draft202012Validator(schema_of(description, "/api/v1/claims/{slug}"))
    listed = site.get("/api/v1/claims?size=200").json()["claims"]
    for claim in listed:
        slug = claim["iri"].rpartition("/")[2]
        validator.validate(site.get(f"/api/v1/claims/{slug}").json())
    assert len(listed) > 100


def test_every_field_says_what_it_means(description: dict[str, Any]) -> None:
    silent = [
        f"{name}.{field}"
        for name, schema in description["components"]["schemas"].items()
        for field, about in schema.get("properties", {}).items()
        if "description" not in about and "$ref" not in about
    ]
    assert silent == []


def test_problems_are_what_the_description_says(site: httpx.Client, description: dict[str, Any]) -> None:
    schema = schema_of(description, "/api/v1/claims/{slug}", "404")
    answer = site.get("/api/v1/claims/nonsense")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    Draft202012Validator(schema).validate(answer.json())


def test_a_claim_says_who_when_and_in_what_words(s18: dict[str, Any]) -> None:
    utterance = s18["utterances"][0]
    assert utterance["speaker"]["label"] == "Elon Musk"
    assert utterance["said"] == {"edtf": "2025-03", "earliest": "2025-03-01", "latest": "2025-03-31"}
    assert utterance["quote"] == "Right now all the chip fabs are in Taiwan. 100%."
    assert utterance["source"]["tier"]["label"] == "tertiary"


def test_figures_are_exact_strings(s18: dict[str, Any]) -> None:
    figure = s18["quantities"][0]
    assert (figure["value"], figure["unit"]["iri"]) == ("100", "http://qudt.org/vocab/unit/PERCENT")
    shares = {
        observation["subjects"][0]["label"]: observation["value"]
        for line in s18["evidence"]
        for observation in line["observations"]
        if line["identifiers"] == ["EV030"]
    }
    assert shares["Taiwan"] == "18"


def test_a_claim_names_its_counterexamples(s18: dict[str, Any]) -> None:
    against = {
        each["from_claim"]["iri"].rpartition("/")[2]: each["basis"]["label"]
        for each in s18["borne_on_by"]
        if each["relation"]["label"] == "is a counterexample to"
    }
    assert against["huang-2025-most-important-chip-made-in-us"] == "counterexample"
    assert len(against) == 3


def test_an_unknown_date_is_null(sample: httpx.Client) -> None:
    claim = sample.get("/api/v1/claims/not-all-fabs").json()
    assert claim["utterances"][0]["said"] is None
    assert claim["utterances"][0]["speaker"]["label"] == "unknown"


def test_a_chain_of_sayings_is_followed_to_its_origin(sample: httpx.Client) -> None:
    origin = sample.get("/api/v1/claims/not-all-fabs").json()["utterances"][0]["derived_from"][0]
    assert origin["claim"]["label"] == "All fabs are in Utopia."
    assert origin["said"]["edtf"] == "2025-03"


def test_claims_come_newest_first_and_the_undated_last(site: httpx.Client) -> None:
    def first_days(sort: str) -> list[str]:
        claims = site.get(f"/api/v1/claims?size=200&sort={sort}").json()["claims"]
        said = [[saying["said"] for saying in claim["sayings"] if saying["said"]] for claim in claims]
        return [min(span["earliest"] for span in each) for each in said if each]

    assert first_days("newest") == sorted(first_days("newest"), reverse=True)
    assert first_days("oldest") == sorted(first_days("newest"))
    assert date.fromisoformat(first_days("oldest")[0]).year < 2020


def test_pages_add_up(site: httpx.Client) -> None:
    whole = site.get("/api/v1/claims?size=200").json()
    pages = [site.get(f"/api/v1/claims?size=60&page={page}").json()["claims"] for page in (1, 2, 3, 4)]
    assert [claim for page in pages for claim in page] == whole["claims"]
    assert whole["total"] == len(whole["claims"])


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/api/v1/claims?tpoic=fabs", "tpoic"),
        ("/api/v1/claims?speaker=person/nobody", "person/nobody"),
        ("/api/v1/claims?size=1000", "size"),
        (f"/api/v1/claims/{S18}?sensitive=perhaps", "sensitive"),
        (f"/api/v1/claims/{S18}?format=ttl", "format"),
        ("/api/v1/entities/nation/taiwan?lang=zh", "lang"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(site: httpx.Client, path: str, named: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 400
    assert named in answer.json()["detail"]


def test_every_filter_value_finds_as_many_claims_as_it_says(site: httpx.Client) -> None:
    for name, values in site.get("/api/v1/filters").json().items():
        for value in values[:10]:
            found = site.get("/api/v1/claims", params={name: value["value"], "size": 1}).json()
            assert found["total"] == value["claims"], (name, value)


def test_withheld_claims_are_in_no_list_and_no_count(site: httpx.Client, sample: httpx.Client) -> None:
    assert "T3" not in sample.get("/api/v1/claims?size=200").text
    listed = site.get("/api/v1/claims?size=200").json()["claims"]
    assert not {"S23", "S24"} & {identifier for claim in listed for identifier in claim["identifiers"]}


def test_a_withheld_claim_is_given_to_who_asks_for_it(sample: httpx.Client) -> None:
    assert sample.get("/api/v1/claims/withheld").status_code == 404
    assert sample.get("/api/v1/claims/withheld?sensitive=include").json()["sensitive"] is True
