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

Record = (
    Claim
    | ClaimRelation
    | Entity
    | EvidenceLine
    | Fab
    | IdentifierMatch
    | Observation
    | QuantityProposition
    | RelationProposition
    | Remainder
    | Source
    | Speaker
    | Utterance
)

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
