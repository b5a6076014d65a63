"""The pages say what the graph says, in markup that is sound, safe and usable without a mouse."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from claimgraph.assessment import Standing
from claimgraph.namespaces import ROOT
from tests.support.html_page import HtmlPage

S18 = "/claims/musk-2025-all-chip-fabs-in-taiwan"
PAGES = [
    "/",
    "/claims",
    "/claims?q=taiwan&sort=oldest&size=2&page=2",
    S18,
    "/claims/the-national-2025-us-china-46000-ai-papers",
    "/predictions",
    "/predictions?speaker=person/elon-musk&as_of=2026-01-01",
    "/entities",
    "/entities/nation",
    "/entities/nation/taiwan",
    "/entities/company/tsmc",
    "/entities/person/elon-musk",
    "/ontology",
    "/vocab/metric.html",
    "/vocab/claim-type/prediction.html",
    "/graphs",
    "/graph/curated.html",
    "/id/period/2025-03.html",
    "/sparql",
    "/nowhere",
]


def scripts(parsed: HtmlPage) -> list[dict[str, str]]:
    """What a browser would run: an element of a type that is no script's is data."""
    return [each for each in parsed.find_all("script") if each.get("type") != "application/ld+json"]


def page(client: httpx.Client, path: str) -> HtmlPage:
    return HtmlPage(client.get(path, headers={"Accept": "text/html"}).text)


def total(listed: HtmlPage) -> int:
    found = re.search(r"(\d+) claims?(, page \d+ of \d+)?\.", listed.text)
    assert found, listed.text
    return int(found[1])


@pytest.fixture(scope="module")
def s18(site: httpx.Client) -> HtmlPage:
    return page(site, S18)


def test_a_claim_page_says_who_said_it_when_and_in_what_words(s18: HtmlPage) -> None:
    assert "Elon Musk, CEO Tesla/SpaceX/xAI, March 2025" in s18.text
    assert "Right now all the chip fabs are in Taiwan. 100%." in s18.text
    assert {"datetime": "2025-03"} in s18.find_all("time")


def test_a_claim_page_shows_its_figures_with_metric_unit_and_period(s18: HtmlPage) -> None:
    table = s18.text.partition("Figures")[2].partition("Evidence")[0]
    parts = ("share of chip fabs", "Taiwan", "100", "percent", "100 | % of chip fabs")
    assert all(part in table for part in parts)


def test_a_claim_page_names_the_evidence_against_it(s18: HtmlPage) -> None:
    against = s18.text.partition("Against it")[2].partition("Context")[0]
    assert "EV030" in against
    assert "EV031" in against
    assert "compiler of the founding claim table" in against


@pytest.mark.parametrize("other", ["huang-2025-most-important-chip-made-in-us", "fabricated by SMIC"])
def test_a_claim_page_names_its_counterexamples(s18: HtmlPage, other: str) -> None:
    others = s18.text.partition("Other claims")[2]
    assert "is a counterexample to this claim" in others
    assert other in others or f"/claims/{other}" in s18.attribute_values("href")


def test_a_claim_page_says_why_a_figure_is_suspect(site: httpx.Client) -> None:
    text = page(site, "/claims/the-national-2025-r1-cost-6-million").text
    assert "Suspect: Probably a lost multiplication sign" in text


def test_a_claim_page_opens_its_query_in_the_editor_where_it_runs(site: httpx.Client, s18: HtmlPage) -> None:
    link = [href for href in s18.attribute_values("href") if href.startswith("/sparql?edit=")][-1]
    query = parse_qs(urlsplit(link).query)["edit"][0]
    assert query in page(site, link).text.replace("&lt;", "<") or "CONSTRUCT" in page(site, link).text
    answer = site.get("/sparql", params={"query": query, "format": "nt"})
    assert answer.status_code == 200
    assert "Right now all the chip fabs are in Taiwan" in answer.text


def test_a_claim_page_gives_its_identifier_and_its_formats(s18: HtmlPage) -> None:
    assert {"rel": "canonical", "href": f"{ROOT}/id/claim/{S18[8:]}"} in s18.find_all("link")
    assert {link["type"] for link in s18.find_all("link") if link["rel"] == "alternate"} == {
        "text/turtle",
        "application/ld+json",
        "application/n-triples",
        "application/rdf+xml",
        "application/json",
    }


