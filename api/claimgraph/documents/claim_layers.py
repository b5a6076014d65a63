"""The layers of a claim, one view each: propositions, utterances, sources, evidence, judgements."""

from __future__ import annotations

from decimal import Decimal

from claimgraph import model
from claimgraph.documents.document import Ref, Resource, Span
from claimgraph.documents.rdf_fields import (
    claim_field,
    evidence_field,
    inverse_field,
    judgement_field,
    observation_field,
    quantity_field,
    rdf_field,
    relation_field,
    remainder_field,
    source_field,
    utterance_field,
)
from claimgraph.documents.retractions import Retractable

_DECIMAL = "Decimals are JSON strings, so that no digit is lost"


class Remainder(Resource):
    """Source text that could not be structured, with the reason."""

    field: str | None = remainder_field("field", "Column of the source table", examples=["time_span"])
    text: str | None = remainder_field("text", "The text as printed")
    reason: str | None = remainder_field("reason", "Why it is not structured")


class Quantity(Retractable):
    """Fields that a proposition and an observation share. Exactly what is compared.

    Some are read from properties of their own in each of the two; here they are those of an observation.
    """

    metric: Ref | None = observation_field("metric", "What is counted or measured")
    subjects: list[Ref] = observation_field("subjects", "What the figure is about")
    partners: list[Ref] = observation_field("partners", "The other side of a pair, ratio, lag or rank")
    value: Decimal | None = observation_field("value", f"The figure. {_DECIMAL}", examples=["46000"])
    low: Decimal | None = observation_field("low", f"Lower bound. {_DECIMAL}", examples=["40"])
    high: Decimal | None = observation_field("high", f"Upper bound. {_DECIMAL}", examples=["60.5"])
    date_value: Span | None = observation_field("date_value", "The value of a metric that is a date")
    unit: Ref | None = observation_field("unit", "QUDT's unit, or one of ours")
    price_year: int | None = observation_field("price_year", "The year whose prices an amount of money is in")
    scope: str | None = observation_field("scope", "What the figure is limited to")
    definition: str | None = observation_field("definition", "The definition its author gives")
    scopes: list[Ref] = rdf_field("cg:hasScope", "The scopes that scope and definition lead to")
    as_printed: str | None = observation_field(
        "as_printed", "The figure as the document prints it", examples=["3.18 trillion"]
    )
    source_text: str | None = observation_field(
        "source_text", "Figure and unit as printed", examples=["46000 | papers"]
    )
    note: str | None = observation_field("note", "Remark of the curator")
    remainders: list[Remainder] = inverse_field(model.Remainder, "record", "What could not be structured")


class QuantityProposition(Quantity):
    """A figure the claim asserts."""

    metric: Ref | None = quantity_field("metric", "What is counted or measured")
    subjects: list[Ref] = quantity_field("subjects", "What the figure is about")
    partners: list[Ref] = quantity_field("partners", "The other side of a pair, ratio, lag or rank")
    value: Decimal | None = quantity_field("value", f"The figure. {_DECIMAL}", examples=["46000"])
    low: Decimal | None = quantity_field("low", f"Lower bound. {_DECIMAL}", examples=["40"])
    high: Decimal | None = quantity_field("high", f"Upper bound. {_DECIMAL}", examples=["60.5"])
    date_value: Span | None = quantity_field("date_value", "The value of a metric that is a date")
    unit: Ref | None = quantity_field("unit", "QUDT's unit, or one of ours")
    price_year: int | None = quantity_field("price_year", "The year whose prices an amount of money is in")
    scopes: list[Ref] = rdf_field("cg:assertsScope", "The scopes that scope and definition lead to")
    comparator: Ref | None = quantity_field(
        "comparator", "How value and claim compare: equal, greater, about, rank …"
    )
    period: Span | None = quantity_field("period", "When it is said to hold; null: not said or unknown")


class RelationProposition(Retractable):
    """A fact without a figure that the claim asserts."""

    subject: Ref | None = relation_field("subject", "Subject")
    predicate: Ref | None = relation_field("predicate", "Predicate")
    object: Ref | None = relation_field("object", "Object")
    negated: bool | None = relation_field("negated", "True when the claim denies it")
    period: Span | None = relation_field("period", "When it is said to hold; null: not said or unknown")
    note: str | None = relation_field("note", "Remark of the curator")
    remainders: list[Remainder] = inverse_field(model.Remainder, "record", "What could not be structured")


class Source(Retractable):
    """A document, with how near it stands to what it reports."""

    title: str | None = source_field("title", "Title")
    kind: Ref | None = source_field("kind", "Kind of document")
    publisher: Ref | None = source_field("publisher", "Who publishes it")
    publisher_as_printed: str | None = source_field("publisher_as_printed", "The publisher's name as printed")
    relays: list[Ref] = source_field("relays", "Publishers whose reporting it passes on")
    derived_from: list[Ref] = source_field("derived_from", "Documents it passes on, first publications")
    author: str | None = source_field("author", "The author as printed")
    issued: Span | None = source_field("issued", "When it came out; null: unknown")
    url: str | None = source_field("url", "Its address", examples=["https://www.example.org/article"])
    archived_url: str | None = source_field("archived_url", "A copy in an archive")
    licence: str | None = source_field("licence", "Licence as stated")
    tier: Ref | None = source_field("tier", "primary, official, secondary or tertiary")
    declared_interest: str | None = source_field("declared_interest", "Interest its author declares")
    note: str | None = source_field("note", "Remark of the curator")


