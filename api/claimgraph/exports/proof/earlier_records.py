"""Reads records of verdicts that follow earlier decision rules.

Rules of version 1 had no gates: a record says neither what a measurement counts as nor where it comes from.
Such a verdict is shown as it was stated and not computed again.
"""

from __future__ import annotations

from typing import Any

from claimgraph.assessment import RULES_VERSION

FIRST_RULES = "1"  # of records that do not name their rules
_TIMINGS = {
    "same": "same-period",
    "inside": "within-period",
    "around": "whole-of-period",
    "overlaps": "near-period",
    "apart": "other-period",
}
_VERDICT = {
    "reviewed": True,
    "sentence": "",
    "part": False,
    "strength": None,
    "lean": None,
    "reason": None,
    "rules_version": FIRST_RULES,
}
_PART: dict[str, Any] = {
    "strength": None,
    "lean": None,
    "reason": None,
    "needs": None,
    "before": None,
    "formulas": [],
}
_CHANGE: dict[str, Any] = {"superseded": []}
_COMPARISON: dict[str, Any] = {"standing": "shown", "gates": [], "assumption": None, "origins": []}


def follows_other_rules(record: dict[str, Any]) -> bool:
    """True if a record's verdict follows other decision rules than those of this version."""
    return str(record.get("rules_version", FIRST_RULES)) != RULES_VERSION


def complete_record(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the fields that earlier rules lacked."""
    return (
        _VERDICT
        | record
        | {
            "parts": [_PART | part for part in record["parts"]],
            "comparisons": [_complete_comparison(comparison) for comparison in record["comparisons"]],
            "changes": [_CHANGE | change for change in record["changes"]],
        }
    )


def _complete_comparison(comparison: dict[str, Any]) -> dict[str, Any]:
    completed = _COMPARISON | comparison
    if completed.pop("would", None) and completed["outcome"] == "different-definition":
        completed["outcome"] = comparison["would"]
    lies = completed["period_lies"].replace(" ", "-")
    return completed | {"period_lies": _TIMINGS.get(lies, lies)}
