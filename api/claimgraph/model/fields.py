"""Types of fields: references, vocabulary terms, formatted texts.

A field's type decides both how its CSV cell is read and which RDF term it becomes,
so a table, its record and its triples cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

UNKNOWN = "unknown"  # there is a value, but we do not know it: cg:unknown
NONE = "none"  # there is no value: cg:none


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a thing of a kind; "": of any kind, which the cell states, as in "nation/taiwan"."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of one of our SKOS vocabularies, written as its slug."""

    scheme: str


@dataclass(frozen=True, slots=True)
class TextFormat:
    """Text of a given form.

    `name` is "url" (an absolute http IRI), "unit" (a unit of QUDT or of ours), "graph" (a data set's slug)
    or "tagged" (a text with its language: "fr:Allemagne").
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
