"""The claim that a review is of, as schema.org says it: who made it, each time they did, in what document."""

from __future__ import annotations

import re
from typing import Any

from claimgraph import namespaces
from claimgraph.stores import Solution

Json = dict[str, Any]

_PEOPLE = ("person", "unnamed")  # the kinds of ids that are people; who else speaks is an organisation
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # of EDTF, what schema.org's dates can say


def reviewed_claim(sayings: list[Solution]) -> Json:
    """The claim, with those who made it and each time that they did; the first is the first known."""
    first, *others = map(_saying, sayings)
    speakers = [found for row in sayings if (found := agent_document(row, "speaker", "name"))]
    return drop_empty(
        {
            "@type": "Claim",
            "@id": sayings[0]["claim"].value,
            "identifier": sayings[0]["identifier"].value,
            "additionalType": sayings[0]["type"].value,
            "author": list({each["@id"]: each for each in speakers}.values()),
            "datePublished": schema_org_date(sayings[0], "said"),
            "creativeWorkStatus": work_status(sayings[0]),
            "firstAppearance": first,
            "appearance": others,
        }
    )


def _saying(row: Solution) -> Json:
    """An utterance, as a part of the document that shows it."""
    return drop_empty(
        {
            "@type": "CreativeWork",
            "@id": row["utterance"].value,
            "additionalType": row["modality"].value,
            "author": agent_document(row, "speaker", "name"),
            "datePublished": schema_org_date(row, "said"),
            "url": optional_text(row, "url"),
            "isPartOf": _source(row),
        }
    )


def _source(row: Solution) -> Json | None:
    if not row["source"].value.startswith(namespaces.ID):  # cg:unknown
        return None
    return drop_empty(
        {
            "@type": "CreativeWork",
            "@id": row["source"].value,
            "name": optional_text(row, "title"),
            "url": optional_text(row, "url"),
            "publisher": publisher_document(row),
            "datePublished": schema_org_date(row, "issued"),
        }
    )


def agent_document(row: Solution, thing: str, name: str) -> Json | None:
    """Who speaks or judges; None where nobody knows."""
    iri = optional_text(row, thing) or ""
    if not iri.startswith(namespaces.ID):
        return None
    kind, _, slug = iri.removeprefix(namespaces.ID).partition("/")
    type_ = "Person" if kind in _PEOPLE else "Organization"
    return {
        "@type": type_,
        "@id": iri,
        "name": optional_text(row, name) or optional_text(row, "printed") or slug,
    }


def publisher_document(row: Solution) -> Json | None:
    name = optional_text(row, "publisher")
    return {"@type": "Organization", "name": name} if name else None


def schema_org_date(row: Solution, name: str) -> str | None:
    """A date that schema.org can say; one that is about, or a stretch, cannot be said and is left out."""
    edtf = optional_text(row, name) or ""
    return edtf if _DAY.fullmatch(edtf) else None


def optional_text(row: Solution, name: str) -> str | None:
    return row[name].value if name in row else None


def work_status(row: Solution) -> str | None:
    return "Retracted" if optional_text(row, "retracted") == "true" else None


def text_language(row: Solution) -> str | None:
    return getattr(row["text"], "language", None)


def drop_empty(properties: Json) -> Json:
    return {name: value for name, value in properties.items() if value not in (None, [], {})}
