"""Loads verdicts: computed for a claim under a policy, with the evidence queries that led to them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.assessment import (
    Knowledge,
    Policy,
    VerdictHistory,
    analyse_sensitivity,
    assess_claim,
    bind_evidence_query,
    evidence_exclusions,
    load_human_verdicts,
    load_verdict_history,
)
from claimgraph.documents.sensitivity import Sensitivity, describe_sensitivity
from claimgraph.documents.verdicts import VerdictDocument, describe_verdict


@dataclass(frozen=True, slots=True)
class BoundEvidenceQuery:
    """An evidence query as it was run for one claim, to be opened on the SPARQL page."""

    iri: str
    text: str


def load_verdict(knowledge: Knowledge, claim: str, policy: Policy) -> VerdictDocument | None:
    """The verdict on a claim and its history; None if the graph does not show the claim."""
    history = load_verdict_history(knowledge, claim, policy)
    return _describe(history, knowledge) if history else None


def load_sensitivity(knowledge: Knowledge, claim: str, policy: Policy) -> Sensitivity | None:
    """What the verdict on a claim hangs on; None if the graph does not show the claim."""
    verdict = assess_claim(knowledge, claim, policy)
    return describe_sensitivity(analyse_sensitivity(verdict, knowledge), knowledge) if verdict else None


def load_verdict_with_sensitivity(
    knowledge: Knowledge, claim: str, policy: Policy
) -> tuple[VerdictDocument, Sensitivity] | None:
    """The verdict on a claim, its history and what it hangs on; None if the graph does not show the claim."""
    history = load_verdict_history(knowledge, claim, policy)
    if history is None:
        return None
    sensitivity = analyse_sensitivity(history.current, knowledge)
    return _describe(history, knowledge), describe_sensitivity(sensitivity, knowledge)


def _describe(history: VerdictHistory, knowledge: Knowledge) -> VerdictDocument:
    claim = history.current.content.iri
    people = load_human_verdicts(knowledge.store, claim).get(claim, [])
    return describe_verdict(history, knowledge, people)


def bind_evidence_queries(knowledge: Knowledge, verdict: VerdictDocument) -> list[BoundEvidenceQuery]:
    """The evidence queries that found something, for this claim and day."""
    policy = verdict.policy
    without = evidence_exclusions(
        knowledge,
        Policy(as_of=verdict.as_of, without=tuple(policy.without), only_tiers=tuple(policy.only)),
    )
    return [
        BoundEvidenceQuery(query.iri, bind_evidence_query(query, verdict.claim, verdict.as_of, without))
        for query in knowledge.evidence_queries
        if query.iri in verdict.checks
    ]
