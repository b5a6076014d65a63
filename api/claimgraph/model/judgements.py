"""What people judge of a claim as a whole, and what has been withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, ObservationId, Reference, SourceId
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """A person's or an organisation's verdict on a claim; computed verdicts are never rows.

    `verdict`: None where its rating, which is then there as printed, has no counterpart among our terms.
    """

    id: Annotated[str, Reference("assessment")]
    claim: ClaimId
    verdict: Annotated[str, Concept("verdict")] | None
    rating_text: str | None  # as its author prints it: "Mostly false"
    judged_by: AnyId
    judged: Period | None
    source: SourceId
    rationale: str | None
    observations: tuple[ObservationId, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction(Record):
    """The withdrawal of one thing. `removed`: its rows have been taken out, and its IRI answers 410."""

    id: Annotated[str, Reference("retraction")]
    thing: AnyId
    reason: str
    retracted: Period
    retracted_by: AnyId
    source: SourceId
    removed: bool
    replaced_by: AnyId | None
    note: str | None
