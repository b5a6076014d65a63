"""The decision table, from comparisons to a verdict; a test compares it with docs/reference/model.md."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from claimgraph.quantities import Comparison, ComparisonOutcome

T = TypeVar("T")


class Verdict(StrEnum):
    """The values are the terms of the vocabulary `verdict`."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    DEPENDS = "depends-on-definition"
    UNRESOLVED = "unresolved"
    NOT_CHECKABLE = "not-checkable"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that decides on one proposition of a claim."""

    normative: bool = False
    open_forecast: bool = False  # a forecast without a day on which it falls due
    before_due: bool = False
    comparisons: tuple[Comparison, ...] = ()

    @property
    def agrees(self) -> bool:
        return ComparisonOutcome.AGREES in self._outcomes

    @property
    def conflicts(self) -> bool:
        return ComparisonOutcome.CONFLICTS in self._outcomes

    @property
    def other_agrees(self) -> bool:
        return ComparisonOutcome.AGREES in self._outcomes_by_other_definitions

    @property
    def other_conflicts(self) -> bool:
        return ComparisonOutcome.CONFLICTS in self._outcomes_by_other_definitions

    @property
    def _outcomes(self) -> set[ComparisonOutcome]:
        return {comparison.outcome for comparison in self.comparisons}

    @property
    def _outcomes_by_other_definitions(self) -> set[ComparisonOutcome | None]:
        return {comparison.outcome_of_figures for comparison in self.comparisons}


@dataclass(frozen=True, slots=True)
class DecisionRow(Generic[T]):
    """A line of the table; the first whose condition holds decides."""

    number: str
    condition: str
    holds: Callable[[T], bool]
    verdict: Verdict


PROPOSITION_TABLE: tuple[DecisionRow[Circumstances], ...] = (
    DecisionRow("P1", "the claim says what should be", lambda k: k.normative, Verdict.NOT_CHECKABLE),
    DecisionRow(
        "P2",
        "it is a forecast without a day on which it falls due",
        lambda k: k.open_forecast,
        Verdict.NOT_CHECKABLE,
    ),
    DecisionRow("P3", "it is a forecast whose day has not passed", lambda k: k.before_due, Verdict.PENDING),
    DecisionRow(
        "P4",
        "by its own definition some evidence agrees and some conflicts",
        lambda k: k.agrees and k.conflicts,
        Verdict.MIXED,
    ),
    DecisionRow(
        "P5",
        "by its own definition evidence conflicts, by another it would agree",
        lambda k: k.conflicts and k.other_agrees,
        Verdict.DEPENDS,
    ),
    DecisionRow(
        "P6", "by its own definition evidence conflicts", lambda k: k.conflicts, Verdict.CONTRADICTED
    ),
    DecisionRow("P7", "by its own definition evidence agrees", lambda k: k.agrees, Verdict.SUPPORTED),
    DecisionRow(
        "P8",
        "by one other definition evidence would agree, by another it would conflict",
        lambda k: k.other_agrees and k.other_conflicts,
        Verdict.DEPENDS,
    ),
    DecisionRow("P9", "anything else", lambda _: True, Verdict.UNRESOLVED),
)


@dataclass(frozen=True, slots=True)
class ClaimCircumstances:
    """The verdicts on a claim's propositions, and whether anybody had made it."""

    verdicts: Collection[Verdict]
    is_made: bool = True

    def has(self, verdict: Verdict) -> bool:
        return verdict in self.verdicts


CLAIM_TABLE: tuple[DecisionRow[ClaimCircumstances], ...] = (
    DecisionRow("C1", "nobody had said it by then", lambda p: not p.is_made, Verdict.UNRESOLVED),
    DecisionRow(
        "C2",
        "no part of it is structured, or none can be checked",
        lambda p: set(p.verdicts) <= {Verdict.NOT_CHECKABLE},
        Verdict.NOT_CHECKABLE,
    ),
    DecisionRow(
        "C3",
        "a part is mixed, or one is supported and one contradicted",
        lambda p: p.has(Verdict.MIXED) or (p.has(Verdict.SUPPORTED) and p.has(Verdict.CONTRADICTED)),
        Verdict.MIXED,
    ),
    DecisionRow("C4", "a part is contradicted", lambda p: p.has(Verdict.CONTRADICTED), Verdict.CONTRADICTED),
    DecisionRow("C5", "a part depends on the definition", lambda p: p.has(Verdict.DEPENDS), Verdict.DEPENDS),
    DecisionRow("C6", "a part is pending", lambda p: p.has(Verdict.PENDING), Verdict.PENDING),
    DecisionRow("C7", "a part is unresolved", lambda p: p.has(Verdict.UNRESOLVED), Verdict.UNRESOLVED),
    DecisionRow("C8", "every part that can be checked is supported", lambda _: True, Verdict.SUPPORTED),
)


def find_deciding_row(table: tuple[DecisionRow[T], ...], circumstances: T) -> DecisionRow[T]:
    """The row that decides: the first that holds. The last row of each table always does."""
    return next(row for row in table if row.holds(circumstances))