def test_the_list_of_claims_narrows_with_each_filter(site: httpx.Client) -> None:
    queries = ("sort=text", "topic=fabs", "topic=fabs&q=taiwan")
    everything, fabs, taiwan = (total(page(site, f"/claims?{query}")) for query in queries)
    assert everything > fabs > taiwan > 1


def test_a_search_takes_all_words_in_any_case(site: httpx.Client) -> None:
    found = page(site, "/claims?q=TAIWAN+fabs+musk")
    assert S18 in found.attribute_values("href")
    assert total(page(site, "/claims?q=taiwan+fabs+musk+world")) == 1


def test_a_search_without_a_hit_says_so(site: httpx.Client) -> None:
    assert "No claim fits these filters" in page(site, "/claims?q=zyzzyva").text


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("topic=nonsense", "nonsense"),
        ("speaker=person/nobody", "person/nobody"),
        ("tpoic=fabs", "tpoic"),
        ("topic=fabs&topic=chips", "more than once"),
        ("sort=random", "sort"),
        ("size=201", "size"),
        ("page=0", "page"),
        ("topic=%00%20", "filter"),
        ("q=a+b+c+d+e+f+g", "7 words"),
    ],
)
def test_a_filter_that_cannot_be_is_named(site: httpx.Client, query: str, named: str) -> None:
    answer = site.get(f"/claims?{query}")
    assert answer.status_code == 400
    assert named in answer.json()["detail"]


def test_pages_of_the_list_leave_no_claim_out(site: httpx.Client) -> None:
    first = page(site, "/claims?topic=fabs&size=10")
    following = next(link["href"] for link in first.find_all("a") if link.get("rel") == "next")
    shown = {href for href in first.attribute_values("href") if href.startswith("/claims/")}
    shown_next = {
        href for href in page(site, following).attribute_values("href") if href.startswith("/claims/")
    }
    assert len(shown) == len(shown_next) == 10
    assert not shown & shown_next


def test_an_entity_page_has_names_identifiers_fabs_and_claims(site: httpx.Client) -> None:
    taiwan = page(site, "/entities/nation/taiwan")
    assert {"lang": "zh"} in taiwan.find_all("span")
    assert "http://www.wikidata.org/entity/Q865" in taiwan.attribute_values("href")
    assert "/entities/fab/tsmc-fab-18" in taiwan.attribute_values("href") or "TSMC Fab 18" in taiwan.text
    assert S18 in taiwan.attribute_values("href")


def test_a_speakers_page_lists_what_they_said(site: httpx.Client) -> None:
    musk = page(site, "/entities/person/elon-musk")
    assert S18 in musk.text or S18 in musk.attribute_values("href")
    assert "What it said" in musk.text


