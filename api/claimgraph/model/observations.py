"""Observations: what was measured or estimated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, Concept, Confidence, Metric, ObservationId, SourceId, Unit
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One measured or estimated value, the period it holds for and the day it became known.

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
    price_year: int | None = None  # the year whose prices an amount of money is stated in
    status: Annotated[str, Concept("observation-status")] | None
    confidence: Confidence | None
    period: Period | None
    known_since: Period | None
    source: SourceId
    method: str | None
    scope: str | None
    definition: str | None
    as_printed: str | None = None  # the figure as the document prints it: its digits say how it was rounded
    source_text: str
    suspect: str | None = None  # why the figure is shown and decides nothing
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectObservation(Record):
    """A doubt about an observation of any data set, such as a publisher's file that cannot be edited.

    Its id is that of the observation.
    """

    id: ObservationId
    reason: str
