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
from claimgraph.model.record import Record

__all__ = [
    "Claim",
    "ClaimRelation",
    "Entity",
    "EvidenceLine",
    "Fab",
    "IdentifierMatch",
    "Observation",
    "QuantityProposition",
    "Record",
    "RelationProposition",
    "Remainder",
    "Source",
    "Speaker",
    "Utterance",
]
