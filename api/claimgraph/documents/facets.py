"""By what claims can be filtered, and how many claims each value leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from claimgraph.documents.document import Document
from claimgraph.documents.triple_index import local_name
from claimgraph.namespaces import ID, VOCAB, compact_iri


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that claims can be filtered by, and how many claims that leaves."""

    iri: str
    label: str
    claims: int

    @property
    def parameter(self) -> str:
        """As it is written in an address: "fabs" for vocabulary terms, else "nation/taiwan", "cg:unknown"."""
        if self.iri.startswith(VOCAB):
            return local_name(self.iri)
        return self.iri.removeprefix(ID) if self.iri.startswith(ID) else compact_iri(self.iri)


class FilterValue(Document):
    """A value a filter may take."""

    value: str = Field(description="What to write in the address", examples=["fabs"])
    label: str = Field(description="What it is called", examples=["chip fabs"])
    claims: int = Field(description="Claims it leaves", examples=[12])


class FilterValues(Document):
    """Every value of every filter that leaves at least one claim."""

    topic: list[FilterValue] = Field(description="Topics, the most frequent first")
    type: list[FilterValue] = Field(description="Claim types, the most frequent first")
    speaker: list[FilterValue] = Field(description="Speakers, those of most claims first")
    entity: list[FilterValue] = Field(description="Entities that claims are about, the most frequent first")


def describe_filters(facets: Mapping[str, Sequence[Facet]]) -> FilterValues:
    """The values of each filter, in the order of the facets."""
    values = {name: [_describe_facet(facet) for facet in facets[name]] for name in facets}
    return FilterValues(
        topic=values["topic"], type=values["type"], speaker=values["speaker"], entity=values["entity"]
    )


def _describe_facet(facet: Facet) -> FilterValue:
    return FilterValue(value=facet.parameter, label=facet.label, claims=facet.claims)
