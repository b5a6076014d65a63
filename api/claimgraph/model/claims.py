"""Claims, and how they bear on each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, ClaimId, Concept, Reference
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One statement in our neutral paraphrase, whoever makes it."""

    id: ClaimId
    identifier: str
    text: str
    language: str
    claim_type: Annotated[str, Concept("claim-type")]
    topics: tuple[Annotated[str, Concept("topic")], ...]
    about: tuple[AnyId, ...]
    sensitive: bool
    left_unstructured: str | None  # why no propositions hold its content, or only a part of it
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
