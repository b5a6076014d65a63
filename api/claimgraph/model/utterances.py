"""Utterances: who expressed a claim, when and how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, Confidence, SourceId, UtteranceId
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Record):
    """One occasion on which someone expressed a claim, as one source shows it."""

    id: UtteranceId
    claim: ClaimId
    speaker: AnyId
    speaker_as_printed: str
    speaker_role: str | None
    said: Period | None  # None: the day is not known
    source: SourceId
    modality: Annotated[str, Concept("modality")]
    antecedent: str | None  # the "if" of a conditional
    probability_low: Decimal | None
    probability_high: Decimal | None
    quote: str | None
    attribution_confidence: Confidence
    derived_from: tuple[UtteranceId, ...]
    quoted_from: tuple[UtteranceId, ...]
    note: str | None
