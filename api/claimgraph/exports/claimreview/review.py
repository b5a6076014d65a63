"""Builds a ClaimReview from each assessment. Quotes are left out."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from claimgraph import __version__, namespaces
from claimgraph.exports.claimreview.rating import rating_document
from claimgraph.exports.claimreview.reviewed_claim import claim_document
from claimgraph.exports.claimreview.schema_org import (
    Json,
    agent_document,
    drop_empty,
    optional_text,
    publisher_document,
    schema_org_date,
    text_language,
    work_status,
)
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

_CONTEXT = "https://schema.org"
_CLAIMGRAPH = {"@type": "Organization", "@id": namespaces.ROOT, "name": "Claimgraph", "url": namespaces.ROOT}
_FEED_NAME = "Claimgraph: reviews of claims about the geopolitics of AI"


def claim_reviews(store: Store, claim: str | None = None) -> list[Json]:
    """The reviews of the claim with this IRI, or of every claim: one per assessment, by claim and id."""
    node = NamedNode(claim) if claim else None
    utterances = _group_by_claim(store.select(bind_query("claim_utterances", claim=node)))
    assessments = _group_by_claim(store.select(bind_query("claim_assessments", claim=node)))
    return [
        _review(row, utterances[iri], _day_of_data(rows))
        for iri, rows in assessments.items()
        if iri in utterances
        for row in rows
    ]


def review_document(reviews: list[Json]) -> Json:
    """The reviews of a claim as a JSON-LD document."""
    return {"@context": _CONTEXT, "@graph": reviews}


def review_feed(reviews: list[Json]) -> Json:
    """The reviews of many claims as a JSON-LD data feed."""
    return {"@context": _CONTEXT, "@type": "DataFeed", "name": _FEED_NAME, "dataFeedElement": reviews}


def _group_by_claim(rows: list[Solution]) -> dict[str, list[Solution]]:
    groups: dict[str, list[Solution]] = defaultdict(list)
    for row in rows:
        groups[row["claim"].value].append(row)
    return dict(groups)


def _day_of_data(assessments: list[Solution]) -> str | None:
    """The last day for which a verdict on the claim was computed."""
    return max((row["asOf"].value for row in assessments if "asOf" in row), default=None)


def _review(row: Solution, utterances: list[Solution], day_of_data: str | None) -> Json:
    is_computed = "asOf" in row
    return drop_empty(
        {
            "@type": "ClaimReview",
            "@id": row["assessment"].value,
            "url": row["claim"].value if is_computed or "url" not in row else row["url"].value,
            "name": optional_text(row, "title"),
            "claimReviewed": utterances[0]["text"].value,
            "inLanguage": text_language(utterances[0]),
            "author": _CLAIMGRAPH if is_computed else agent_document(row, "judge", "judgeName"),
            "publisher": publisher_document(row),
            "datePublished": day_of_data if is_computed else schema_org_date(row, "judged"),
            "contentReferenceTime": optional_text(row, "asOf"),
            "creativeWorkStatus": work_status(row),
            "reviewRating": drop_empty(rating_document(row) | {"ratingExplanation": _explanation(row)}),
            "itemReviewed": claim_document(utterances),
        }
    )


def _explanation(row: Solution) -> str | None:
    if "asOf" not in row:
        return optional_text(row, "rationale")
    basis = f"from what was known by {row['asOf'].value}"
    sentence, method = (optional_text(row, name) or "" for name in ("sentence", "method"))
    return f"{sentence} Computed by claimgraph {__version__} {basis}. {method}".strip()
