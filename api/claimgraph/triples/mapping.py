"""Which predicate each field of each record becomes. Read it as a table."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import model
from claimgraph.iris import ENTITY_KINDS


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a field is said in RDF.

    `inverse`: the value is the subject. `also`: predicates that repeat the value for
    generic tools. `language`: a tag, or OWN. `say_unknown`: a missing value is stated as cg:unknown.
    """

    name: str
    language: str | None = None
    inverse: bool = False
    also: tuple[str, ...] = ()
    say_unknown: bool = False


P = Predicate
OWN = "its own"  # the language is the record's own `language` field
NOTE = P("skos:note")
IDENTIFIERS = P("dcterms:identifier")
NAME = P("rdfs:label", language="en")
VALUES = {
    "metric": P("cg:metric"),
    "subjects": P("cg:subject"),
    "partners": P("cg:partner"),
    "value": P("qudt:numericValue"),
    "low": P("cg:low"),
    "high": P("cg:high"),
    "date_value": P("cg:dateValue"),
    "unit": P("qudt:hasUnit"),
    "scope": P("cg:scope"),
    "definition": P("cg:definition"),
    "source_text": P("cg:sourceText"),
    "note": NOTE,
}
JUDGEMENT = {
    "judged_by": P("prov:wasAttributedTo"),
    "judged": P("cg:judgedDuring", say_unknown=True),
    "note": NOTE,
}

MAPPING: dict[type[model.Record], dict[str, Predicate]] = {
    model.Claim: {
        "identifier": IDENTIFIERS,
        "text": P("schema:text", language=OWN, also=("rdfs:label",)),
        "language": P("dcterms:language"),
        "claim_type": P("cg:claimType"),
        "topics": P("cg:topic"),
        "about": P("cg:about"),
        "sensitive": P("cg:sensitive"),
        "left_unstructured": P("cg:leftUnstructured"),
        "note": NOTE,
    },
    model.QuantityProposition: VALUES
    | {
        "claim": P("cg:hasProposition", inverse=True),
        "comparator": P("cg:comparator"),
        "period": P("cg:validDuring"),
    },
    model.RelationProposition: {
        "claim": P("cg:hasProposition", inverse=True),
        "subject": P("cg:subject"),
        "predicate": P("cg:predicate"),
        "object": P("cg:object"),
        "negated": P("cg:negated"),
        "period": P("cg:validDuring"),
        "note": NOTE,
    },
    model.Utterance: {
        "claim": P("cg:expresses"),
        "speaker": P("prov:wasAttributedTo"),
        "speaker_as_printed": P("cg:speakerAsPrinted"),
        "speaker_role": P("cg:speakerRole"),
        "said": P("cg:saidDuring", say_unknown=True),
        "source": P("cg:inSource"),
        "modality": P("cg:modality"),
        "antecedent": P("cg:antecedent"),
        "probability_low": P("cg:probabilityLow"),
        "probability_high": P("cg:probabilityHigh"),
        "quote": P("oa:exact"),
        "attribution_confidence": P("cg:attributionConfidence"),
        "derived_from": P("prov:wasDerivedFrom"),
        "quoted_from": P("prov:wasQuotedFrom"),
        "note": NOTE,
    },
    model.Source: {
        "kind": P("cg:sourceKind"),
        "title": P("dcterms:title", also=("rdfs:label",)),
        "publisher": P("dcterms:publisher"),
        "publisher_as_printed": P("cg:publisherAsPrinted"),
        "relays": P("cg:relays"),
        "author": P("cg:authorAsPrinted"),
        "issued": P("cg:issuedDuring"),
        "url": P("schema:url"),
        "archived_url": P("schema:archivedAt"),
        "licence": P("cg:licenceText"),
        "tier": P("cg:sourceTier"),
        "declared_interest": P("cg:declaredInterest"),
        "note": NOTE,
    },
    model.Observation: VALUES
    | {
        "period": P("sosa:phenomenonTime", say_unknown=True),
        "known_since": P("cg:knownSince", say_unknown=True),
        "source": P("prov:hadPrimarySource"),
        "method": P("cg:method"),
    },
    model.EvidenceLine: JUDGEMENT
    | {
        "identifier": IDENTIFIERS,
        "claim": P("cg:targetClaim"),
        "direction": P("cg:direction"),
        "basis": P("cg:basis"),
        "items": P("cg:hasEvidenceItem"),
        "source": P("prov:hadPrimarySource"),
        "rationale": P("cg:rationale"),
        "figure_text": P("cg:figureText"),
        "unit_text": P("cg:unitText"),
        "period_text": P("cg:periodText"),
        "licence_text": P("cg:licenceText"),
        "source_quality": P("cg:sourceQuality"),
    },
    model.ClaimRelation: JUDGEMENT
    | {
        "from_claim": P("cg:fromClaim"),
        "relation": P("cg:claimRelation"),
        "to_claim": P("cg:toClaim"),
        "basis": P("cg:basis"),
    },
    model.Remainder: {
        "record": P("cg:remainderOf"),
        "field": P("cg:field"),
        "text": P("cg:sourceText"),
        "reason": P("cg:reason"),
    },
    model.Entity: {
        "identifiers": IDENTIFIERS,
        "name": NAME,
        "name_zh": P("rdfs:label", language="zh"),
        "alt_names": P("skos:altLabel"),
        "iso_alpha2": P("cg:isoAlpha2"),
        "iso_alpha3": P("cg:isoAlpha3"),
        "nation": P("cg:headquarteredIn"),
        "part_of": P("cg:partOf"),
        "developers": P("cg:developedBy"),
        "developers_as_printed": P("cg:developersAsPrinted"),
        "manufacturers": P("cg:manufacturedBy"),
        "released": P("cg:releasedDuring"),
        "process_nm": P("cg:processNode"),
        "place": P("cg:place"),
        "homepage": P("foaf:homepage"),
        "note": NOTE,
        "row_source": P("cg:rowSource"),
        "row_licence": P("cg:rowLicence"),
    },
    model.IdentifierMatch: {
        "entity": P("cg:matchOf"),
        "authority": P("cg:authority"),
        "value": P("cg:matchedIdentifier"),
        "verified_via": P("cg:verifiedVia"),
    },
    model.Speaker: {
        "names_as_printed": P("cg:nameAsPrinted"),
        "speaker_type": P("cg:speakerType"),
        "nation": P("cg:speakerNation"),
        "note": P("cg:speakerNote"),
    },
    model.Fab: {
        "identifiers": IDENTIFIERS,
        "name": NAME,
        "operators": P("cg:operatedBy"),
        "operator_as_printed": P("cg:operatorAsPrinted"),
        "nation": P("cg:locatedIn"),
        "place": P("cg:place"),
        "coordinates_from": P("cg:coordinatesFrom"),
        "coordinates_source": P("cg:coordinatesSource"),
        "process_nm": P("cg:processNode"),
        "wafer_mm": P("cg:waferDiameter"),
        "wafers_per_month": P("cg:wafersPerMonth"),
        "status": P("cg:fabStatus"),
        "started": P("cg:startedDuring"),
        "confidence": P("cg:confidence"),
        "sources": P("dcterms:source"),
        "sources_as_printed": P("cg:sourcesAsPrinted"),
        "row_source": P("cg:rowSource"),
        "row_licence": P("cg:rowLicence"),
    },
}

