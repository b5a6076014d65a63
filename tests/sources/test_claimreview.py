"""ClaimReviews of others come in whole or not at all; what is wrong is told by its place in the file."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.claimreview import claim_reviews, review_feed
from claimgraph.generations import Generation, current_generation
from claimgraph.pipeline import build
from claimgraph.pipeline.user_datasets import UserDatasets, import_path
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.sources.claimreview import ReviewTables, read_reviews
from claimgraph.sources.claimreview.ratings import VERDICTS_BY_WORD
from claimgraph.stores import EmbeddedStore
from tests.pipeline.test_user_datasets import folder_of, put, stored

TODAY = date(2026, 11, 27)
S18 = "musk-2025-all-chip-fabs-in-taiwan"

Json = dict[str, Any]
REVIEW: Json = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example/fabs",
    "name": "Fact check: fabs",
    "claimReviewed": "Nine in ten advanced chips come from one island.",
    "inLanguage": "en",
    "author": {"@type": "NewsMediaOrganization", "name": "Example Checkers"},
    "datePublished": "2026-01-05T10:00:00Z",
    "reviewBody": "A long text of somebody else, which is theirs.",
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingExplanation": "Because of this."},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ann Example"},
        "datePublished": "2025-12-01",
        "firstAppearance": "https://speech.example/ann",
        "appearance": [
            {
                "@type": "NewsArticle",
                "url": "https://news.example/ann-says",
                "headline": "Ann says it",
                "datePublished": "2025-12-02",
                "author": {"@type": "Person", "name": "A Reporter"},
            }
        ],
    },
}
DELETE = object()


def changed(**properties: Any) -> Json:
    """The review with other properties: rating__alternateName is that of the reviewRating."""
    review: Json = json.loads(json.dumps(REVIEW))
    for name, value in properties.items():
        *path, last = name.replace("rating__", "reviewRating__").split("__")
        target = review
        for step in path:
            target = target[step]
        if value is DELETE:
            del target[last]
        else:
            target[last] = value
    return review


def read(folder: Path, content: Any) -> ReviewTables:
    return read_reviews(written(folder, content), "mine").merge()


def written(folder: Path, content: Any) -> Path:
    path = folder / "reviews.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def rows(tables: ReviewTables, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables.render_csv(table))))


def only(tables: ReviewTables, table: str) -> dict[str, str]:
    (row,) = rows(tables, table)
    return row


def test_a_review_becomes_a_claim_with_utterances_sources_and_an_assessment(tmp_path: Path) -> None:
    tables = read(tmp_path, REVIEW)
    claim, assessment = only(tables, "claims.csv"), only(tables, "assessments.csv")
    assert claim["text"] == "Nine in ten advanced chips come from one island."
    assert claim["left_unstructured"]
    assert (assessment["claim"], assessment["verdict"], assessment["rating_text"]) == (
        claim["id"],
        "contradicted",
        "False",
    )
    assert (assessment["judged_by"], assessment["judged"]) == (
        "organization/mine-example-checkers",
        "2026-01-05",
    )
    said = {row["source"]: row for row in rows(tables, "utterances.csv")}
    sources = {row["url"]: row for row in rows(tables, "sources.csv")}
    first = said[sources["https://speech.example/ann"]["id"]]
    later = said[sources["https://news.example/ann-says"]["id"]]
    assert (first["speaker"], first["said"]) == ("person/mine-ann-example", "2025-12-01")
    assert (later["speaker"], later["said"]) == ("person/mine-ann-example", "")  # not the reporter
    assert sources["https://news.example/ann-says"]["issued"] == "2025-12-02"
    assert assessment["source"] == sources["https://checkers.example/fabs"]["id"]


def test_no_text_of_the_review_is_copied_but_the_claim_and_the_rating(tmp_path: Path) -> None:
    tables = read(tmp_path, REVIEW)
    text = "".join(tables.render_csv(table) for table in tables.rows)
    assert "somebody else" not in text
    assert "Because of this" not in text


def test_the_same_file_gives_the_same_rows(tmp_path: Path) -> None:
    assert read(tmp_path, REVIEW).rows == read(tmp_path, REVIEW).rows


def prefixed(value: Any, prefix: str) -> Any:
    if isinstance(value, dict):
        return {
            key if key[0] == "@" else prefix + key: prefixed(each, prefix)
            if key != "@type"
            else prefix + str(each)
            for key, each in value.items()
            if key != "@context"
        }
    return [prefixed(each, prefix) for each in value] if isinstance(value, list) else value


PLAIN = changed(**{"@context": DELETE})
CONTAINERS: list[Any] = [
    REVIEW,
    [REVIEW],
    PLAIN,
    {"@context": "http://schema.org/", "@graph": [{"@type": "WebPage", "name": "A page"}, PLAIN]},
    {"@context": ["https://schema.org", {"@language": "en"}], "@type": "WebPage", "review": PLAIN},
    {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
    {"@type": "DataFeed", "dataFeedElement": REVIEW},
    {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": REVIEW}]},
    prefixed(REVIEW, "https://schema.org/"),
    prefixed(REVIEW, "http://schema.org/"),
    {"@context": {"schema": "https://schema.org/"}, "@graph": [prefixed(REVIEW, "schema:")]},
    {"@context": {"@vocab": "http://schema.org/"}, "@graph": [PLAIN]},
    changed(claimReviewed={"@value": REVIEW["claimReviewed"], "@language": "en"}),
    changed(**{"@type": ["ClaimReview", "Article"]}),
    [REVIEW, REVIEW],
    {
        "@graph": [
            changed(itemReviewed={"@id": "#claim"}),
            REVIEW["itemReviewed"] | {"@id": "#claim"},
        ]
    },
]


@pytest.mark.parametrize("content", CONTAINERS, ids=range(len(CONTAINERS)))
def test_a_review_is_found_in_whatever_holds_it(tmp_path: Path, content: Any) -> None:
    tables = read(tmp_path, content)
    assert only(tables, "assessments.csv")["verdict"] == "contradicted"
    assert len(rows(tables, "utterances.csv")) == 2


WORDS = ("headline", "firstAppearance", "appearance", "alternateName", "Person", "NewsMediaOrganization")


def in_the_form_of(serialize: Callable[[Graph], str]) -> Json:
    """The review, as another program writes what it has read."""
    graph = Graph().parse(
        data=json.dumps(changed(**{"@context": {"@vocab": "https://schema.org/"}})), format="json-ld"
    )
    return json.loads(serialize(graph))


OTHER_FORMS: list[Any] = [
    in_the_form_of(lambda graph: graph.serialize(format="json-ld")),
    in_the_form_of(lambda graph: graph.serialize(format="json-ld", auto_compact=True)),
    in_the_form_of(lambda graph: graph.serialize(format="json-ld", context={"s": "https://schema.org/"})),
    json.loads(json.dumps(REVIEW, sort_keys=True)),
    changed(
        **{
            "@context": ["https://schema.org", {"id": "@id", "type": "@type"}],
            "@type": DELETE,
            "type": "ClaimReview",
        }
    ),
    changed(
        **{
            "@context": {
                "@vocab": "https://news.example/",
                "s": "http://schema.org/",
                "claim": "s:claimReviewed",
            }
            | {word: {"@id": f"s:{word}"} for word in (*REVIEW, *WORDS) if word[0] != "@"},
            "@type": "s:ClaimReview",
            "claimReviewed": DELETE,
            "claim": REVIEW["claimReviewed"],
        }
    ),
    changed(**{"@context": ["https://www.w3.org/ns/activitystreams", "https://schema.org"], "@type": DELETE})
    | {"type": "ClaimReview"},
    changed(claimReviewed=[{"@value": REVIEW["claimReviewed"], "@language": "EN"}]),
    changed(claimReviewed=REVIEW["claimReviewed"].replace(" ", "&nbsp;").replace("N", "<p>&amp;#78;")),
    changed(
        itemReviewed={"@set": [REVIEW["itemReviewed"]]}, reviewRating={"@list": [REVIEW["reviewRating"]]}
    ),
]


@pytest.mark.parametrize("content", OTHER_FORMS, ids=range(len(OTHER_FORMS)))
def test_what_says_the_same_in_another_form_gives_the_same_rows(tmp_path: Path, content: Any) -> None:
    def essence(tables: ReviewTables) -> list[Any]:
        names = {
            "claims.csv": ["text", "claim_type"],
            "assessments.csv": ["verdict", "rating_text", "judged_by", "judged"],
        }
        names |= {
            "utterances.csv": ["speaker", "said", "speaker_as_printed"],
            "sources.csv": ["url", "title", "issued", "publisher_as_printed"],
        }
        return [
            sorted([row[name] for name in names[table]] for row in rows(tables, table)) for table in names
        ]

    assert essence(read(tmp_path, content)) == essence(read(tmp_path, REVIEW))


@pytest.mark.parametrize(
    ("day", "read_as"),
    [
        ("2026-01-05T10:00:00.000Z", "2026-01-05"),
        ("2026-01-05 10:00", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("2026/1/5", "2026-01-05"),
        ("Jan. 5, 2026", "2026-01-05"),
        ("Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05"),
        ("5th January 2026", "2026-01-05"),
        ("January 2026", "2026-01"),
        ("25/01/2026", "2026-01-25"),
        ("01/25/2026", "2026-01-25"),
        ({"@type": "Date", "@value": "2026-01-05"}, "2026-01-05"),
        ("", ""),
    ],
)
def test_days_are_read_as_the_field_writes_them(tmp_path: Path, day: Any, read_as: str) -> None:
    assert only(read(tmp_path, changed(datePublished=day)), "assessments.csv")["judged"] == read_as


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("EN-us", "en-US"),
        ("pt_BR", "pt-BR"),
        ("German", "de"),
        ({"@type": "Language", "name": "Spanish", "alternateName": "es"}, "es"),
        ("a language", "und"),
    ],
)
def test_languages_are_written_as_bcp_47_recommends(tmp_path: Path, language: Any, tag: str) -> None:
    assert only(read(tmp_path, changed(inLanguage=language)), "claims.csv")["language"] == tag


def test_of_a_claim_in_several_languages_the_review_names_one(tmp_path: Path) -> None:
    texts = [{"@value": "Neun von zehn", "@language": "de"}, {"@value": "Neuf sur dix", "@language": "fr"}]
    claim = only(read(tmp_path, changed(claimReviewed=texts, inLanguage="fr")), "claims.csv")
    assert (claim["text"], claim["language"]) == ("Neuf sur dix", "fr")


def test_of_several_authors_and_publishers_all_names_are_kept(tmp_path: Path) -> None:
    authors = [{"@type": "Person", "name": "Bea"}, {"@type": "Person", "name": "Cid"}]
    publishers = [{"@type": "Organization", "name": name} for name in ("One", "Two")]
    tables = read(tmp_path, changed(author=authors, publisher=publishers))
    judged = only(tables, "assessments.csv")
    assert (judged["judged_by"], judged["note"]) == ("person/mine-bea", "Judged by Bea, Cid.")
    assert "One; Two" in [row["publisher_as_printed"] for row in rows(tables, "sources.csv")]


def test_several_ratings_are_a_verdict_only_where_they_agree(tmp_path: Path) -> None:
    for texts, verdict in (
        (["False", "Incorrect"], "contradicted"),
        (["False", "True"], ""),
        (["False", "Pff"], ""),
    ):
        ratings = [{"alternateName": text} for text in texts]
        row = only(read(tmp_path, changed(reviewRating=ratings)), "assessments.csv")
        assert (row["verdict"], row["rating_text"]) == (verdict, "; ".join(texts))


def test_what_counts_within_one_page_is_not_mixed_up_with_another(tmp_path: Path) -> None:
    """Both pages call their claim #claim, and the second does not say who made it."""
    first, second = changed(**{"itemReviewed__@id": "#claim"}), changed(claimReviewed="Another.", url=DELETE)
    second["itemReviewed"] = {"@id": "#claim", "@type": "Claim", "datePublished": "2024"}
    said = {row["said"]: row["speaker"] for row in rows(read(tmp_path, [first, second]), "utterances.csv")}
    assert said["2024"] == "unknown"


