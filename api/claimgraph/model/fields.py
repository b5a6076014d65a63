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
class Thing:
    """A reference to a thing. `kind` is its IRI segment; "" means the cell names it: "nation/taiwan"."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of one of our SKOS vocabularies, written as its slug."""

    scheme: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Text of one kind: "url" (an absolute http IRI), "unit" (a QUDT or own unit), "graph" (a dataset's
    slug) or "tagged" (a text with its language: "fr:Allemagne").
    """

    kind: str


Any = Annotated[str, Thing()]
Url = Annotated[str, Plain("url")]
Unit = Annotated[str, Plain("unit")]
Graph = Annotated[str, Plain("graph")]
Tagged = Annotated[str, Plain("tagged")]
ClaimId = Annotated[str, Thing("claim")]
PropositionId = Annotated[str, Thing("proposition")]
UtteranceId = Annotated[str, Thing("utterance")]
SourceId = Annotated[str, Thing("source")]
ObservationId = Annotated[str, Thing("observation")]
Metric = Annotated[str, Concept("metric")]
Confidence = Annotated[str, Concept("confidence")]
