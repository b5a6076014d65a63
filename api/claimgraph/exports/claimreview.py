"""Assessments as schema.org ClaimReviews. docs/claimreview.md has the mapping, and what is lost.

A verdict of ours is no point on a scale, so no review has a ratingValue. Quotes are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from pyoxigraph import NamedNode

from claimgraph import __version__, iris, queries
from claimgraph.stores import Solution, Store

Json = dict[str, Any]

CONTEXT = "https://schema.org"
_OURSELVES = {"@type": "Organization", "@id": iris.ROOT, "name": "Claimgraph", "url": iris.ROOT}
_PEOPLE = ("person", "unnamed")  # the kinds of ids that are people; who else speaks is an organisation
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # of EDTF, what schema.org's dates can say


def reviews(store: Store, claim: str | None = None) -> list[Json]:
    """A review for each assessment of the claim with this IRI, or of every claim; sorted by claim and id."""
    asked = NamedNode(claim) if claim else None
    sayings = _by_claim(store.select(queries.text("sayings", claim=asked)))
    assessments = _by_claim(store.select(queries.text("reviews", claim=asked)))
    return [
        _review(row, sayings[iri], _computed_on(rows))
        for iri, rows in assessments.items()
        if iri in sayings
        for row in rows
    ]


def document(found: list[Json]) -> Json:
    """The reviews of one claim as a JSON-LD document."""
    return {"@context": CONTEXT, "@graph": found}


def feed(found: list[Json]) -> Json:
    """The reviews of many claims."""
    name = "Claimgraph: reviews of claims about the geopolitics of AI"
    return {"@context": CONTEXT, "@type": "DataFeed", "name": name, "dataFeedElement": found}


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
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": row["assessment"].value,
            "url": row["claim"].value if computed or "url" not in row else row["url"].value,
            "name": _text(row, "title"),
            "claimReviewed": sayings[0]["text"].value,
            "inLanguage": _language(sayings[0]),
            "author": _OURSELVES if computed else _agent(row, "judge", "judgeName"),
            "publisher": _publisher(row),
            "datePublished": computed_on if computed else _day(row, "judged"),
            "contentReferenceTime": _text(row, "asOf"),
            "creativeWorkStatus": _status(row),
            "reviewRating": _rating(row),
            "itemReviewed": _claim(sayings),
        }
    )


def _rating(row: Solution) -> Json:
    """In words only: as the judge printed it, else as our vocabulary calls it."""
    explanation = _text(row, "rationale")
    if "asOf" in row:
        known = f"from what was known by {row['asOf'].value}"
        explanation = f"Computed by claimgraph {__version__} {known}. {_text(row, 'method') or ''}".strip()
    return _filled(
        {
            "@type": "Rating",
            "alternateName": _text(row, "rating") or _text(row, "label"),
            "sameAs": _text(row, "verdict"),
            "ratingExplanation": explanation,
        }
    )


def _claim(sayings: list[Solution]) -> Json:
    """The claim, with those who made it and each time that they did; the first is the first known."""
    first, *others = map(_saying, sayings)
    speakers = [agent for row in sayings if (agent := _agent(row, "speaker", "name"))]
    return _filled(
        {
            "@type": "Claim",
            "@id": sayings[0]["claim"].value,
            "identifier": sayings[0]["identifier"].value,
            "additionalType": sayings[0]["type"].value,
            "author": list({agent["@id"]: agent for agent in speakers}.values()),
            "datePublished": _day(sayings[0], "said"),
            "creativeWorkStatus": _status(sayings[0]),
            "firstAppearance": first,
            "appearance": others,
        }
    )


def _saying(row: Solution) -> Json:
    """An utterance, as a part of the document that shows it."""
    return _filled(
        {
            "@type": "CreativeWork",
            "@id": row["utterance"].value,
            "additionalType": row["modality"].value,
            "author": _agent(row, "speaker", "name"),
            "datePublished": _day(row, "said"),
            "url": _text(row, "url"),
            "isPartOf": _source(row),
        }
    )


def _source(row: Solution) -> Json | None:
    if not row["source"].value.startswith(iris.ID):  # cg:unknown
        return None
    return _filled(
        {
            "@type": "CreativeWork",
            "@id": row["source"].value,
            "name": _text(row, "title"),
            "url": _text(row, "url"),
            "publisher": _publisher(row),
            "datePublished": _day(row, "issued"),
        }
    )


def _agent(row: Solution, thing: str, name: str) -> Json | None:
    """Who speaks or judges; None where nobody knows."""
    iri = _text(row, thing) or ""
    if not iri.startswith(iris.ID):
        return None
    kind, _, slug = iri.removeprefix(iris.ID).partition("/")
    type_ = "Person" if kind in _PEOPLE else "Organization"
    return {"@type": type_, "@id": iri, "name": _text(row, name) or _text(row, "printed") or slug}


def _publisher(row: Solution) -> Json | None:
    name = _text(row, "publisher")
    return {"@type": "Organization", "name": name} if name else None


def _day(row: Solution, name: str) -> str | None:
    """A date that schema.org can say; one that is about, or a stretch, cannot be said and is left out."""
    edtf = _text(row, name) or ""
    return edtf if _DAY.fullmatch(edtf) else None


def _text(row: Solution, name: str) -> str | None:
    return row[name].value if name in row else None


def _status(row: Solution) -> str | None:
    return "Retracted" if _text(row, "retracted") == "true" else None


def _language(row: Solution) -> str | None:
    return getattr(row["text"], "language", None)


def _filled(properties: Json) -> Json:
    return {name: value for name, value in properties.items() if value not in (None, [], {})}
