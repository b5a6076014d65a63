"""The records a curator writes, as plain frozen values: one class per table, one field per column."""

from claimgraph.model.bridges import Bridge
from claimgraph.model.claims import Claim, ClaimRelation
from claimgraph.model.columns import Column, columns_of
from claimgraph.model.entities import Entity, Fab, IdentifierMatch, NameMatch, Speaker
from claimgraph.model.evidence import EvidenceLine
from claimgraph.model.facts import ChipFacts, EntityReading, InputFacts, Involvement, ModelFacts, SiteFacts
from claimgraph.model.fields import NONE, UNKNOWN, Concept, Reference, TextFormat
from claimgraph.model.formulas import Formula
from claimgraph.model.judgements import Assessment, Retraction
from claimgraph.model.observations import Observation, SuspectObservation
from claimgraph.model.own_terms import OwnMetric, OwnTerm, OwnTopic, OwnUnit
from claimgraph.model.propositions import QuantityProposition, RelationProposition
from claimgraph.model.record import Record
from claimgraph.model.sources import Remainder, Source
from claimgraph.model.utterances import Utterance

__all__ = [
    "NONE",
    "UNKNOWN",
    "Assessment",
    "Bridge",
    "ChipFacts",
    "Claim",
    "ClaimRelation",
    "Column",
    "Concept",
    "Entity",
    "EntityReading",
    "EvidenceLine",
    "Fab",
    "Formula",
    "IdentifierMatch",
    "InputFacts",
    "Involvement",
    "ModelFacts",
    "NameMatch",
    "Observation",
    "OwnMetric",
    "OwnTerm",
    "OwnTopic",
    "OwnUnit",
    "QuantityProposition",
    "Record",
    "Reference",
    "RelationProposition",
    "Remainder",
    "Retraction",
    "SiteFacts",
    "Source",
    "Speaker",
    "SuspectObservation",
    "TextFormat",
    "Utterance",
    "columns_of",
]