def test_reviews_that_cannot_be_read_are_skipped_on_request(tmp_path: Path) -> None:
    content = [REVIEW, changed(claimReviewed=DELETE, url="x:y"), changed(claimReviewed="Another.")]
    reviews = read_reviews(written(tmp_path, content), "mine", skip_invalid=True)
    assert len(rows(reviews.merge(), "claims.csv")) == 2
    account = reviews.account()
    assert account[0] == "Skipped 1 of 3 review(s):"
    assert [line.partition("reviews.json: ")[2].partition(": ")[0] for line in account[1:]] == [
        "/1/url",
        "/1/claimReviewed",
    ]
    with pytest.raises(ClaimgraphError, match="claimReviewed: it is missing"):
        read_reviews(written(tmp_path, [changed(claimReviewed=DELETE)]), "mine", skip_invalid=True)


def test_two_reviewers_of_one_claim_stand_side_by_side(tmp_path: Path) -> None:
    other = changed(author={"@type": "Person", "name": "Bea"}, rating__alternateName="True", url=DELETE)
    tables = read(tmp_path, [REVIEW, other])
    assert only(tables, "claims.csv")
    assert {(row["judged_by"], row["verdict"]) for row in rows(tables, "assessments.csv")} == {
        ("organization/mine-example-checkers", "contradicted"),
        ("person/mine-bea", "supported"),
    }