# An entity's nation means something else for each kind; organisations have their headquarters there.
NATION = {kind: P("cg:locatedIn") for kind in ENTITY_KINDS} | {
    "company": P("cg:headquarteredIn"),
    "government": P("cg:headquarteredIn"),
    "institution": P("cg:headquarteredIn"),
    "organization": P("cg:headquarteredIn"),
    "publisher": P("cg:headquarteredIn"),
    "person": P("cg:affiliatedWith"),
    "unnamed": P("cg:affiliatedWith"),
}

CLASSES: dict[type[model.Record], str] = {
    model.Claim: "cg:Claim",
    model.QuantityProposition: "cg:QuantityProposition",
    model.RelationProposition: "cg:RelationProposition",
    model.Utterance: "cg:Utterance",
    model.Source: "cg:Source",
    model.Observation: "cg:Observation",
    model.EvidenceLine: "cg:EvidenceLine",
    model.ClaimRelation: "cg:ClaimRelation",
    model.Remainder: "cg:Remainder",
    model.IdentifierMatch: "cg:IdentifierMatch",
    model.Fab: "cg:Fab",
}


def predicates(record: type[model.Record], kind: str) -> dict[str, Predicate]:
    """The predicate of every field that one triple can hold (coordinates need two: see geometry)."""
    fields = MAPPING[record]
    return fields | {"nation": NATION[kind]} if record is model.Entity else fields


def class_of(record: type[model.Record], kind: str) -> str | None:
    """The class a record declares; a speaker row describes an entity that has its class elsewhere."""
    if record is model.Entity:
        return f"cg:{ENTITY_KINDS[kind]}"
    return CLASSES.get(record)