class Utterance(Retractable):
    """One occasion on which someone expressed a claim, as one source shows it."""

    claim: Ref | None = utterance_field("claim", "The claim it expresses")
    speaker: Ref | None = utterance_field("speaker", "Who said it")
    speaker_as_printed: str | None = utterance_field(
        "speaker_as_printed", "The speaker as the source names them"
    )
    speaker_role: str | None = utterance_field("speaker_role", "The speaker's role at the time")
    said: Span | None = utterance_field("said", "When; null: unknown")
    source: Source | None = utterance_field("source", "The document that shows it")
    modality: Ref | None = utterance_field("modality", "asserted, reported, denial, announcement …")
    antecedent: str | None = utterance_field("antecedent", "The 'if' of a conditional")
    probability_low: Decimal | None = utterance_field(
        "probability_low", f"Lowest probability given. {_DECIMAL}"
    )
    probability_high: Decimal | None = utterance_field(
        "probability_high", f"Highest probability given. {_DECIMAL}"
    )
    quote: str | None = utterance_field("quote", "The speaker's words, 25 at most")
    attribution_confidence: Ref | None = utterance_field(
        "attribution_confidence", "How sure we are who said it"
    )
    derived_from: list[Utterance] = utterance_field("derived_from", "Utterances it repeats in other words")
    quoted_from: list[Utterance] = utterance_field("quoted_from", "Utterances it quotes")
    note: str | None = utterance_field("note", "Remark of the curator")
    remainders: list[Remainder] = inverse_field(model.Remainder, "record", "What could not be structured")


class Observation(Quantity):
    """One measured or estimated value, with when it held and when it became known."""

    period: Span | None = observation_field("period", "When it held; null: unknown")
    known_since: Span | None = observation_field("known_since", "When it became known; null: unknown")
    source: Source | None = observation_field("source", "Where it was read")
    method: str | None = observation_field("method", "How it was obtained")
    suspect: str | None = observation_field("suspect", "Why it is doubted; no verdict rests on it then")
    dataset: Ref | None = rdf_field("qb:dataSet", "The dataset it belongs to")


class EvidenceLine(Retractable):
    """One argument for, against or about a claim, and who judged it so."""

    identifiers: list[str] = evidence_field("identifier", "Names in the source tables", examples=[["EV030"]])
    direction: Ref | None = evidence_field("direction", "supports, contradicts, qualifies or context")
    basis: Ref | None = evidence_field("basis", "What the judgement rests on")
    items: list[Ref] = evidence_field("items", "Observations, claims and utterances it rests on")
    observations: list[Observation] = evidence_field("items", "Figures among them", only="cg:Observation")
    source: Source | None = evidence_field("source", "The document it comes from")
    rationale: str | None = evidence_field("rationale", "Why it bears on the claim")
    figure_text: str | None = evidence_field("figure_text", "The figure as printed")
    unit_text: str | None = evidence_field("unit_text", "The unit as printed")
    period_text: str | None = evidence_field("period_text", "The period as printed")
    licence_text: str | None = evidence_field("licence_text", "Licence of the source as stated")
    source_quality: str | None = evidence_field(
        "source_quality", "The source's standing as the curator put it"
    )
    judged_by: Ref | None = evidence_field("judged_by", "Who judged")
    judged: Span | None = evidence_field("judged", "When; null: unknown")
    note: str | None = evidence_field("note", "Remark of the curator")
    remainders: list[Remainder] = inverse_field(model.Remainder, "record", "What could not be structured")


class UtteranceBrief(Resource):
    """Who said something when, in short."""

    speaker: Ref | None = utterance_field("speaker", "Who said it")
    said: Span | None = utterance_field("said", "When; null: unknown")


class ClaimBrief(Retractable):
    """Another claim, in short."""

    text: str | None = claim_field("text", "Our paraphrase")
    claim_type: Ref | None = claim_field("claim_type", "Kind of claim")
    sayings: list[UtteranceBrief] = inverse_field(model.Utterance, "claim", "Who said it when")


class ClaimRelation(Retractable):
    """One person's judgement of how a claim bears on another."""

    from_claim: ClaimBrief | None = judgement_field("from_claim", "The claim that bears on the other")
    relation: Ref | None = judgement_field(
        "relation",
        "contradicts, in-tension-with, counterexample-to, qualifies, supports, restates or supersedes",
    )
    to_claim: ClaimBrief | None = judgement_field("to_claim", "The claim borne on")
    basis: Ref | None = judgement_field("basis", "What the judgement rests on")
    judged_by: Ref | None = judgement_field("judged_by", "Who judged")
    judged: Span | None = judgement_field("judged", "When; null: unknown")
    note: str | None = judgement_field("note", "Remark of the curator")
