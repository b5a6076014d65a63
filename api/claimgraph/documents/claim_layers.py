"""The layers of a claim, one view each: propositions, utterances, sources, evidence, judgements."""

from __future__ import annotations

from decimal import Decimal

from claimgraph.documents.from_rdf import Ref, Resource, Span, rdf_field
from claimgraph.documents.retractions import Retractable

_DECIMAL = "Decimals are JSON strings, so that no digit is lost"


class Remainder(Resource):
    """Source text that could not be structured, with the reason."""

    field: str | None = rdf_field("cg:field", "Column of the source table", examples=["time_span"])
    text: str | None = rdf_field("cg:sourceText", "The text as printed")
    reason: str | None = rdf_field("cg:reason", "Why it is not structured")


class Quantity(Retractable):
    """Fields that a proposition and an observation share. Exactly what is compared."""

    metric: Ref | None = rdf_field("cg:metric", "What is counted or measured")
    subjects: list[Ref] = rdf_field("cg:subject", "What the figure is about")
    partners: list[Ref] = rdf_field("cg:partner", "The other side of a pair, ratio, lag or rank")
    value: Decimal | None = rdf_field("qudt:numericValue", f"The figure. {_DECIMAL}", examples=["46000"])
    low: Decimal | None = rdf_field("cg:low", f"Lower bound. {_DECIMAL}", examples=["40"])
    high: Decimal | None = rdf_field("cg:high", f"Upper bound. {_DECIMAL}", examples=["60.5"])
    date_value: Span | None = rdf_field("cg:dateValue", "The value of a metric that is a date")
    unit: Ref | None = rdf_field("qudt:hasUnit", "QUDT's unit, or one of ours")
    scope: str | None = rdf_field("cg:scope", "What the figure is limited to")
    definition: str | None = rdf_field("cg:definition", "The definition its author gives")
    source_text: str | None = rdf_field(
        "cg:sourceText", "Figure and unit as printed", examples=["46000 | papers"]
    )
    note: str | None = rdf_field("skos:note", "Remark of the curator")
    remainders: list[Remainder] = rdf_field("^cg:remainderOf", "What could not be structured")


class QuantityProposition(Quantity):
    """A figure the claim asserts."""

    comparator: Ref | None = rdf_field(
        "cg:comparator", "How value and claim compare: equal, greater, about, rank …"
    )
    period: Span | None = rdf_field("cg:validDuring", "When it is said to hold; null: not said or unknown")


class RelationProposition(Retractable):
    """A fact without a figure that the claim asserts."""

    subject: Ref | None = rdf_field("cg:subject", "Subject")
    predicate: Ref | None = rdf_field("cg:predicate", "Predicate")
    object: Ref | None = rdf_field("cg:object", "Object")
    negated: bool | None = rdf_field("cg:negated", "True when the claim denies it")
    period: Span | None = rdf_field("cg:validDuring", "When it is said to hold; null: not said or unknown")
    note: str | None = rdf_field("skos:note", "Remark of the curator")
    remainders: list[Remainder] = rdf_field("^cg:remainderOf", "What could not be structured")


class Source(Retractable):
    """A document, with how near it stands to what it reports."""

    title: str | None = rdf_field("dcterms:title", "Title")
    kind: Ref | None = rdf_field("cg:sourceKind", "Kind of document")
    publisher: Ref | None = rdf_field("dcterms:publisher", "Who publishes it")
    publisher_as_printed: str | None = rdf_field("cg:publisherAsPrinted", "The publisher's name as printed")
    relays: list[Ref] = rdf_field("cg:relays", "Publishers whose reporting it passes on")
    author: str | None = rdf_field("cg:authorAsPrinted", "The author as printed")
    issued: Span | None = rdf_field("cg:issuedDuring", "When it came out; null: unknown")
    url: str | None = rdf_field("schema:url", "Its address", examples=["https://www.example.org/article"])
    archived_url: str | None = rdf_field("schema:archivedAt", "A copy in an archive")
    licence: str | None = rdf_field("cg:licenceText", "Licence as stated")
    tier: Ref | None = rdf_field("cg:sourceTier", "primary, official, secondary or tertiary")
    declared_interest: str | None = rdf_field("cg:declaredInterest", "Interest its author declares")
    note: str | None = rdf_field("skos:note", "Remark of the curator")


