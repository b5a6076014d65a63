"""The gates that a measurement passes before it may decide on a claim, as pure functions.

Each leaves a mark on the reading. A reading that fails a gate is shown and does not decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimgraph.assessment.scopes import ScopeRelation
from claimgraph.quantities import Bound, DefinitionRelation, Timing

SELF, UNSOURCED = "self", "unsourced"  # marks of the first gate


class Gate(StrEnum):
    """The gates, in their order; the values are the terms of the vocabulary `gate`."""

    ORIGIN = "origin"
    SCOPE = "scope"
    STATUS = "status"
    PERIOD = "period"
    MONEY = "money"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class GateMark:
    """What a gate found: its term, whether the measurement may decide, and the detail in words."""

    gate: Gate
    mark: str
    passed: bool = True
    detail: str | None = None


class Standing(StrEnum):
    """What a reading counts as in the decision."""

    DECIDES = "decides"  # by the claim's own definition, or as a bound
    READS = "reads"  # by another definition of a vague figure
    LEANS = "leans"  # a proxy: a direction only
    SELF = "self"  # comes from where the claim comes from
    SHOWN = "shown"  # failed a gate


_STANDINGS = {
    DefinitionRelation.READING_OF: Standing.READS,
    DefinitionRelation.PROXY_FOR: Standing.LEANS,
    DefinitionRelation.DIFFERS_IN_KIND: Standing.SHOWN,
}
_BOUNDS_OF_DEFINITIONS = {
    DefinitionRelation.PART_OF: Bound.PART,
    DefinitionRelation.WHOLE_OF: Bound.MORE,
}
_BOUNDS_OF_SCOPES = {ScopeRelation.NARROWER: Bound.PART, ScopeRelation.BROADER: Bound.MORE}


def mark_origin(claim_origins: frozenset[str], origins: frozenset[str]) -> GateMark:
    """Whether a measurement comes from where the claim comes from, too.

    One of which nobody can say where it comes from may come from there.
    """
    if not origins:
        return GateMark(Gate.ORIGIN, UNSOURCED, passed=False)
    if shared := sorted(claim_origins & origins):
        return GateMark(Gate.ORIGIN, SELF, passed=False, detail=", ".join(shared))
    return GateMark(Gate.ORIGIN, "independent")


def mark_scope(relation: ScopeRelation, *, adds_up: bool) -> GateMark:
    """How the measured scope lies to the claimed one; a narrower or broader one bounds what adds up."""
    is_bound = relation in _BOUNDS_OF_SCOPES and adds_up
    return GateMark(Gate.SCOPE, relation, passed=relation is ScopeRelation.EQUAL or is_bound)


def mark_status(suspect: str | None, status: str | None) -> GateMark:
    """Whether a measurement is doubted, or a later edition of the very series that the claim reports."""
    if suspect:
        return GateMark(Gate.STATUS, "suspect", passed=False, detail=suspect)
    if status == "revised":
        return GateMark(Gate.STATUS, "revised", passed=False)
    return GateMark(Gate.STATUS, "good")


def mark_period(timing: Timing) -> GateMark:
    """Whether the measured period says something of the claimed one."""
    return GateMark(Gate.PERIOD, timing, passed=timing.may_decide)


def mark_definition(relation: DefinitionRelation, assumption: str | None) -> GateMark:
    """Whose definition a measurement follows, and on which assumption it says something of the claim."""
    passed = relation is not DefinitionRelation.DIFFERS_IN_KIND
    return GateMark(Gate.DEFINITION, relation, passed=passed, detail=assumption)


def find_bounds(relation: DefinitionRelation, scope: ScopeRelation, *, adds_up: bool) -> tuple[Bound, ...]:
    """What definition and scope make of a measured value: a lower bound, an upper bound, or neither."""
    scope_bound = _BOUNDS_OF_SCOPES.get(scope) if adds_up else None
    bounds = (_BOUNDS_OF_DEFINITIONS.get(relation), scope_bound)
    return tuple(bound for bound in bounds if bound)


def find_standing(relation: DefinitionRelation, marks: tuple[GateMark, ...]) -> Standing:
    """What a reading with these marks counts as."""
    failed = [(mark.gate, mark.mark) for mark in marks if not mark.passed]
    if not failed:
        return _STANDINGS.get(relation, Standing.DECIDES)
    return Standing.SELF if failed == [(Gate.ORIGIN, SELF)] else Standing.SHOWN
