"""An assessment as plain data: what the command line prints as JSON, and what the API answers with.

Decimals are strings, so that no digit is lost; days are ISO 8601, periods EDTF; things are IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from claimgraph.assessment.claim_contents import asserted_figure
from claimgraph.assessment.decision_table import DecisionRow, Verdict
from claimgraph.assessment.history import VerdictChange, VerdictHistory
from claimgraph.assessment.human_verdicts import HumanVerdict
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.verdicts import ClaimVerdict, MeasuredComparison, PropositionVerdict
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Figure, Interval

Document = dict[str, Any]


def document(assessment: ClaimVerdict) -> Document:
    """The verdict on a claim with its policy, the rows that decided, and every comparison."""
    claim = assessment.content.claim
    return {
        "claim": assessment.content.iri,
        "identifier": claim.identifier,
        "text": claim.text,
        "verdict": str(assessment.verdict),
        "as_of": assessment.policy.as_of.isoformat(),
        "policy": policy(assessment.policy),
        "decided_by": row(assessment.row),
        "parts": [_part(part) for part in assessment.propositions],
        "comparisons": [
            comparison(part, one) for part in assessment.propositions for one in part.comparisons
        ],
        "checks": list(assessment.evidence_queries),
    }


def history(told: VerdictHistory, people: Iterable[HumanVerdict] = ()) -> Document:
    """The verdict now as `document` has it, the one on the day it was said, every change, and people's."""
    return document(told.current) | {
        "said": brief(told.when_said) if told.when_said else None,
        "changes": [_change(change) for change in told.changes],
        "people": [opinion(each, told.current.verdict) for each in people],
    }


def brief(assessment: ClaimVerdict) -> Document:
    """A verdict and its day."""
    return {
        "verdict": str(assessment.verdict),
        "as_of": assessment.policy.as_of.isoformat(),
        "decided_by": row(assessment.row),
    }


def opinion(judged: HumanVerdict, computed: Verdict) -> Document:
    """What a person judged, and whether that is another thing than what was computed."""
    return {
        "record": judged.iri,
        "verdict": judged.verdict,
        "direction": judged.direction,
        "judge": judged.judge,
        "judged": judged.judged_on,
        "rating": judged.rating,
        "differs": judged.differs_from(computed),
    }


def policy(asked: Policy) -> Document:
    """What an assessment may rest on, as it was asked for and in words."""
    return {
        "as_of": asked.as_of.isoformat(),
        "without": list(asked.without),
        "only": list(asked.only_tiers),
        "definition": asked.definition,
        "text": asked.describe(),
    }


def row(decided: DecisionRow[Any]) -> Document:
    """The row of the decision table, as docs/reference/model.md numbers it."""
    return {"row": decided.number, "condition": decided.condition}


def comparison(part: PropositionVerdict, compared: MeasuredComparison) -> Document:
    """A finding beside what the claim says, and what came of it."""
    found, result = compared.measurement, compared.comparison
    return {
        "proposition": part.iri,
        "outcome": str(result.outcome),
        "would": _text(result.outcome_of_figures),
        "definition": str(found.definition),
        "metric": found.metric,
        "reading": found.reading,
        "claimed": _claimed(part),
        "allowed": _text(result.claimed),
        "found": _text(result.measured),
        "period_lies": str(result.period_relation),
        **figure(found.figure),
        "unit": found.unit,
        "period": found.period.text if found.period else None,
        "holds": found.holds,
        "known": found.known_since.isoformat() if found.known_since else None,
        "check": found.evidence_query,
        "used": list(found.rests_on),
    }


def figure(given: Figure) -> Document:
    """The four fields of a figure."""
    return {
        "value": _number(given.value),
        "low": _number(given.low),
        "high": _number(given.high),
        "date": given.date_value.text if given.date_value else None,
    }


def said(found: Measurement) -> str:
    """A finding in words: what it is, its figure, its period."""
    shown = figure_text(found.figure) or {True: "holds", False: "does not hold", None: ""}[found.holds]
    words = (found.reading or found.metric, shown, found.period.text if found.period else None)
    return ", ".join(each for each in words if each)


def figure_text(given: Figure) -> str:
    """A figure in one word: its value, else its bounds, else its date."""
    if given.value is not None:
        return _number(given.value) or ""
    if given.low is not None or given.high is not None:
        return str(Interval.between(given.low, given.high))
    return given.date_value.text if given.date_value else ""


def _part(part: PropositionVerdict) -> Document:
    return {
        "proposition": part.iri,
        "verdict": str(part.verdict),
        "decided_by": row(part.row),
        "claimed": _claimed(part),
        "due": part.due_day.isoformat() if part.due_day else None,
    }


def _claimed(part: PropositionVerdict) -> Document:
    asserted = part.proposition
    period = asserted.period.text if asserted.period else None
    if isinstance(asserted, QuantityProposition):
        given = figure(asserted_figure(asserted))
        return {"comparator": asserted.comparator, **given, "unit": asserted.unit, "period": period}
    return {"relation": asserted.predicate, "negated": asserted.negated, "period": period}


def _change(change: VerdictChange) -> Document:
    because, retracted = (
        [{"finding": said(each), "used": list(each.rests_on)} for each in some]
        for some in (change.newly_known, change.retracted)
    )
    return brief(change.assessment) | {
        "day": change.day.isoformat(),
        "because": because,
        "retracted": retracted,
    }


def _number(number: Decimal | None) -> str | None:
    return None if number is None else str(Interval.point(number))


def _text(given: object | None) -> str | None:
    return None if given is None else str(given)