RATINGS: list[tuple[Json, str, str]] = [
    ({"alternateName": "FALSE."}, "contradicted", "FALSE."),
    ({"alternateName": "Correct"}, "supported", "Correct"),
    ({"alternateName": "Mixture"}, "mixed", "Mixture"),
    ({"alternateName": "depends on definition"}, "depends-on-definition", "depends on definition"),
    ({"alternateName": "Mostly false"}, "", "Mostly false"),
    ({"alternateName": "Not false"}, "", "Not false"),
    (
        {"alternateName": "Falso", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
        "contradicted",
        "Falso; 1 (1 to 5)",
    ),
    ({"ratingValue": "5", "bestRating": "5", "worstRating": "1"}, "supported", "5 (1 to 5)"),
    ({"ratingValue": 2, "bestRating": 5, "worstRating": 1}, "", "2 (1 to 5)"),
    ({"ratingValue": 1}, "", "1"),
    ({"ratingValue": 1, "bestRating": 1, "worstRating": 1}, "", "1 (1 to 1)"),
    ({"alternateName": "True", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, "", "True; 1 (1 to 5)"),
    ({"alternateName": "Misled", "ratingValue": "sNaN", "bestRating": 5, "worstRating": 1}, "", "Misled"),
    (
        {"alternateName": "Wrong", "sameAs": namespaces.concept_iri("verdict", "contradicted")},
        "contradicted",
        "Wrong",
    ),
]


@pytest.mark.parametrize(("rating", "verdict", "text"), RATINGS)
def test_a_rating_is_a_verdict_of_ours_only_where_the_table_says_so(
    tmp_path: Path, rating: Json, verdict: str, text: str
) -> None:
    row = only(read(tmp_path, changed(reviewRating=rating)), "assessments.csv")
    assert (row["verdict"], row["rating_text"]) == (verdict, text)


def test_the_document_lists_every_word_that_is_a_verdict() -> None:
    document = (default_source_tree().root / "docs" / "reference" / "claimreview.md").read_text("utf-8")
    table = document.partition("### Ratings")[2].partition("\n## ")[0]
    told = {
        word: verdict
        for verdict, words in re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", table, re.MULTILINE)
        for word in re.findall(r'"([^"]+)"', words)
    }
    assert told == VERDICTS_BY_WORD


def test_what_a_review_leaves_out_is_unknown_and_not_made_up(tmp_path: Path) -> None:
    bare = {name: REVIEW[name] for name in ("@type", "claimReviewed", "reviewRating")}
    tables = read(tmp_path, bare)
    said, judged = only(tables, "utterances.csv"), only(tables, "assessments.csv")
    assert (said["speaker"], said["speaker_as_printed"], said["said"], said["source"]) == (
        "unknown",
        "not stated",
        "",
        "unknown",
    )
    assert (judged["judged_by"], judged["judged"], judged["source"]) == ("unknown", "", "unknown")
    assert only(tables, "claims.csv")["language"] == "und"


def test_whose_kind_is_not_stated_gets_no_entity_but_keeps_the_name(tmp_path: Path) -> None:
    tables = read(tmp_path, changed(author="Bob", itemReviewed={"author": {"name": "A | B"}}))
    said, judged = only(tables, "utterances.csv"), only(tables, "assessments.csv")
    assert (said["speaker"], said["speaker_as_printed"]) == ("unknown", "A | B")
    assert (judged["judged_by"], judged["note"]) == ("unknown", "Judged by Bob.")
    assert said["source"] == judged["source"]  # the review is what shows that it was said


HOSTILE: list[tuple[Any, str]] = [
    ("", r"reviews\.json: not JSON: "),
    ("<html><script>{}</script></html>", r"not JSON: .*application/ld\+json script"),
    ("[" * 100_000 + "]" * 100_000, r"nested too deep"),
    ('{"a":' * 100_000 + "1" + "}" * 100_000, r"nested too deep"),
    ('{"@type": "ClaimReview", "n": NaN}', r"NaN is no number of JSON"),
    ("1" * 10_000, r"not JSON: "),
    ("42", r"reviews\.json: /: there is no ClaimReview in it"),
    ({"@type": "Article"}, r"there is no ClaimReview in it"),
    ({"@type": 7, "@id": {}, "@graph": [None, 1, "x"]}, r"there is no ClaimReview in it"),
    (changed(claimReviewed=DELETE), r"reviews\.json: /claimReviewed: it is missing"),
    (changed(claimReviewed=""), r"/claimReviewed: it is missing"),
    (changed(claimReviewed=None), r"/claimReviewed: it is missing"),
    (changed(claimReviewed=42), r"/claimReviewed: it is a number\. Write one text"),
    (changed(claimReviewed=["a", "b"]), r"/claimReviewed: it is a list"),
    (changed(claimReviewed={"x": 1}), r"/claimReviewed: it is an object"),
    (changed(claimReviewed="x" * 10_000_000), r"/claimReviewed: it has 10000000 characters\. Say it in 600"),
    (changed(claimReviewed="a\x00b"), r"/claimReviewed: it has control characters"),
    (changed(claimReviewed="a\ud800b"), r"/claimReviewed: .*halves of characters"),
    (changed(url="javascript:alert(1)"), r"/url: 'javascript:alert\(1\)' is no web address"),
    (changed(url="https://x.example/<script>"), r"/url: .* is no web address"),
    (changed(url="https://x.example/" + "a" * 3000), r"/url: it has 3018 characters"),
    (
        changed(itemReviewed__firstAppearance="javascript:1"),
        r"/itemReviewed/firstAppearance: .* is no web address",
    ),
    (
        changed(itemReviewed__appearance=[{"url": "https://a.example"}, {"url": "data:,x"}]),
        r"/itemReviewed/appearance/1/url: 'data:,x' is no web address",
    ),
    (changed(itemReviewed__appearance=[7]), r"/itemReviewed/appearance/0: it is a number"),
    (changed(datePublished="last week"), r"/datePublished: 'last week' is no date"),
    (changed(datePublished="2025-02-30"), r"/datePublished: '2025-02-30' is no date"),
    (changed(claimReviewed=[{"@value": "a", "@language": "en"}, "b"]), r"/claimReviewed: it is a list"),
    (changed(datePublished="3/9/2025"), r"/datePublished: '3/9/2025' may be the 3\. of a month or the 9\."),
    (changed(datePublished="2025-00-10"), r"/datePublished: '2025-00-10' is no date"),
    (changed(**{"author__@context": "https://evil.example/c"}), r"/author/@context: .*evil.*none is fetched"),
    ({"@context": "https://evil.example/c", "@graph": [PLAIN]}, r"json: /@context: .*evil.*none is fetched"),
    (changed(reviewRating=DELETE), r"/reviewRating: it is missing"),
    (changed(reviewRating={}), r"/reviewRating/alternateName: there is neither"),
    (changed(reviewRating=True), r"/reviewRating: it is true or false"),
    (changed(**{"@context": "https://evil.example/context.jsonld"}), r"/@context: .*none is fetched"),
    (changed(**{"@context": {"claimReviewed": "https://evil.example/x"}}), r"/@context: .*claimReviewed"),
    (changed(**{"@context": {"@vocab": "https://evil.example/"}}), r"/@context: .*evil"),
    (
        {"itemListElement": [REVIEW, REVIEW, REVIEW, changed(claimReviewed=DELETE)]},
        r"reviews\.json: /itemListElement/3/claimReviewed: it is missing",
    ),
    ({"\x1b[2J\ud800": changed(claimReviewed=DELETE)}, r"reviews\.json: /\\x1b\[2J\\ud800/claimReviewed"),
    ({"a/b~c": changed(claimReviewed=DELETE)}, r"reviews\.json: /a~1b~0c/claimReviewed"),
]


@pytest.mark.parametrize(("content", "problem"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, content: Any, problem: str) -> None:
    with pytest.raises(ClaimgraphError, match=problem):
        read(tmp_path, content)


def test_all_that_is_wrong_is_told_together_but_not_without_end(tmp_path: Path) -> None:
    with pytest.raises(ClaimgraphError) as raised:
        read(tmp_path, [changed(claimReviewed=7, url="x:y") for _ in range(100)])
    told = str(raised.value).splitlines()
    assert told[0].endswith("Write one text.") or "/0/" in told[0]
    assert re.fullmatch(r"… and \d+ more\.", told[-1])
    assert len(told) < 100


def test_a_binary_file_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    with pytest.raises(ClaimgraphError, match=r"reviews\.json: No such file"):
        read_reviews(path, "mine")
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(ClaimgraphError, match=r"reviews\.json: not JSON: "):
        read_reviews(path, "mine")


@pytest.mark.parametrize("name", ["a\nb", "\ud800", "x" * 10_000, "javascript: x", {}])
def test_an_id_that_is_no_iri_names_nothing(tmp_path: Path, name: Any) -> None:
    tables = read(tmp_path, changed(**{"@id": name, "itemReviewed__@id": name}))
    assert only(tables, "claims.csv")["note"] == ""


def test_things_that_name_each_other_in_a_circle_are_read_once(tmp_path: Path) -> None:
    claim = {"@id": "#c", "@type": "Claim", "appearance": {"@id": "#c"}, "author": {"@id": "#c"}, "name": "C"}
    tables = read(tmp_path, {"@graph": [changed(itemReviewed={"@id": "#c"}), claim]})
    assert len(rows(tables, "claims.csv")) == 1


@pytest.fixture
def imports(generation: Generation, tmp_path: Path) -> UserDatasets:
    """Our own tables, built, in a folder to import into."""
    home = generation.folder.parents[1]
    return UserDatasets(SourceTree(home.parent / "tree"), Path(shutil.copytree(home, tmp_path / "build")))


def to_rdflib_graph(imports: UserDatasets) -> EmbeddedStore:
    return EmbeddedStore.open(current_generation(imports.build_folder))


def told(found: Iterable[Json]) -> list[Any]:
    """What has to survive: the claim, the verdict and whose, who said it when and where."""
    return sorted(
        (
            review["claimReviewed"],
            review["reviewRating"]["sameAs"],
            review["reviewRating"]["alternateName"],
            review["author"]["name"],
            review.get("datePublished", ""),
            review["itemReviewed"]["additionalType"],
            sorted(
                (
                    saying.get("author", {}).get("@id", ""),
                    saying.get("datePublished", ""),
                    saying.get("url", ""),
                )
                for saying in [
                    review["itemReviewed"]["firstAppearance"],
                    *review["itemReviewed"].get("appearance", []),
                ]
            ),
        )
        for review in found
    )


JUDGED = {
    "entities.csv": {"id": "organization/example-checkers", "name": "Example Checkers"},
    "sources.csv": {
        "id": "example-checkers-2025",
        "kind": "web-page",
        "title": "Are they?",
        "publisher": "organization/example-checkers",
        "publisher_as_printed": "Example Checkers",
        "url": "https://checkers.example/fabs",
        "tier": "secondary",
    },
    "assessments.csv": {
        "id": "example-checkers-on-s18",
        "claim": S18,
        "verdict": "contradicted",
        "rating_text": "Mostly false",
        "judged_by": "organization/example-checkers",
        "judged": "2025-04-02",
        "source": "example-checkers-2025",
    },
}


def test_what_goes_out_comes_in_again(imports: UserDatasets, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "verdicts", JUDGED)
    other = {"id": "unclear", "rating_text": "", "verdict": "mixed", "judged": "", "source": "unknown"}
    put(folder / "assessments.csv", JUDGED["assessments.csv"], JUDGED["assessments.csv"] | other)
    imports.import_folder(folder, TODAY)
    out = claim_reviews(to_rdflib_graph(imports))
    judged = [each for each in out if each["author"]["name"] == "Example Checkers"]
    assert {each["reviewRating"]["alternateName"] for each in judged} == {"Mostly false", "mixed"}
    path = written(tmp_path, review_feed(out))
    dataset, _ = import_path(imports, path, TODAY, "again")
    again = [
        each
        for each in claim_reviews(to_rdflib_graph(imports))
        if each["itemReviewed"]["identifier"].startswith("again:") and "contentReferenceTime" not in each
    ]
    assert dataset.graph_iri == f"{namespaces.GRAPH}again"
    assert len(again) > 200
    assert told(again) == told(out)


def test_a_rating_without_a_verdict_of_ours_is_in_the_graph_as_printed(
    imports: UserDatasets, tmp_path: Path
) -> None:
    import_path(imports, written(tmp_path, changed(rating__alternateName="Mostly false")), TODAY)
    found = [
        each
        for each in claim_reviews(to_rdflib_graph(imports))
        if each["author"]["name"] == "Example Checkers"
    ]
    assert [each["reviewRating"] for each in found] == [{"@type": "Rating", "alternateName": "Mostly false"}]


def test_a_rule_that_a_review_breaks_is_told_by_its_place_and_nothing_changes(
    imports: UserDatasets, tmp_path: Path
) -> None:
    before = stored(imports)
    no_type = namespaces.concept_iri("claim-type", "no-such")
    wrong = changed(claimReviewed="Another.", itemReviewed__additionalType=no_type)
    with pytest.raises(ClaimgraphError, match=r"reviews\.json: /1: column 'claim_type': cgs:Claim-type"):
        import_path(imports, written(tmp_path, [REVIEW, wrong]), TODAY)
    assert stored(imports) == before


def test_reviews_that_break_a_rule_are_skipped_on_request(imports: UserDatasets, tmp_path: Path) -> None:
    no_type = namespaces.concept_iri("claim-type", "no-such")
    wrong = changed(claimReviewed="Another.", itemReviewed__additionalType=no_type)
    account: list[str] = []
    path = written(tmp_path, [REVIEW, wrong, changed(url="x:y")])
    dataset, report = import_path(imports, path, TODAY, report_skipped=account.extend)
    assert report.generation.manifest["accounts"][dataset.slug]["claims.csv"]["imported"] == 1
    assert account[0] == "Skipped 2 of 3 review(s):"
    assert [re.search(r"json: (/\d)", line)[1] for line in account[1:]] == ["/2", "/1"]


def test_a_name_that_is_no_slug_is_refused(imports: UserDatasets, tmp_path: Path) -> None:
    before = stored(imports)
    for name in ("../x", "My", "curated"):
        with pytest.raises(ClaimgraphError, match=r"Choose another name with --name"):
            import_path(imports, written(tmp_path, REVIEW), TODAY, name)
    assert stored(imports) == before


def test_an_import_stays_for_later_builds_and_can_be_forgotten(imports: UserDatasets, tmp_path: Path) -> None:
    before = current_generation(imports.build_folder).name
    import_path(imports, written(tmp_path, REVIEW), TODAY)
    assert build(imports.source_tree.with_imports(imports.build_folder), imports.build_folder).unchanged
    imports.remove("reviews")
    assert current_generation(imports.build_folder).name == before
