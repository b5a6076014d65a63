"""Facts that data sets state about entities, and the roles of organisations in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.model.fields import AnyId, Concept, Confidence, Reference
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts(Record):
    """Facts about an AI model. Its figures are observations."""

    id: AnyId
    domains: tuple[str, ...]
    tasks: tuple[str, ...]
    developed_in: tuple[AnyId, ...]  # each nation once, whatever the number of its organisations
    accessibility: Annotated[str, Concept("accessibility")] | None
    notability: tuple[Annotated[str, Concept("notability")], ...]
    foundation_model: bool | None
    based_on: tuple[AnyId, ...]
    based_on_as_printed: str | None
    trained_on: tuple[AnyId, ...]
    trained_on_as_printed: str | None
    estimate_confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityReading(Record):
    """An entity whose figures may be read as those of another, such as a bucket of owners as their nation."""

    id: AnyId
    read_as: AnyId
    assumption: str  # a sentence: what a reader who does so takes for granted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipFacts(Record):
    """Facts about a chip. Who designed and fabricated it is in the row of the entity."""

    id: AnyId
    chip_type: Annotated[str, Concept("chip-type")] | None
    foundry_as_printed: str | None
    for_machine_learning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts(Record):
    """Facts about a data centre. Its capacity and cost are observations."""

    id: AnyId
    owned_by: tuple[AnyId, ...]  # only if the data set is confident: others are involvements
    used_by: tuple[AnyId, ...]
    hosts: tuple[AnyId, ...]
    hosts_as_printed: str | None
    site_sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFacts(Record):
    """Facts about a supply-chain input: what it is, and what it goes into."""

    id: AnyId
    input_type: Annotated[str, Concept("input-type")]
    stage: AnyId | None
    goes_into: tuple[AnyId, ...]
    variant_of: tuple[AnyId, ...]
    description: str | None
    market_size_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Record):
    """One organisation's role in a thing. Separate lists of organisations and roles would lose the pairs."""

    id: Annotated[str, Reference("involvement")]
    thing: AnyId
    role: Annotated[str, Concept("role")]
    agent: AnyId | None  # None: we have no entity of this name
    agent_as_printed: str
    nations: tuple[AnyId, ...]
    sector: Annotated[str, Concept("sector")] | None
    confidence: Confidence | None
    note: str | None
