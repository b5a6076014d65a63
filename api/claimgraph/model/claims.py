"""What is said, its content, who said it, and the document it stands in."""

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
    PropositionId,
    SourceId,
    Unit,
    Url,
    UtteranceId,
)
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One statement, in our neutral paraphrase, whoever says it."""

    id: ClaimId
    identifier: str
    text: str
    language: str
    claim_type: Annotated[str, Concept("claim-type")]
    topics: tuple[Annotated[str, Concept("topic")], ...]
    about: tuple[AnyId, ...]
    sensitive: bool
    left_unstructured: str | None  # why a claim has no proposition, or only part of its content
    note: str | None


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
    period: Period | None
    scope: str | None
    definition: str | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Record):
    """One occasion on which someone expressed a claim, as one source shows it."""

    id: UtteranceId
    claim: ClaimId
    speaker: AnyId
    speaker_as_printed: str
    speaker_role: str | None
    said: Period | None  # an empty cell: the day is not known
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document, with how near it stands to what it reports."""

    id: SourceId
    kind: Annotated[str, Concept("source-kind")]
    title: str | None
    publisher: AnyId
    publisher_as_printed: str
    relays: tuple[AnyId, ...]  # publishers whose reporting this page passes on
    author: str | None
    issued: Period | None
    url: Url | None
    archived_url: Url | None
    licence: str | None
    tier: Annotated[str, Concept("source-tier")]
    declared_interest: str | None
    note: str | None
