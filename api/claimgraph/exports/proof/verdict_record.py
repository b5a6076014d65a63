"""A verdict with all that led to it, as plain data: what a bundle states and a verifier compares."""

from __future__ import annotations

from datetime import date

from claimgraph.assessment.history import load_verdict_history
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy
from claimgraph.documents import verdict_report
from claimgraph.stores import Store

VerdictRecord = verdict_report.Document


def record_verdict(store: Store, claim: str, policy: Policy) -> VerdictRecord | None:
    """The verdict on a claim under a policy and how it came about; None where the graph has no such claim."""
    told = load_verdict_history(Knowledge.load(store), claim, policy)
    return verdict_report.history(told) if told else None


def recorded_policy(record: VerdictRecord) -> Policy:
    """The policy that was recorded.

    Raises:
        KeyError, TypeError, ValueError: It is not written as `verdict_report.policy` does.
    """
    stated = record["policy"]
    return Policy(
        as_of=date.fromisoformat(stated["as_of"]),
        without=tuple(stated["without"]),
        only_tiers=tuple(stated["only"]),
        definition=stated["definition"],
    )
