"""What a cell may hold: references, vocabulary terms, dates; the types say which.

A field's type drives both how its CSV cell is read and which RDF term it becomes,
so a table, its record and its triples cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

UNKNOWN = "unknown"  # there is a value, nobody here knows it: cg:unknown
NONE = "none"  # there is no value: cg:none


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a thing. `kind` is its IRI segment; "" means the cell names it: "nation/taiwan"."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of one of our SKOS vocabularies, written as its slug."""

    scheme: str


@dataclass(frozen=True, slots=True)
class TextFormat:
    """Text of one kind: "url" (an absolute http IRI), "unit" (a QUDT or own unit), "graph" (a dataset's
    slug) or "tagged" (a text with its language: "fr:Allemagne").
    """

    name: str


AnyId = Annotated[str, Reference()]
Url = Annotated[str, TextFormat("url")]
Unit = Annotated[str, TextFormat("unit")]
DatasetSlug = Annotated[str, TextFormat("graph")]
TaggedText = Annotated[str, TextFormat("tagged")]
ClaimId = Annotated[str, Reference("claim")]
PropositionId = Annotated[str, Reference("proposition")]
UtteranceId = Annotated[str, Reference("utterance")]
SourceId = Annotated[str, Reference("source")]
ObservationId = Annotated[str, Reference("observation")]
Metric = Annotated[str, Concept("metric")]
Confidence = Annotated[str, Concept("confidence")]
