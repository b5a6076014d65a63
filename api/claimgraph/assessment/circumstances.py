"""What decides on a proposition besides evidence: what kind of statement it is, and when it falls due."""

from __future__ import annotations

from datetime import date

from claimgraph.assessment.claim_contents import ClaimContent, Proposition
from claimgraph.assessment.decision_table import Circumstances
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.propositions import ClaimedMetric
from claimgraph.assessment.weighing import EvidenceWeight
from claimgraph.model import QuantityProposition


def describe_circumstances(
    content: ClaimContent, proposition: Proposition, day: date, weight: EvidenceWeight, knowledge: Knowledge
) -> Circumstances:
    """All that decides on a proposition on a day, but for what the claim's own figures make of it."""
    is_forecast, due = is_prediction(content, proposition), find_due_day(proposition)
    return Circumstances(
        is_value_judgement=is_normative(content) and ClaimedMetric.of(proposition, knowledge).states_aim,
        is_counterfactual=is_counterfactual(content),
        is_open_forecast=is_forecast and due is None,
        is_before_due=is_forecast and due is not None and day <= due,
        weight=weight,
    )


def describe_unstructured(content: ClaimContent) -> Circumstances:
    """What decides on a claim of which nothing is structured."""
    return Circumstances(
        is_value_judgement=is_normative(content),
        is_counterfactual=is_counterfactual(content),
        is_open_forecast=content.claim.claim_type == "prediction",
    )


def is_prediction(content: ClaimContent, proposition: Proposition) -> bool:
    """True if a proposition says what will be: of a change that is predicted, only the figure after it."""
    return content.claim.claim_type == "prediction" and not content.is_before_change(proposition)


def is_normative(content: ClaimContent) -> bool:
    return content.claim.claim_type == "normative"


def is_counterfactual(content: ClaimContent) -> bool:
    """True if everybody who makes a forecast makes it under a condition: nobody can see whether it is met.

    Whoever only passes it on from somebody else may leave the condition out, and takes none away.
    """
    first_hand = [
        utterance for utterance in content.utterances if not (utterance.derived_from or utterance.quoted_from)
    ]
    modalities = {utterance.modality for utterance in first_hand or content.utterances}
    return content.claim.claim_type == "prediction" and modalities == {"conditional"}


def find_due_days(content: ClaimContent) -> set[date]:
    """The last days on which a forecast can come true; none for other claims."""
    if content.claim.claim_type != "prediction":
        return set()
    days = {
        find_due_day(proposition)
        for proposition in content.propositions
        if is_prediction(content, proposition)
    }
    return {day for day in days if day}


def find_due_day(proposition: Proposition) -> date | None:
    """The last day on which a forecast can come true: of its date, else of its period."""
    dated = proposition.date_value if isinstance(proposition, QuantityProposition) else None
    period = dated or proposition.period
    return period.latest if period else None
