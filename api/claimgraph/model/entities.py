"""Entities that claims are about: nations, organisations, people, models, chips, fabs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, Concept, Confidence, DatasetSlug, Reference, TaggedText, Url
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """One entity of any kind; its kind is the first part of its id.

    `names` are its names in languages other than English and Chinese. A dataset that adds to an
    entity which another one names leaves `name` out.
    """

    id: AnyId
    identifiers: tuple[str, ...]
    name: str | None
    name_zh: str | None
    names: tuple[TaggedText, ...]
    alt_names: tuple[str, ...]
    alt_names_tagged: tuple[TaggedText, ...]
    iso_alpha2: str | None
    iso_alpha3: str | None
    nation: AnyId | None
    part_of: tuple[AnyId, ...]
    developers: tuple[AnyId, ...]
    developers_as_printed: str | None
    manufacturers: tuple[AnyId, ...]
    released: Period | None
    process_nm: Decimal | None
    place: str | None
    latitude: Decimal | None
    longitude: Decimal | None
    homepage: Url | None
    note: str | None
    row_source: str | None
    row_licence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierMatch(Record):
    """An entity's identifier in another register, and how the match was verified."""

    id: Annotated[str, Reference("match")]
    entity: AnyId
    authority: Annotated[str, Concept("authority")]
    value: Url
    verified_via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch(Record):
    """A judgement of which entity a data set means by a name."""

    id: Annotated[str, Reference("name-match")]
    name: str
    entity: AnyId
    dataset: DatasetSlug
    judgement: Annotated[str, Concept("judgement")]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Record):
    """An entity as a speaker: its names as sources print them, and the nation it speaks for."""

    id: AnyId
    names_as_printed: tuple[str, ...]
    speaker_type: Annotated[str, Concept("speaker-type")]
    nation: AnyId | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fab(Record):
    """A plant that makes chips or will make them."""

    id: Annotated[str, Reference("fab")]
    identifiers: tuple[str, ...]
    name: str
    operators: tuple[AnyId, ...]
    operator_as_printed: str
    nation: AnyId
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    coordinates_from: str | None
    coordinates_source: str | None
    process_nm: Decimal | None
    wafer_mm: Decimal | None
    wafers_per_month: Decimal | None
    status: Annotated[str, Concept("fab-status")]
    started: Period | None
    confidence: Confidence
    sources: tuple[Url, ...]
    sources_as_printed: str
    row_source: str
    row_licence: str
