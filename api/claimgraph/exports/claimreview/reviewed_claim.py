"""The claim that a review is about: who made it, on each occasion, and in which document."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.exports.claimreview.schema_org import (
    Json,
    agent_document,
    drop_empty,
    optional_text,
    publisher_document,
    schema_org_date,
    work_status,
)
from claimgraph.stores import Solution


def claim_document(utterances: list[Solution]) -> Json:
    """The claim with its utterances, of which the first is the earliest known."""
    earliest = utterances[0]
    first, *others = map(_utterance_document, utterances)
    agents = (agent_document(row, "speaker", "name") for row in utterances)
    speakers = {agent["@id"]: agent for agent in agents if agent}
    return drop_empty(
        {
            "@type": "Claim",
            "@id": earliest["claim"].value,
            "identifier": earliest["identifier"].value,
            "additionalType": earliest["type"].value,
            "author": list(speakers.values()),
            "datePublished": schema_org_date(earliest, "said"),
            "creativeWorkStatus": work_status(earliest),
            "firstAppearance": first,
            "appearance": others,
        }
    )


def _utterance_document(row: Solution) -> Json:
    """An utterance, as a part of the document that shows it."""
    return drop_empty(
        {
            "@type": "CreativeWork",
            "@id": row["utterance"].value,
            "additionalType": row["modality"].value,
            "author": agent_document(row, "speaker", "name"),
            "datePublished": schema_org_date(row, "said"),
            "url": optional_text(row, "url"),
            "isPartOf": _source_document(row),
        }
    )


def _source_document(row: Solution) -> Json | None:
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
