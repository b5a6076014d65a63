"""Who and what claims are about: nations, organisations, people, models, chips, fabs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import Any, Concept, Confidence, Tagged, Thing, Url
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """One entity of any kind; its kind is the first part of its id.

    `names` are its names in languages other than English and Chinese. A dataset that adds to an
    entity which another one names leaves `name` out.
    """

    id: Any
    identifiers: tuple[str, ...]
    name: str | None
    name_zh: str | None
    names: tuple[Tagged, ...]
    alt_names: tuple[str, ...]
    alt_names_tagged: tuple[Tagged, ...]
    iso_alpha2: str | None
    iso_alpha3: str | None
    nation: Any | None
    part_of: tuple[Any, ...]
    developers: tuple[Any, ...]
    developers_as_printed: str | None
    manufacturers: tuple[Any, ...]
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
    """An entity's identifier elsewhere, with the way the match was verified."""

    id: Annotated[str, Thing("match")]
    entity: Any
    authority: Annotated[str, Concept("authority")]
    value: Url
    verified_via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Record):
    """An entity as a speaker: the names sources print for it, and for which nation it speaks."""

    id: Any
    names_as_printed: tuple[str, ...]
    speaker_type: Annotated[str, Concept("speaker-type")]
    nation: Any | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fab(Record):
    """A plant that makes chips, or is being built to."""

    id: Annotated[str, Thing("fab")]
    identifiers: tuple[str, ...]
    name: str
    operators: tuple[Any, ...]
    operator_as_printed: str
    nation: Any
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
