"""Assessments are exported as schema.org ClaimReviews."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph import __version__, namespaces
from claimgraph.exports import write_archive
from claimgraph.exports.claimreview.rating import rating_document
from claimgraph.generations import Generation

Json = dict[str, Any]

S18 = "musk-2025-all-chip-fabs-in-taiwan"


def reviews_of(client: httpx.Client, slug: str) -> dict[str, Json]:
    """The reviews of a claim, by the last part of their ids."""
    answer = client.get(f"/api/v1/claims/{slug}/claimreview")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    content = answer.json()
    assert content["@context"] == "https://schema.org"
    return {review["@id"].rpartition("/")[2]: review for review in content["@graph"]}


@pytest.fixture(scope="module")
def s18(site: httpx.Client) -> dict[str, Json]:
    return reviews_of(site, S18)


def test_a_computed_review_says_what_computed_it_and_from_what_knowledge(s18: dict[str, Json]) -> None:
    review = s18[f"{S18}-computed"]
    assert review["author"]["name"] == "Claimgraph"
    assert review["url"] == namespaces.thing_iri(f"claim/{S18}")
    assert review["claimReviewed"] == "All chip fabs in the world are in Taiwan (100%)."
    day = review["contentReferenceTime"]
    start = f"Computed by claimgraph {__version__} from what was known by {day}. C"
    sentence, _, rest = review["reviewRating"]["ratingExplanation"].partition("Computed by ")
    assert f"Computed by {rest}".startswith(start)
    assert sentence.endswith(". ")
    assert review["datePublished"] == review["contentReferenceTime"]


def test_a_rating_has_words_a_term_and_the_end_of_a_scale_that_the_verdict_is(s18: dict[str, Json]) -> None:
    rating = s18[f"{S18}-computed"]["reviewRating"]
    assert namespaces.concept_iri("verdict", rating["alternateName"].replace(" ", "-")) == rating["sameAs"]
    assert [rating[name] for name in ("ratingValue", "bestRating", "worstRating")] == [1, 5, 1]


@pytest.mark.parametrize(
    ("verdict", "printed", "scale"),
    [
        ("supported", "", (5, 5, 1)),
        ("mixed", "", None),
        ("not-checkable", "", None),
        ("contradicted", "Mostly false", None),
        ("", "Mostly false; 2 (1 to 5)", (2, 5, 1)),
        ("", "2.5 (0 to 10)", (2.5, 10, 0)),
        ("", "1E+99999999 (1 to 5)", None),
    ],
)
def test_a_rating_has_a_number_where_one_was_printed_or_the_verdict_ends_the_scale(
    verdict: str, printed: str, scale: tuple[float, float, float] | None
) -> None:
    row: dict[str, Any] = {"rating": Literal(printed)} if printed else {"label": Literal(verdict)}
    row |= {"verdict": NamedNode(namespaces.concept_iri("verdict", verdict))} if verdict else {}
    rating = rating_document(row)
    numbers = tuple(rating.get(name) for name in ("ratingValue", "bestRating", "worstRating"))
    assert numbers == (scale or (None, None, None))
    assert rating["alternateName"] == (printed.partition("; ")[0] or verdict)


def test_the_review_as_of_the_day_of_the_utterance_refers_to_that_day(s18: dict[str, Json]) -> None:
    when_said, current = s18[f"{S18}-when-said"], s18[f"{S18}-computed"]
    assert when_said["contentReferenceTime"] == "2025-03-01"
    assert when_said["datePublished"] == current["datePublished"]  # computed from the same data


def test_the_reviewed_claim_has_a_speaker_a_day_and_a_document(s18: dict[str, Json]) -> None:
    claim = s18[f"{S18}-computed"]["itemReviewed"]
    musk = {"@type": "Person", "@id": namespaces.thing_iri("person/elon-musk"), "name": "Elon Musk"}
    assert (claim["@type"], claim["author"], claim["datePublished"]) == ("Claim", [musk], "2025-03")
    first = claim["firstAppearance"]
    assert (first["author"], first["datePublished"]) == (musk, "2025-03")
    assert first["url"] == first["isPartOf"]["url"]
    assert first["url"].startswith("https://seemorerocks.substack.com/")


def test_no_quote_is_in_a_review(site: httpx.Client) -> None:
    assert "Right now all the chip fabs" not in site.get(f"/api/v1/claims/{S18}/claimreview").text


def test_withheld_and_unknown_claims_have_no_review(site: httpx.Client) -> None:
    for slug in ("seed-post-2025-ai-serves-control-of-citizens", "no-such-claim"):
        assert site.get(f"/api/v1/claims/{slug}/claimreview").status_code == 404


def test_a_claim_page_embeds_its_reviews_and_links_to_them(site: httpx.Client, s18: dict[str, Json]) -> None:
    html = site.get(f"/claims/{S18}").text
    (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(embedded)["@graph"] == list(s18.values())
    assert f'href="/api/v1/claims/{S18}/claimreview"' in html


def test_markup_in_a_rating_is_escaped(sample: httpx.Client) -> None:
    html = sample.get("/claims/all-fabs").text
    assert "<script>alert" not in html
    (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    rating = json.loads(embedded)["@graph"][0]["reviewRating"]
    assert rating["alternateName"] == "Wrong</script><script>alert(3)</script>"


def feed_of(generation: Generation, level: str, folder: Path) -> list[Json]:
    path = write_archive(generation, level, ["claimreview"], folder / f"{level}.zip")
    with zipfile.ZipFile(path) as archive:
        content = json.loads(archive.read("data/claimreview.json"))
    assert (content["@context"], content["@type"]) == ("https://schema.org", "DataFeed")
    reviews: list[Json] = content["dataFeedElement"]
    return reviews


def test_an_archive_has_a_review_of_every_public_assessment(
    generation: Generation, site: httpx.Client, s18: dict[str, Json], tmp_path: Path
) -> None:
    reviews = feed_of(generation, "all", tmp_path)
    query = "SELECT ?a WHERE { ?a a <https://w3id.org/claimgraph/ns#Assessment> }"
    listed = site.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]
    assert sorted(review["@id"] for review in reviews) == sorted(listed)
    prefix = namespaces.thing_iri(f"assessment/{S18}-")
    assert [review for review in reviews if review["@id"].startswith(prefix)] == list(s18.values())


def test_an_archive_has_no_verdict_that_rests_on_graphs_it_excludes(
    generation: Generation, tmp_path: Path
) -> None:
    by_level = {
        level: {review["@id"] for review in feed_of(generation, level, tmp_path)}
        for level in ("open", "share-alike", "all")
    }
    rests_on_fabs = {
        iri for iri in by_level["all"] if f"assessment/{S18}-" in iri
    }  # the table is share-alike
    assert rests_on_fabs
    assert by_level["open"] < by_level["share-alike"] <= by_level["all"]
    assert rests_on_fabs & by_level["share-alike"]
    assert not rests_on_fabs & by_level["open"]
