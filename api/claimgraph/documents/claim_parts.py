"""The layers of a claim, one view each: propositions, utterances, sources, evidence, judgements."""

from __future__ import annotations

from decimal import Decimal

from claimgraph.documents.from_rdf import Ref, Span, Thing, at
from claimgraph.documents.retractions import Retractable

_DECIMAL = "Decimals are JSON strings, so that no digit is lost"


class Remainder(Thing):
    """Source text that could not be structured, with the reason."""

    field: str | None = at("cg:field", "Column of the source table", examples=["time_span"])
    text: str | None = at("cg:sourceText", "The text as printed")
    reason: str | None = at("cg:reason", "Why it is not structured")


class Quantity(Retractable):
    """Fields that a proposition and an observation share. Exactly what is compared."""

    metric: Ref | None = at("cg:metric", "What is counted or measured")
    subjects: list[Ref] = at("cg:subject", "What the figure is about")
    partners: list[Ref] = at("cg:partner", "The other side of a pair, ratio, lag or rank")
    value: Decimal | None = at("qudt:numericValue", f"The figure. {_DECIMAL}", examples=["46000"])
    low: Decimal | None = at("cg:low", f"Lower bound. {_DECIMAL}", examples=["40"])
    high: Decimal | None = at("cg:high", f"Upper bound. {_DECIMAL}", examples=["60.5"])
    date_value: Span | None = at("cg:dateValue", "The value of a metric that is a date")
    unit: Ref | None = at("qudt:hasUnit", "QUDT's unit, or one of ours")
    scope: str | None = at("cg:scope", "What the figure is limited to")
    definition: str | None = at("cg:definition", "The definition its author gives")
    source_text: str | None = at("cg:sourceText", "Figure and unit as printed", examples=["46000 | papers"])
    note: str | None = at("skos:note", "Remark of the curator")
    remainders: list[Remainder] = at("^cg:remainderOf", "What could not be structured")


class QuantityProposition(Quantity):
    """A figure the claim asserts."""

    comparator: Ref | None = at("cg:comparator", "How value and claim compare: equal, greater, about, rank …")
    period: Span | None = at("cg:validDuring", "When it is said to hold; null: not said or unknown")


class RelationProposition(Retractable):
    """A fact without a figure that the claim asserts."""

    subject: Ref | None = at("cg:subject", "Subject")
    predicate: Ref | None = at("cg:predicate", "Predicate")
    object: Ref | None = at("cg:object", "Object")
    negated: bool | None = at("cg:negated", "True when the claim denies it")
    period: Span | None = at("cg:validDuring", "When it is said to hold; null: not said or unknown")
    note: str | None = at("skos:note", "Remark of the curator")
    remainders: list[Remainder] = at("^cg:remainderOf", "What could not be structured")


class Source(Retractable):
    """A document, with how near it stands to what it reports."""

    title: str | None = at("dcterms:title", "Title")
    kind: Ref | None = at("cg:sourceKind", "Kind of document")
    publisher: Ref | None = at("dcterms:publisher", "Who publishes it")
    publisher_as_printed: str | None = at("cg:publisherAsPrinted", "The publisher's name as printed")
    relays: list[Ref] = at("cg:relays", "Publishers whose reporting it passes on")
    author: str | None = at("cg:authorAsPrinted", "The author as printed")
    issued: Span | None = at("cg:issuedDuring", "When it came out; null: unknown")
    url: str | None = at("schema:url", "Its address", examples=["https://www.example.org/article"])
    archived_url: str | None = at("schema:archivedAt", "A copy in an archive")
    licence: str | None = at("cg:licenceText", "Licence as stated")
    tier: Ref | None = at("cg:sourceTier", "primary, official, secondary or tertiary")
    declared_interest: str | None = at("cg:declaredInterest", "Interest its author declares")
    note: str | None = at("skos:note", "Remark of the curator")


