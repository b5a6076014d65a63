"""Which predicate each field of each record becomes. Read it as a table."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import model
from claimgraph.namespaces import ENTITY_KINDS


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a field is said in RDF.

    `inverse`: the value is the subject. `also`: predicates that repeat the value for
    generic tools. `language`: a tag, OWN or TAGGED. `say_unknown`: a missing value is stated as cg:unknown.
    """

    name: str
    language: str | None = None
    inverse: bool = False
    also: tuple[str, ...] = ()
    say_unknown: bool = False


P = Predicate
OWN = "its own"  # the language is the record's own `language` field
TAGGED = "each its own"  # the value begins with the language: "fr:Allemagne"
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
        "bounds": P("cg:boundsKind"),
        "status": P("cg:observationStatus"),
        "confidence": P("cg:confidence"),
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
    model.Assessment: JUDGEMENT
    | {
        "claim": P("cg:assesses"),
        "verdict": P("cg:verdict"),
        "rating_text": P("cg:ratingText"),
        "source": P("prov:hadPrimarySource"),
        "rationale": P("cg:rationale"),
        "observations": P("cg:usesObservation"),
    },
    model.Retraction: {
        "thing": P("cg:retracts"),
        "reason": P("cg:reason"),
        "retracted": P("cg:retractedDuring"),
        "retracted_by": P("prov:wasAttributedTo"),
        "source": P("prov:hadPrimarySource"),
        "removed": P("cg:removed"),
        "replaced_by": P("dcterms:isReplacedBy"),
        "note": NOTE,
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
        "names": P("rdfs:label", language=TAGGED),
        "alt_names": P("skos:altLabel"),
        "alt_names_tagged": P("skos:altLabel", language=TAGGED),
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
    model.ModelFacts: {
        "domains": P("cg:domain"),
        "tasks": P("cg:task"),
        "developed_in": P("cg:developedIn"),
        "accessibility": P("cg:accessibility"),
        "notability": P("cg:notability"),
        "foundation_model": P("cg:foundationModel"),
        "based_on": P("cg:basedOn"),
        "based_on_as_printed": P("cg:basedOnAsPrinted"),
        "trained_on": P("cg:trainedOn"),
        "trained_on_as_printed": P("cg:trainedOnAsPrinted"),
        "estimate_confidence": P("cg:estimateConfidence"),
    },
    model.ChipFacts: {
        "chip_type": P("cg:chipType"),
        "foundry_as_printed": P("cg:foundryAsPrinted"),
        "for_machine_learning": P("cg:forMachineLearning"),
    },
    model.SiteFacts: {
        "owned_by": P("cg:ownedBy"),
        "used_by": P("cg:usedBy"),
        "hosts": P("cg:hosts"),
        "hosts_as_printed": P("cg:hostsAsPrinted"),
        "site_sources": P("cg:siteSources"),
    },
    model.InputFacts: {
        "input_type": P("cg:inputType"),
        "stage": P("cg:inStage"),
        "goes_into": P("cg:goesInto"),
        "variant_of": P("cg:variantOf"),
        "description": P("dcterms:description", language="en"),
        "market_size_text": P("cg:marketSizeText"),
    },
    model.Involvement: {
        "thing": P("cg:involvedIn"),
        "role": P("cg:role"),
        "agent": P("cg:agent"),
        "agent_as_printed": P("cg:agentAsPrinted"),
        "nations": P("cg:agentNation"),
        "sector": P("cg:sector"),
        "confidence": P("cg:confidence"),
        "note": NOTE,
    },
    model.NameMatch: {
        "name": P("cg:matchedName"),
        "entity": P("cg:matchOf"),
        "dataset": P("cg:usedIn"),
        "judgement": P("cg:judgement"),
        "reason": P("cg:reason"),
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
    model.Assessment: "cg:Assessment",
    model.Retraction: "cg:Retraction",
    model.Remainder: "cg:Remainder",
    model.IdentifierMatch: "cg:IdentifierMatch",
    model.Involvement: "cg:Involvement",
    model.NameMatch: "cg:NameMatch",
    model.Fab: "cg:Fab",
}

# Records that describe an entity which has its class from another row: what tells that there is one.
MARKS: dict[type[model.Record], str] = {
    model.Speaker: "cg:speakerType",
    model.ModelFacts: "cg:estimateConfidence",
    model.ChipFacts: "cg:forMachineLearning",
    model.SiteFacts: "cg:siteSources",
    model.InputFacts: "cg:inputType",
}


def predicates(record: type[model.Record], kind: str) -> dict[str, Predicate]:
    """The predicate of every field that one triple can hold (coordinates need two: see geometry)."""
    fields = MAPPING[record]
    return fields | {"nation": NATION[kind]} if record is model.Entity else fields


def class_of(record: type[model.Record], kind: str) -> str | None:
    """The class a record declares; those of MARKS describe an entity that has its class elsewhere."""
    if record is model.Entity:
        return f"cg:{ENTITY_KINDS[kind]}"
    return CLASSES.get(record)
