"""Arguments for, against and about claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, Reference, SourceId
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine(Record):
    """One argument for, against or about a claim, and who judged it to be one."""

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
