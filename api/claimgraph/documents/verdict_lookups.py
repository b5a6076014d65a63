"""From a claim and a policy to verdicts: what pages and the API show of them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query
from claimgraph.assessment.history import load_verdict_history
from claimgraph.assessment.human_verdicts import load_human_verdicts
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy
from claimgraph.documents.verdicts import Assessment, describe_verdict


@dataclass(frozen=True, slots=True)
class BoundEvidenceQuery:
    """A check as it was run for one claim, to be opened on the SPARQL page."""

    iri: str
    text: str


def load_assessment(knowledge: Knowledge, slug: str, policy: Policy) -> Assessment | None:
    """The verdict on a claim and its history; None where the graph does not show the claim."""
    iri = namespaces.thing_iri(f"claim/{slug}")
    history = load_verdict_history(knowledge, iri, policy)
    if history is None:
        return None
    return describe_verdict(history, load_human_verdicts(knowledge.store, iri).get(iri, []))


def bind_evidence_queries(knowledge: Knowledge, found: Assessment) -> list[BoundEvidenceQuery]:
    """The checks that found something, for this claim and day."""
    ran = (check for check in knowledge.evidence_queries_for(found.claim) if check.iri in found.checks)
    return [BoundEvidenceQuery(check.iri, _text(check, found)) for check in ran]


def _text(check: EvidenceQuery, found: Assessment) -> str:
    return bind_evidence_query(check, found.claim, found.as_of, tuple(found.policy.without))
