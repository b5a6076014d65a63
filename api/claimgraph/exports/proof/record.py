"""A verdict with all that led to it, as plain data: what a bundle states and a verifier compares."""

from __future__ import annotations

from datetime import date
from typing import Any

from claimgraph.checks.assess import Assessment, Compared, Part
from claimgraph.checks.findings import Finding
from claimgraph.checks.history import Change, history
from claimgraph.checks.policy import Policy
from claimgraph.checks.recorded import reason
from claimgraph.periods import Period
from claimgraph.quantities import Comparison, Interval
from claimgraph.stores import Store

Record = dict[str, Any]  # what JSON can say


def recorded(store: Store, claim: str, policy: Policy) -> Record | None:
    """The verdict on a claim under a policy and how it came about; None where the graph has no such claim."""
    told = history(store, claim, policy)
    if told is None:
        return None
    return {
        "claim": claim,
        "identifier": told.now.content.claim.identifier,
        "policy": policy_record(policy),
        **_verdict(told.now),
        "parts": [_part(each) for each in told.now.parts],
        "when_said": told.said and _verdict(told.said),
        "changes": [_change(each) for each in told.changes],
    }


def policy_record(policy: Policy) -> Record:
    return {
        "as_of": policy.as_of.isoformat(),
        "without": list(policy.without),
        "only": list(policy.only),
        "definition": policy.definition,
        "text": policy.text(),
    }


def policy_of(record: Record) -> Policy:
    """The policy that was recorded.

    Raises:
        KeyError, TypeError, ValueError: It is not written as `policy_record` does.
    """
    return Policy(
        as_of=date.fromisoformat(record["as_of"]),
        without=tuple(record["without"]),
        only=tuple(record["only"]),
        definition=record["definition"],
    )


def _verdict(assessment: Assessment) -> Record:
    return {
        "verdict": str(assessment.verdict),
        "as_of": assessment.policy.as_of.isoformat(),
        "because": reason(assessment),
    }


def _part(part: Part) -> Record:
    rows = [_compared(each) for each in part.compared]
    return {
        "proposition": part.iri,
        "verdict": str(part.verdict),
        "row": part.row.number,
        "condition": part.row.condition,
        "due": part.due and part.due.isoformat(),
        "comparisons": sorted(rows, key=repr),
    }


def _compared(one: Compared) -> Record:
    return _found(one.finding) | _outcome(one.comparison)


def _found(found: Finding) -> Record:
    """`used` is sorted: in which order a group is joined, an engine may choose."""
    return {
        "check": found.check,
        "definition": str(found.definition),
        "metric": found.metric,
        "reading": found.reading,
        "value": _text(found.figure.value),
        "low": _text(found.figure.low),
        "high": _text(found.figure.high),
        "date": _period(found.figure.date_value),
        "unit": found.unit,
        "period": _period(found.period),
        "holds": found.holds,
        "known": found.known and found.known.isoformat(),
        "used": sorted(found.used),
    }


def _outcome(comparison: Comparison) -> Record:
    return {
        "outcome": str(comparison.outcome),
        "would": _text(comparison.would),
        "where": str(comparison.where),
        "allowed": _interval(comparison.allowed),
        "found": _interval(comparison.found),
    }


def _change(change: Change) -> Record:
    because = {each for finding in change.because for each in finding.used}
    return {"day": change.day.isoformat(), "verdict": str(change.verdict), "because": sorted(because)}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _period(period: Period | None) -> str | None:
    return None if period is None else period.text


def _interval(interval: Interval | None) -> str | None:
    """As in mathematics: a round bracket where the end itself does not belong to it."""
    if interval is None:
        return None
    (low, above), (high, below) = interval.low, interval.high
    return f"{'(' if above else '['}{low:f}, {high:f}{')' if below else ']'}"
