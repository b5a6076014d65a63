"""The decision table, from readings to a verdict; a test compares it with docs/reference/model.md."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from claimgraph.assessment.weighing import EvidenceWeight, Side

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
    """All that decides on one proposition of a claim, or on a claim of which nothing is structured."""

    is_value_judgement: bool = False
    is_counterfactual: bool = False
    is_open_forecast: bool = False  # a forecast without a day on which it falls due
    is_self_inconsistent: bool = False
    is_before_due: bool = False
    weight: EvidenceWeight = field(default_factory=EvidenceWeight)


@dataclass(frozen=True, slots=True)
class DecisionRow(Generic[T]):
    """A line of the table; the first whose condition holds decides."""

    number: str
    condition: str
    holds: Callable[[T], bool]
    verdict: Verdict


PROPOSITION_TABLE: tuple[DecisionRow[Circumstances], ...] = (
    DecisionRow(
        "D1",
        "it says what should be, what would be under a condition, or what will be without any day",
        lambda case: case.is_value_judgement or case.is_counterfactual or case.is_open_forecast,
        Verdict.NOT_CHECKABLE,
    ),
    DecisionRow(
        "D2",
        "the claim's own figures contradict each other by its own formula",
        lambda case: case.is_self_inconsistent,
        Verdict.CONTRADICTED,
    ),
    DecisionRow(
        "D3",
        "independent evidence by its own definition, or a bound, excludes it, and other agrees",
        lambda case: case.weight.decided == {Side.FOR, Side.AGAINST},
        Verdict.MIXED,
    ),
    DecisionRow(
        "D4",
        "independent evidence by its own definition, or a bound, excludes it",
        lambda case: Side.AGAINST in case.weight.decided,
        Verdict.CONTRADICTED,
    ),
    DecisionRow(
        "D5",
        "independent evidence by its own definition agrees",
        lambda case: Side.FOR in case.weight.decided,
        Verdict.SUPPORTED,
    ),
    DecisionRow(
        "D6",
        "it is a forecast that nothing excludes or fixes yet, before its day",
        lambda case: case.is_before_due,
        Verdict.PENDING,
    ),
    DecisionRow(
        "D7",
        "independent readings by other definitions lie on both sides, at least a quarter on each",
        lambda case: case.weight.is_divided,
        Verdict.DEPENDS,
    ),
    DecisionRow(
        "D8",
        "independent readings of two origins or more lie on one side, but for less than a quarter",
        lambda case: case.weight.reading_side is not None and case.weight.reading_origins > 1,
        Verdict.UNRESOLVED,
    ),
    DecisionRow(
        "D9",
        "independent readings of one origin lie on one side, or only proxies do",
        lambda case: case.weight.reading_side is not None or case.weight.proxy_side is not None,
        Verdict.UNRESOLVED,
    ),
    DecisionRow(
        "D10",
        "only evidence that comes from where the claim comes from agrees or conflicts",
        lambda case: bool(case.weight.own_sides),
        Verdict.UNRESOLVED,
    ),
    DecisionRow("D11", "anything else", lambda _: True, Verdict.UNRESOLVED),
)


@dataclass(frozen=True, slots=True)
class ClaimCircumstances:
    """The verdicts on a claim's propositions, and whether anybody had made it."""

    verdicts: Collection[Verdict]
    is_made: bool = True

    def has(self, verdict: Verdict) -> bool:
        return verdict in self.verdicts


CLAIM_TABLE: tuple[DecisionRow[ClaimCircumstances], ...] = (
    DecisionRow("C1", "nobody had said it by then", lambda case: not case.is_made, Verdict.UNRESOLVED),
    DecisionRow(
        "C2",
        "no part of it can be checked",
        lambda case: set(case.verdicts) <= {Verdict.NOT_CHECKABLE},
        Verdict.NOT_CHECKABLE,
    ),
    DecisionRow(
        "C3",
        "a part is mixed, or one is supported and one contradicted",
        lambda case: (
            case.has(Verdict.MIXED) or (case.has(Verdict.SUPPORTED) and case.has(Verdict.CONTRADICTED))
        ),
        Verdict.MIXED,
    ),
    DecisionRow(
        "C4", "a part is contradicted", lambda case: case.has(Verdict.CONTRADICTED), Verdict.CONTRADICTED
    ),
    DecisionRow(
        "C5", "a part depends on the definition", lambda case: case.has(Verdict.DEPENDS), Verdict.DEPENDS
    ),
    DecisionRow("C6", "a part is pending", lambda case: case.has(Verdict.PENDING), Verdict.PENDING),
    DecisionRow("C7", "a part is unresolved", lambda case: case.has(Verdict.UNRESOLVED), Verdict.UNRESOLVED),
    DecisionRow("C8", "every part that can be checked is supported", lambda _: True, Verdict.SUPPORTED),
)


def find_deciding_row(table: tuple[DecisionRow[T], ...], circumstances: T) -> DecisionRow[T]:
    """The row that decides: the first that holds. The last row of each table always does."""
    return next(row for row in table if row.holds(circumstances))
