"""What was measured, how it bears on a claim, and how claims bear on each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import (
    AnyId,
    ClaimId,
    Concept,
    Confidence,
    Metric,
    ObservationId,
    Reference,
    SourceId,
    Unit,
)
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One measured or estimated value, with when it held and when it became known.

    `bounds` says what low and high are, `status` why a figure is missing or not final.
    """

    id: ObservationId
    metric: Metric
    subjects: tuple[AnyId, ...]
    partners: tuple[AnyId, ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    date_value: Period | None
    bounds: Annotated[str, Concept("bounds")] | None
    unit: Unit
    status: Annotated[str, Concept("observation-status")] | None
    confidence: Confidence | None
    period: Period | None
    known_since: Period | None
    source: SourceId
    method: str | None
    scope: str | None
    definition: str | None
    source_text: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine(Record):
    """One argument for, against or about a claim, and who judged it so."""

    id: Annotated[str, Reference("evidence")]
    identifier: str
    claim: ClaimId
    direction: Annotated[str, Concept("evidence-direction")]
    basis: Annotated[str, Concept("basis")]
    items: tuple[AnyId, ...]  # observations, claims, utterances: "observation/…"
    source: SourceId
    rationale: str | None
    figure_text: str | None
    unit_text: str | None
    period_text: str | None
    licence_text: str | None
    source_quality: str | None
    judged_by: AnyId
    judged: Period | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelation(Record):
    """One person's judgement of how a claim bears on another."""

    id: Annotated[str, Reference("relation")]
    from_claim: ClaimId
    relation: Annotated[str, Concept("claim-relation")]
    to_claim: ClaimId
    basis: Annotated[str, Concept("basis")] | None
    judged_by: AnyId
    judged: Period | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder(Record):
    """Source text that could not be structured, kept with the reason."""

    id: Annotated[str, Reference("remainder")]
    record: AnyId
    field: str
    text: str
    reason: str
