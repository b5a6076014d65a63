"""One claim in full, and claims in a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field, field_validator

from claimgraph import model
from claimgraph.documents.claim_layers import (
    ClaimRelation,
    EvidenceLine,
    QuantityProposition,
    RelationProposition,
    Remainder,
    Utterance,
    UtteranceBrief,
)
from claimgraph.documents.document import Document, Ref, Resource, Span, make_span
from claimgraph.documents.from_rdf import make_reference, read_document
from claimgraph.documents.rdf_fields import (
    NOT_REVIEWED,
    Reviewed,
    claim_field,
    inverse_field,
    rdf_field,
)
from claimgraph.documents.retractions import Retractable
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.stores import Solution

_NEVER = date.max  # where an unknown day is sorted


class Claim(Retractable):
    """One statement in our neutral paraphrase, with its content, sayings, evidence and neighbours."""

    identifiers: list[str] = claim_field("identifier", "Identifiers in the source tables", examples=[["S18"]])
    text: str | None = claim_field("text", "Our paraphrase", examples=["All chip fabs are in Taiwan (100%)."])
    language: str | None = claim_field("language", "Language of the paraphrase", examples=["en"])
    claim_type: Ref | None = claim_field("claim_type", "Kind of claim")
    topics: list[Ref] = claim_field("topics", "Topics")
    about: list[Ref] = claim_field("about", "Entities it is about")
    sensitive: bool | None = claim_field("sensitive", "True when it is left out of default answers")
    reviewed: Reviewed = rdf_field("cg:reviewed", NOT_REVIEWED)
    left_unstructured: str | None = claim_field(
        "left_unstructured", "Why its content is not wholly structured"
    )
    note: str | None = claim_field("note", "Remark of the curator")
    utterances: list[Utterance] = inverse_field(
        model.Utterance, "claim", "Who said it, when and where; earliest first"
    )
    quantities: list[QuantityProposition] = inverse_field(
        model.QuantityProposition, "claim", "The figures it asserts", only="cg:QuantityProposition"
    )
    facts: list[RelationProposition] = inverse_field(
        model.RelationProposition, "claim", "What it asserts without a figure", only="cg:RelationProposition"
    )
    evidence: list[EvidenceLine] = inverse_field(
        model.EvidenceLine, "claim", "Arguments for, against and about it"
    )
    bears_on: list[ClaimRelation] = inverse_field(
        model.ClaimRelation, "from_claim", "Claims it contradicts, qualifies, supports …"
    )
    borne_on_by: list[ClaimRelation] = inverse_field(
        model.ClaimRelation, "to_claim", "Claims that contradict, qualify, support … it"
    )
    remainders: list[Remainder] = inverse_field(model.Remainder, "record", "What could not be structured")

    @field_validator("utterances")
    @classmethod
    def _sort_utterances(cls, utterances: list[Utterance]) -> list[Utterance]:
        return sorted(utterances, key=lambda utterance: (_first_day(utterance.said), utterance.iri))

    @property
    def slug(self) -> str:
        return local_name(self.iri)


class ClaimSummary(Resource):
    """A claim in a list."""

    identifiers: list[str] = Field(description="Identifiers in the source tables", examples=[["S18"]])
    text: str = Field(description="Our paraphrase")
    claim_type: Ref = Field(description="Kind of claim")
    sayings: list[UtteranceBrief] = Field(description="Who said it when; earliest first")
    retracted: bool = Field(description="True when it was withdrawn, and is kept")
    reviewed: bool = Field(description=NOT_REVIEWED)

    @property
    def path(self) -> str:
        return f"/claims/{local_name(self.iri)}"

    @property
    def first_said(self) -> date | None:
        """The first day on which it may have been said; None if no day is known."""
        first = min((_first_day(saying.said) for saying in self.sayings), default=_NEVER)
        return None if first == _NEVER else first


class ClaimPage(Document):
    """One page of the claims that fit the filters."""

    total: int = Field(description="Claims that fit, on all pages", examples=[136])
    page: int = Field(description="This page; the first is 1", examples=[1])
    size: int = Field(description="Claims on a full page", examples=[50])
    pages: int = Field(description="Number of pages", examples=[3])
    claims: list[ClaimSummary] = Field(description="The claims of this page, in the order asked for")


def describe_claim(graph: TripleIndex, iri: str) -> Claim | None:
    """The claim, or None if the triples do not hold it."""
    if not graph.has_type(iri, "cg:Claim"):
        return None
    return read_document(Claim, graph, iri)


def summarize_claims(solutions: Iterable[Solution]) -> list[ClaimSummary]:
    """Claims from claims_list.rq, whose rows come one per claim and utterance."""
    rows: dict[str, list[Solution]] = {}
    for row in solutions:
        rows.setdefault(row["claim"].value, []).append(row)
    return [_summarize_claim(iri, claim_rows) for iri, claim_rows in rows.items()]


def _summarize_claim(iri: str, rows: list[Solution]) -> ClaimSummary:
    first = rows[0]
    sayings = {saying.model_dump_json(): saying for row in rows if (saying := _read_saying(row))}.values()
    return ClaimSummary(
        iri=iri,
        identifiers=sorted({row["identifier"].value for row in rows if "identifier" in row}),
        text=first["text"].value,
        claim_type=make_reference(first["type"], first.get("typeLabel")),
        retracted=first["retracted"].value == "true",
        reviewed=first["reviewed"].value == "true",
        sayings=sorted(sayings, key=lambda saying: (_first_day(saying.said), saying.model_dump_json())),
    )


def _read_saying(row: Solution) -> UtteranceBrief | None:
    if "utterance" not in row:
        return None
    speaker = make_reference(row["speaker"], row.get("speakerLabel")) if "speaker" in row else None
    return UtteranceBrief(iri=row["utterance"].value, speaker=speaker, said=_read_span(row))


def _read_span(row: Solution) -> Span | None:
    if "said" not in row:
        return None
    earliest, latest = (row[end].value if end in row else None for end in ("earliest", "latest"))
    return make_span(row["said"].value, earliest, latest)


def _first_day(said: Span | None) -> date:
    return (said.earliest or said.latest or _NEVER) if said else _NEVER
