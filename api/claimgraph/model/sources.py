"""Documents that claims and measurements are taken from, and their text that could not be structured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, Concept, Reference, SourceId, Url
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document, and how close it is to what it reports."""

    id: SourceId
    kind: Annotated[str, Concept("source-kind")]
    title: str | None
    publisher: AnyId
    publisher_as_printed: str
    relays: tuple[AnyId, ...]  # publishers whose reporting it passes on
    derived_from: tuple[SourceId, ...] = ()  # the documents of theirs that it passes on
    author: str | None
    issued: Period | None
    url: Url | None
    archived_url: Url | None
    licence: str | None
    tier: Annotated[str, Concept("source-tier")]
    declared_interest: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder(Record):
    """Source text that could not be structured, kept with the reason."""

    id: Annotated[str, Reference("remainder")]
    record: AnyId
    field: str
    text: str
    reason: str
