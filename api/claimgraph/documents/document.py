"""What all documents have in common, and the small documents that others hold: references and dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from claimgraph.documents.paths import page_path


class Document(BaseModel):
    """Base of every answer. Unknown fields are errors, so a misspelt one cannot hide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def plain_data(self) -> dict[str, Any]:
        """The answer as JSON values. Fields that do not apply to it, and so were never set, are left out."""
        return self.model_dump(mode="json", exclude_unset=True)


class Ref(Document):
    """A thing that is named, not described: follow `iri` for more."""

    iri: str = Field(
        description="Where it is described", examples=["https://w3id.org/claimgraph/id/nation/taiwan"]
    )
    label: str = Field(description="What it is called, in English where we know", examples=["Taiwan"])
    language: str | None = Field(None, description="Language of the label", examples=["en"])

    @property
    def path(self) -> str | None:
        """Its page here; None for things of other sites."""
        return page_path(self.iri)


class Span(Document):
    """A date at the precision at which it is known. Both ends are inclusive; null is open."""

    edtf: str = Field(description="Extended Date/Time Format (ISO 8601-2)", examples=["2025-03"])
    earliest: date | None = Field(None, description="First day it may mean", examples=["2025-03-01"])
    latest: date | None = Field(None, description="Last day it may mean", examples=["2025-03-31"])


class Resource(Document):
    """A thing with its own IRI."""

    iri: str = Field(description="The thing's identifier and address")


class AboutClaim(Document):
    """What a document about one claim names it by."""

    claim: str = Field(
        description="IRI of the claim",
        examples=["https://w3id.org/claimgraph/id/claim/musk-2025-all-chip-fabs-in-taiwan"],
    )
    identifier: str = Field(description="Identifier in the source tables", examples=["S18"])
    text: str = Field(description="Our paraphrase")


def make_span(edtf: str, earliest: str | None, latest: str | None) -> Span:
    """A date in EDTF with the days it may mean, given as ISO 8601."""
    return Span(
        edtf=edtf,
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
    )
