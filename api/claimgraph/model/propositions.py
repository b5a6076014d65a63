"""Propositions: what a claim asserts, in parts that can be compared with measurements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, Metric, PropositionId, Unit
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityProposition(Record):
    """A figure a claim asserts: metric, subjects, comparator, value or bounds, unit, period."""

    id: PropositionId
    claim: ClaimId
    metric: Metric
    subjects: tuple[AnyId, ...]
    partners: tuple[AnyId, ...]  # the other side of a pair, ratio, lag or rank
    comparator: Annotated[str, Concept("comparator")]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    date_value: Period | None  # for metrics whose value is a date
    unit: Unit
    price_year: int | None = None  # the year whose prices an amount of money is stated in
    period: Period | None
    scope: str | None
    definition: str | None
    as_printed: str | None = None  # the figure as the document prints it: its digits say how it was rounded
    source_text: str  # quantity and unit exactly as the source table had them
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationProposition(Record):
    """A fact without a figure that a claim asserts: subject, predicate, object."""

    id: PropositionId
    claim: ClaimId
    subject: AnyId
    predicate: Annotated[str, Concept("relation")]
    object: AnyId
    negated: bool
    period: Period | None
    note: str | None
