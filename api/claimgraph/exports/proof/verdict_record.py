"""The verdict that a bundle states and a verifier computes again, with everything that led to it."""

from __future__ import annotations

from claimgraph.assessment import Knowledge, Policy, load_verdict_history
from claimgraph.documents import VerdictDocument, describe_verdict
from claimgraph.stores import Store


def record_verdict(store: Store, claim: str, policy: Policy) -> VerdictDocument | None:
    """Assess a claim under a policy. None if the graph has no such claim."""
    knowledge = Knowledge.load(store)
    history = load_verdict_history(knowledge, claim, policy)
    return describe_verdict(history, knowledge) if history else None


def read_policy(record: VerdictDocument) -> Policy:
    """The policy that a record states."""
    return Policy(
        as_of=record.policy.as_of,
        without=tuple(record.policy.without),
        only_tiers=tuple(record.policy.only),
        definition=record.policy.definition,
    )