class Utterance(Retractable):
    """One occasion on which someone expressed a claim, as one source shows it."""

    claim: Ref | None = at("cg:expresses", "The claim it expresses")
    speaker: Ref | None = at("prov:wasAttributedTo", "Who said it")
    speaker_as_printed: str | None = at("cg:speakerAsPrinted", "The speaker as the source names them")
    speaker_role: str | None = at("cg:speakerRole", "The speaker's role at the time")
    said: Span | None = at("cg:saidDuring", "When; null: unknown")
    source: Source | None = at("cg:inSource", "The document that shows it")
    modality: Ref | None = at("cg:modality", "asserted, reported, denial, announcement …")
    antecedent: str | None = at("cg:antecedent", "The 'if' of a conditional")
    probability_low: Decimal | None = at("cg:probabilityLow", f"Lowest probability given. {_DECIMAL}")
    probability_high: Decimal | None = at("cg:probabilityHigh", f"Highest probability given. {_DECIMAL}")
    quote: str | None = at("oa:exact", "The speaker's words, 25 at most")
    attribution_confidence: Ref | None = at("cg:attributionConfidence", "How sure we are who said it")
    derived_from: list[Utterance] = at("prov:wasDerivedFrom", "Utterances it repeats in other words")
    quoted_from: list[Utterance] = at("prov:wasQuotedFrom", "Utterances it quotes")
    note: str | None = at("skos:note", "Remark of the curator")
    remainders: list[Remainder] = at("^cg:remainderOf", "What could not be structured")


class Observation(Quantity):
    """One measured or estimated value, with when it held and when it became known."""

    period: Span | None = at("sosa:phenomenonTime", "When it held; null: unknown")
    known_since: Span | None = at("cg:knownSince", "When it became known; null: unknown")
    source: Source | None = at("prov:hadPrimarySource", "Where it was read")
    method: str | None = at("cg:method", "How it was obtained")
    dataset: Ref | None = at("qb:dataSet", "The dataset it belongs to")


class EvidenceLine(Retractable):
    """One argument for, against or about a claim, and who judged it so."""

    identifiers: list[str] = at("dcterms:identifier", "Names in the source tables", examples=[["EV030"]])
    direction: Ref | None = at("cg:direction", "supports, contradicts, qualifies or context")
    basis: Ref | None = at("cg:basis", "What the judgement rests on")
    items: list[Ref] = at("cg:hasEvidenceItem", "Observations, claims and utterances it rests on")
    observations: list[Observation] = at("cg:hasEvidenceItem", "Figures among them", only="cg:Observation")
    source: Source | None = at("prov:hadPrimarySource", "The document it comes from")
    rationale: str | None = at("cg:rationale", "Why it bears on the claim")
    figure_text: str | None = at("cg:figureText", "The figure as printed")
    unit_text: str | None = at("cg:unitText", "The unit as printed")
    period_text: str | None = at("cg:periodText", "The period as printed")
    licence_text: str | None = at("cg:licenceText", "Licence of the source as stated")
    source_quality: str | None = at("cg:sourceQuality", "The source's standing as the curator put it")
    judged_by: Ref | None = at("prov:wasAttributedTo", "Who judged")
    judged: Span | None = at("cg:judgedDuring", "When; null: unknown")
    note: str | None = at("skos:note", "Remark of the curator")
    remainders: list[Remainder] = at("^cg:remainderOf", "What could not be structured")


class Saying(Thing):
    """Who said something when, in short."""

    speaker: Ref | None = at("prov:wasAttributedTo", "Who said it")
    said: Span | None = at("cg:saidDuring", "When; null: unknown")


class ClaimBrief(Retractable):
    """Another claim, in short."""

    text: str | None = at("schema:text", "Our paraphrase")
    claim_type: Ref | None = at("cg:claimType", "Kind of claim")
    sayings: list[Saying] = at("^cg:expresses", "Who said it when")


class ClaimRelation(Retractable):
    """One person's judgement of how a claim bears on another."""

    from_claim: ClaimBrief | None = at("cg:fromClaim", "The claim that bears on the other")
    relation: Ref | None = at("cg:claimRelation", "contradicts, qualifies, supports, restates or supersedes")
    to_claim: ClaimBrief | None = at("cg:toClaim", "The claim borne on")
    basis: Ref | None = at("cg:basis", "What the judgement rests on")
    judged_by: Ref | None = at("prov:wasAttributedTo", "Who judged")
    judged: Span | None = at("cg:judgedDuring", "When; null: unknown")
    note: str | None = at("skos:note", "Remark of the curator")