class Utterance(Retractable):
    """One occasion on which someone expressed a claim, as one source shows it."""

    claim: Ref | None = rdf_field("cg:expresses", "The claim it expresses")
    speaker: Ref | None = rdf_field("prov:wasAttributedTo", "Who said it")
    speaker_as_printed: str | None = rdf_field("cg:speakerAsPrinted", "The speaker as the source names them")
    speaker_role: str | None = rdf_field("cg:speakerRole", "The speaker's role at the time")
    said: Span | None = rdf_field("cg:saidDuring", "When; null: unknown")
    source: Source | None = rdf_field("cg:inSource", "The document that shows it")
    modality: Ref | None = rdf_field("cg:modality", "asserted, reported, denial, announcement …")
    antecedent: str | None = rdf_field("cg:antecedent", "The 'if' of a conditional")
    probability_low: Decimal | None = rdf_field("cg:probabilityLow", f"Lowest probability given. {_DECIMAL}")
    probability_high: Decimal | None = rdf_field(
        "cg:probabilityHigh", f"Highest probability given. {_DECIMAL}"
    )
    quote: str | None = rdf_field("oa:exact", "The speaker's words, 25 at most")
    attribution_confidence: Ref | None = rdf_field("cg:attributionConfidence", "How sure we are who said it")
    derived_from: list[Utterance] = rdf_field("prov:wasDerivedFrom", "Utterances it repeats in other words")
    quoted_from: list[Utterance] = rdf_field("prov:wasQuotedFrom", "Utterances it quotes")
    note: str | None = rdf_field("skos:note", "Remark of the curator")
    remainders: list[Remainder] = rdf_field("^cg:remainderOf", "What could not be structured")


class Observation(Quantity):
    """One measured or estimated value, with when it held and when it became known."""

    period: Span | None = rdf_field("sosa:phenomenonTime", "When it held; null: unknown")
    known_since: Span | None = rdf_field("cg:knownSince", "When it became known; null: unknown")
    source: Source | None = rdf_field("prov:hadPrimarySource", "Where it was read")
    method: str | None = rdf_field("cg:method", "How it was obtained")
    dataset: Ref | None = rdf_field("qb:dataSet", "The dataset it belongs to")


class EvidenceLine(Retractable):
    """One argument for, against or about a claim, and who judged it so."""

    identifiers: list[str] = rdf_field(
        "dcterms:identifier", "Names in the source tables", examples=[["EV030"]]
    )
    direction: Ref | None = rdf_field("cg:direction", "supports, contradicts, qualifies or context")
    basis: Ref | None = rdf_field("cg:basis", "What the judgement rests on")
    items: list[Ref] = rdf_field("cg:hasEvidenceItem", "Observations, claims and utterances it rests on")
    observations: list[Observation] = rdf_field(
        "cg:hasEvidenceItem", "Figures among them", only="cg:Observation"
    )
    source: Source | None = rdf_field("prov:hadPrimarySource", "The document it comes from")
    rationale: str | None = rdf_field("cg:rationale", "Why it bears on the claim")
    figure_text: str | None = rdf_field("cg:figureText", "The figure as printed")
    unit_text: str | None = rdf_field("cg:unitText", "The unit as printed")
    period_text: str | None = rdf_field("cg:periodText", "The period as printed")
    licence_text: str | None = rdf_field("cg:licenceText", "Licence of the source as stated")
    source_quality: str | None = rdf_field("cg:sourceQuality", "The source's standing as the curator put it")
    judged_by: Ref | None = rdf_field("prov:wasAttributedTo", "Who judged")
    judged: Span | None = rdf_field("cg:judgedDuring", "When; null: unknown")
    note: str | None = rdf_field("skos:note", "Remark of the curator")
    remainders: list[Remainder] = rdf_field("^cg:remainderOf", "What could not be structured")


class Saying(Resource):
    """Who said something when, in short."""

    speaker: Ref | None = rdf_field("prov:wasAttributedTo", "Who said it")
    said: Span | None = rdf_field("cg:saidDuring", "When; null: unknown")


class ClaimBrief(Retractable):
    """Another claim, in short."""

    text: str | None = rdf_field("schema:text", "Our paraphrase")
    claim_type: Ref | None = rdf_field("cg:claimType", "Kind of claim")
    sayings: list[Saying] = rdf_field("^cg:expresses", "Who said it when")


class ClaimRelation(Retractable):
    """One person's judgement of how a claim bears on another."""

    from_claim: ClaimBrief | None = rdf_field("cg:fromClaim", "The claim that bears on the other")
    relation: Ref | None = rdf_field(
        "cg:claimRelation", "contradicts, qualifies, supports, restates or supersedes"
    )
    to_claim: ClaimBrief | None = rdf_field("cg:toClaim", "The claim borne on")
    basis: Ref | None = rdf_field("cg:basis", "What the judgement rests on")
    judged_by: Ref | None = rdf_field("prov:wasAttributedTo", "Who judged")
    judged: Span | None = rdf_field("cg:judgedDuring", "When; null: unknown")
    note: str | None = rdf_field("skos:note", "Remark of the curator")
