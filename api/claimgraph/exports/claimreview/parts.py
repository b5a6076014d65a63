"""The claim that a review is of, as schema.org says it: who made it, each time they did, in what document."""

from __future__ import annotations

import re
from typing import Any

from claimgraph import namespaces
from claimgraph.stores import Solution

Json = dict[str, Any]

_PEOPLE = ("person", "unnamed")  # the kinds of ids that are people; who else speaks is an organisation
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # of EDTF, what schema.org's dates can say


def claim_reviewed(sayings: list[Solution]) -> Json:
    """The claim, with those who made it and each time that they did; the first is the first known."""
    first, *others = map(_saying, sayings)
    speakers = [found for row in sayings if (found := agent(row, "speaker", "name"))]
    return filled(
        {
            "@type": "Claim",
            "@id": sayings[0]["claim"].value,
            "identifier": sayings[0]["identifier"].value,
            "additionalType": sayings[0]["type"].value,
            "author": list({each["@id"]: each for each in speakers}.values()),
            "datePublished": day(sayings[0], "said"),
            "creativeWorkStatus": status(sayings[0]),
            "firstAppearance": first,
            "appearance": others,
        }
    )


def _saying(row: Solution) -> Json:
    """An utterance, as a part of the document that shows it."""
    return filled(
        {
            "@type": "CreativeWork",
            "@id": row["utterance"].value,
            "additionalType": row["modality"].value,
            "author": agent(row, "speaker", "name"),
            "datePublished": day(row, "said"),
            "url": text(row, "url"),
            "isPartOf": _source(row),
        }
    )


def _source(row: Solution) -> Json | None:
    if not row["source"].value.startswith(namespaces.ID):  # cg:unknown
        return None
    return filled(
        {
            "@type": "CreativeWork",
            "@id": row["source"].value,
            "name": text(row, "title"),
            "url": text(row, "url"),
            "publisher": publisher(row),
            "datePublished": day(row, "issued"),
        }
    )


def agent(row: Solution, thing: str, name: str) -> Json | None:
    """Who speaks or judges; None where nobody knows."""
    iri = text(row, thing) or ""
    if not iri.startswith(namespaces.ID):
        return None
    kind, _, slug = iri.removeprefix(namespaces.ID).partition("/")
    type_ = "Person" if kind in _PEOPLE else "Organization"
    return {"@type": type_, "@id": iri, "name": text(row, name) or text(row, "printed") or slug}


def publisher(row: Solution) -> Json | None:
    name = text(row, "publisher")
    return {"@type": "Organization", "name": name} if name else None


def day(row: Solution, name: str) -> str | None:
    """A date that schema.org can say; one that is about, or a stretch, cannot be said and is left out."""
    edtf = text(row, name) or ""
    return edtf if _DAY.fullmatch(edtf) else None


def text(row: Solution, name: str) -> str | None:
    return row[name].value if name in row else None


def status(row: Solution) -> str | None:
    return "Retracted" if text(row, "retracted") == "true" else None


def language(row: Solution) -> str | None:
    return getattr(row["text"], "language", None)


def filled(properties: Json) -> Json:
    return {name: value for name, value in properties.items() if value not in (None, [], {})}
