"""Judgements of people on claims as a whole, and withdrawals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, ObservationId, Reference, SourceId
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """A person's or an organisation's verdict on a claim; computed verdicts are never rows of a table.

    `verdict` is None if the printed rating has no counterpart in our vocabulary.
    """

    id: Annotated[str, Reference("assessment")]
    claim: ClaimId
    verdict: Annotated[str, Concept("verdict")] | None
    rating_text: str | None  # as printed: "Mostly false"
    judged_by: AnyId
    judged: Period | None
    source: SourceId
    rationale: str | None
    observations: tuple[ObservationId, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction(Record):
    """The withdrawal of one thing. `removed`: its rows were deleted, and its IRI answers 410."""

    id: Annotated[str, Reference("retraction")]
    thing: AnyId
    reason: str
    retracted: Period
    retracted_by: AnyId
    source: SourceId
    removed: bool
    replaced_by: AnyId | None
    note: str | None