@pytest.mark.parametrize(
    "path", ["/claims/nonsense", "/entities/nation/nonsense", "/entities/nonsense", "/nonsense"]
)
def test_a_page_that_is_not_there_names_what_was_asked(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "nonsense" in answer.json()["detail"]
    assert "nonsense" in page(site, path).text


def test_a_withheld_claim_is_as_unknown_as_any_other(sample: httpx.Client) -> None:
    for path in ("/claims/withheld", "/id/claim/withheld", "/id/claim/withheld.ttl", "/graph/sensitive.ttl"):
        assert sample.get(path).status_code == 404, path
    assert "withheld" not in sample.get("/claims?q=claim").text


def test_a_withheld_claim_is_shown_with_a_notice_to_who_asks_for_it(sample: httpx.Client) -> None:
    shown = page(sample, "/claims/withheld?sensitive=include").text
    assert "A withheld claim." in shown
    assert "Withheld by default" in shown


@pytest.mark.parametrize("path", PAGES)
def test_markup_is_sound(site: httpx.Client, path: str) -> None:
    parsed = page(site, path)
    assert parsed.unbalanced_tags == []
    assert [each for each, count in Counter(parsed.attribute_values("id")).items() if count > 1] == []
    assert len(parsed.find_all("h1")) == 1
    assert parsed.find_all("html") == [{"lang": "en"}]
    ids = set(parsed.attribute_values("id"))
    assert {href[1:] for href in parsed.attribute_values("href") if href.startswith("#")} <= ids
    assert {label["for"] for label in parsed.find_all("label")} <= ids
    named = {label["for"] for label in parsed.find_all("label")}
    assert {each["id"] for tag in ("input", "select", "textarea") for each in parsed.find_all(tag)} <= named
    assert all("scope" in each for each in parsed.find_all("th"))


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(site: httpx.Client, path: str) -> None:
    parsed = page(site, path)
    loaded = [script.get("src", "inline") for script in scripts(parsed)]
    loaded += [link["href"] for link in parsed.find_all("link") if link["rel"] in ("stylesheet", "icon")]
    assert all(address.startswith("/static/") for address in loaded)
    assert parsed.find_all("style") == []
    assert [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")] == []
    assert list(parsed.attribute_values("style")) == []


@pytest.mark.parametrize("path", ["/", S18, "/nowhere", "/sparql", "/static/claimgraph.css", "/openapi.json"])
def test_every_answer_carries_the_security_headers(site: httpx.Client, path: str) -> None:
    headers = site.get(path, headers={"Accept": "*/*, text/html"}).headers
    assert "'unsafe-inline'" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


ESCAPED = [
    "/claims",
    "/claims/all-fabs",
    "/entities/person/ann",
    "/id/source/gazette.html",
    "/claims?q=<b>%22",
]


@pytest.mark.parametrize("path", ESCAPED)
def test_markup_in_data_stays_text(sample: httpx.Client, path: str) -> None:
    parsed = page(sample, path)
    assert all("src" in script for script in scripts(parsed))
    assert parsed.find_all("b") == parsed.find_all("i") == []


@pytest.mark.parametrize("path", ["/claims/all-fabs", "/entities/company/acme", "/id/source/gazette.html"])
def test_only_web_addresses_are_linked(sample: httpx.Client, path: str) -> None:
    assert not [href for href in page(sample, path).attribute_values("href") if "javascript:" in href]


def test_an_unchanged_page_is_not_sent_twice(site: httpx.Client) -> None:
    etag = site.get(S18).headers["etag"]
    again = site.get(S18, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["cache-control"], again.headers["vary"]) == ("no-cache", "Accept, Accept-Encoding")
    assert site.get("/claims", headers={"If-None-Match": etag}).status_code == 200


def test_a_page_asked_for_again_is_the_same_and_still_varies(site: httpx.Client) -> None:
    first, second = site.get(S18), site.get(S18)
    assert first.content == second.content
    assert first.headers["vary"] == second.headers["vary"]
    plain = site.get(S18, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text


def test_head_is_answered_without_a_body(site: httpx.Client) -> None:
    answer = site.head(S18)
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_front_page_counts_what_there_is(site: httpx.Client) -> None:
    assert f"{total(page(site, '/claims'))} claims" in page(site, "/").text


def test_the_front_pages_questions_run(site: httpx.Client) -> None:
    links = [href for href in page(site, "/").attribute_values("href") if href.startswith("/sparql?edit=")]
    assert len(links) == 3
    for link in links:
        query = parse_qs(urlsplit(link).query)["edit"][0]
        answer = site.get("/sparql", params={"query": query})
        assert answer.status_code == 200, query
        assert answer.json()["results"]["bindings"]


def test_the_query_page_works_without_scripts(site: httpx.Client) -> None:
    parsed = page(site, "/sparql?edit=ASK+%7B%7D")
    assert parsed.find_all("form")[0]["action"] == "/sparql"
    assert parsed.find_all("textarea")[0]["name"] == "query"
    answer = site.get("/sparql", params={"query": "SELECT (1 AS ?one) {}", "format": "csv"})
    assert answer.text.split() == ["one", "1"]


@pytest.mark.parametrize("path", [S18, "/claims/the-national-2025-us-china-46000-ai-papers"])
def test_what_counts_in_a_verdict_comes_before_what_does_not(site: httpx.Client, path: str) -> None:
    comparisons = site.get(f"/api/v1{path}/assessment").json()["comparisons"]
    ranks = [list(Standing).index(Standing(comparison["standing"])) for comparison in comparisons]
    propositions = [comparison["proposition"] for comparison in comparisons]
    assert len(ranks) > 3
    for proposition in set(propositions):
        own = [rank for rank, of in zip(ranks, propositions, strict=True) if of == proposition]
        assert own == sorted(own)
    others = ranks.count(len(Standing) - 1)
    assert bool(re.search(r"\d+ more that do(es)? not count, and why", page(site, path).text)) is (others > 0)
