"""Assessments as schema.org ClaimReviews. docs/claimreview.md has the mapping, and what is lost.

A verdict of ours is no point on a scale, so no review has a ratingValue. Quotes are left out.
"""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from claimgraph import __version__, namespaces
from claimgraph.exports.claimreview.reviewed_claim import (
    Json,
    agent_document,
    drop_empty,
    optional_text,
    publisher_document,
    reviewed_claim,
    schema_org_date,
    text_language,
    work_status,
)
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

CONTEXT = "https://schema.org"
_OURSELVES = {"@type": "Organization", "@id": namespaces.ROOT, "name": "Claimgraph", "url": namespaces.ROOT}


def claim_reviews(store: Store, claim: str | None = None) -> list[Json]:
    """A review for each assessment of the claim with this IRI, or of every claim; sorted by claim and id."""
    asked = NamedNode(claim) if claim else None
    sayings = _by_claim(store.select(bind_query("claim_utterances", claim=asked)))
    assessments = _by_claim(store.select(bind_query("claim_assessments", claim=asked)))
    return [
        _review(row, sayings[iri], _computed_on(rows))
        for iri, rows in assessments.items()
        if iri in sayings
        for row in rows
    ]


def review_document(reviews: list[Json]) -> Json:
    """The reviews of one claim as a JSON-LD document."""
    return {"@context": CONTEXT, "@graph": reviews}


def review_feed(reviews: list[Json]) -> Json:
    """The reviews of many claims."""
    name = "Claimgraph: reviews of claims about the geopolitics of AI"
    return {"@context": CONTEXT, "@type": "DataFeed", "name": name, "dataFeedElement": reviews}


def _by_claim(rows: list[Solution]) -> dict[str, list[Solution]]:
    found: dict[str, list[Solution]] = defaultdict(list)
    for row in rows:
        found[row["claim"].value].append(row)
    return dict(found)


def _computed_on(rows: list[Solution]) -> str | None:
    """The day of the data: the last one that a verdict on the claim was computed for."""
    return max((row["asOf"].value for row in rows if "asOf" in row), default=None)


def _review(row: Solution, sayings: list[Solution], computed_on: str | None) -> Json:
    computed = "asOf" in row
    return drop_empty(
        {
            "@type": "ClaimReview",
            "@id": row["assessment"].value,
            "url": row["claim"].value if computed or "url" not in row else row["url"].value,
            "name": optional_text(row, "title"),
            "claimReviewed": sayings[0]["text"].value,
            "inLanguage": text_language(sayings[0]),
            "author": _OURSELVES if computed else agent_document(row, "judge", "judgeName"),
            "publisher": publisher_document(row),
            "datePublished": computed_on if computed else schema_org_date(row, "judged"),
            "contentReferenceTime": optional_text(row, "asOf"),
            "creativeWorkStatus": work_status(row),
            "reviewRating": _rating(row),
            "itemReviewed": reviewed_claim(sayings),
        }
    )


def _rating(row: Solution) -> Json:
    """In words only: as the judge printed it, else as our vocabulary calls it."""
    explanation = optional_text(row, "rationale")
    if "asOf" in row:
        known = f"from what was known by {row['asOf'].value}"
        method = optional_text(row, "method") or ""
        explanation = f"Computed by claimgraph {__version__} {known}. {method}".strip()
    return drop_empty(
        {
            "@type": "Rating",
            "alternateName": optional_text(row, "rating") or optional_text(row, "label"),
            "sameAs": optional_text(row, "verdict"),
            "ratingExplanation": explanation,
        }
    )
