"""The records a curator writes, as plain frozen values: one class per table, one field per column."""

from claimgraph.model.arguments import ClaimRelation, EvidenceLine, Observation, Remainder
from claimgraph.model.claims import (
    Claim,
    QuantityProposition,
    RelationProposition,
    Source,
    Utterance,
)
from claimgraph.model.entities import Entity, Fab, IdentifierMatch, Speaker
from claimgraph.model.facts import ChipFacts, InputFacts, Involvement, ModelFacts, NameMatch, SiteFacts
from claimgraph.model.judgements import Assessment, Retraction
from claimgraph.model.record import Record

__all__ = [
    "Assessment",
    "ChipFacts",
    "Claim",
    "ClaimRelation",
    "Entity",
    "EvidenceLine",
    "Fab",
    "IdentifierMatch",
    "InputFacts",
    "Involvement",
    "ModelFacts",
    "NameMatch",
    "Observation",
    "QuantityProposition",
    "Record",
    "RelationProposition",
    "Remainder",
    "Retraction",
    "SiteFacts",
    "Source",
    "Speaker",
    "Utterance",
]
