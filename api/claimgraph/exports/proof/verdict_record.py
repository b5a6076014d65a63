"""A verdict with all that led to it: what a bundle states and a verifier compares."""

from __future__ import annotations

from claimgraph.assessment.history import load_verdict_history
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy
from claimgraph.documents.verdicts import Assessment, describe_verdict
from claimgraph.stores import Store


def record_verdict(store: Store, claim: str, policy: Policy) -> Assessment | None:
    """The verdict on a claim under a policy and how it came about; None where the graph has no such claim."""
    history = load_verdict_history(Knowledge.load(store), claim, policy)
    return describe_verdict(history) if history else None


def recorded_policy(record: Assessment) -> Policy:
    """The policy that was recorded."""
    return Policy(
        as_of=record.policy.as_of,
        without=tuple(record.policy.without),
        only_tiers=tuple(record.policy.only),
        definition=record.policy.definition,
    )
