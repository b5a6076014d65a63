"""Which RDF property each field of each record becomes. Read it as a table."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import model
from claimgraph.namespaces import ENTITY_KINDS


@dataclass(frozen=True, slots=True)
class Property:
    """The property that holds a field's values.

    `language`: a tag, RECORD_LANGUAGE or VALUE_LANGUAGE. `inverse`: the value is the subject.
    `repeated_as`: properties that repeat the value for generic tools. `states_unknown`: a missing
    value is stated as cg:unknown.
    """

    name: str
    language: str | None = None
    inverse: bool = False
    repeated_as: tuple[str, ...] = ()
    states_unknown: bool = False


RECORD_LANGUAGE = "record"  # the language is in the record's field `language`
VALUE_LANGUAGE = "value"  # each value begins with its language: "fr:Allemagne"
NOTE = Property("skos:note")
IDENTIFIERS = Property("dcterms:identifier")
NAME = Property("rdfs:label", language="en")
# A query for one of these finds either measurements or claims; only texts are shared: see decision 020.
MEASURED_PROPERTIES = {
    "metric": Property("cg:metric"),
    "subjects": Property("cg:subject"),
    "partners": Property("cg:partner"),
    "value": Property("qudt:numericValue"),
    "low": Property("cg:low"),
    "high": Property("cg:high"),
    "date_value": Property("cg:dateValue"),
    "unit": Property("qudt:hasUnit"),
    "price_year": Property("cg:priceYear"),
}
ASSERTED_PROPERTIES = {
    "metric": Property("cg:assertsMetric"),
    "subjects": Property("cg:assertsSubject"),
    "partners": Property("cg:assertsPartner"),
    "value": Property("cg:assertsValue"),
    "low": Property("cg:assertsLow"),
    "high": Property("cg:assertsHigh"),
    "date_value": Property("cg:assertsDateValue"),
    "unit": Property("cg:assertsUnit"),
    "price_year": Property("cg:assertsPriceYear"),
}
FIGURE_TEXTS = {
    "scope": Property("cg:scope"),
    "definition": Property("cg:definition"),
    "as_printed": Property("cg:figureAsPrinted"),
    "source_text": Property("cg:sourceText"),
    "note": NOTE,
}
JUDGEMENT_PROPERTIES = {
    "judged_by": Property("prov:wasAttributedTo"),
    "judged": Property("cg:judgedDuring", states_unknown=True),
    "note": NOTE,
}

TERM_PROPERTIES = {
    "name": Property("skos:prefLabel", language="en", repeated_as=("rdfs:label",)),
    "definition": Property("skos:definition", language="en"),
    "scope_note": Property("skos:scopeNote", language="en"),
}

MAPPING: dict[type[model.Record], dict[str, Property]] = {
    model.OwnMetric: TERM_PROPERTIES
    | {
        "quantity_kind": Property("cg:quantityKind"),
        "minimum": Property("cg:minimum"),
        "maximum": Property("cg:maximum"),
        "adds_up": Property("cg:addsUp"),
    },
    model.OwnUnit: TERM_PROPERTIES
    | {
        "quantity_kind": Property("cg:quantityKind"),
        "multiplier": Property("qudt:conversionMultiplier"),
    },
    model.OwnTopic: TERM_PROPERTIES,
    model.Claim: {
        "identifier": IDENTIFIERS,
        "text": Property("schema:text", language=RECORD_LANGUAGE, repeated_as=("rdfs:label",)),
        "language": Property("dcterms:language"),
        "claim_type": Property("cg:claimType"),
        "topics": Property("cg:topic"),
        "about": Property("cg:about"),
        "sensitive": Property("cg:sensitive"),
        "left_unstructured": Property("cg:leftUnstructured"),
        "note": NOTE,
    },
    model.QuantityProposition: ASSERTED_PROPERTIES
    | FIGURE_TEXTS
    | {
        "claim": Property("cg:hasProposition", inverse=True),
        "comparator": Property("cg:comparator"),
        "period": Property("cg:validDuring"),
    },
    model.RelationProposition: {
        "claim": Property("cg:hasProposition", inverse=True),
        "subject": Property("cg:assertsSubject"),
        "predicate": Property("cg:predicate"),
        "object": Property("cg:object"),
        "negated": Property("cg:negated"),
        "period": Property("cg:validDuring"),
        "note": NOTE,
    },
    model.Formula: {
        "claim": Property("cg:formulaOf"),
        "operator": Property("cg:operator"),
        "operands": Property("cg:operandFigure"),
        "base": Property("cg:baseFigure"),
        "result": Property("cg:resultFigure"),
        "note": NOTE,
    },
    model.Utterance: {
        "claim": Property("cg:expresses"),
        "speaker": Property("prov:wasAttributedTo"),
        "speaker_as_printed": Property("cg:speakerAsPrinted"),
        "speaker_role": Property("cg:speakerRole"),
        "said": Property("cg:saidDuring", states_unknown=True),
        "source": Property("cg:inSource"),
        "modality": Property("cg:modality"),
        "antecedent": Property("cg:antecedent"),
        "probability_low": Property("cg:probabilityLow"),
        "probability_high": Property("cg:probabilityHigh"),
        "quote": Property("oa:exact"),
        "attribution_confidence": Property("cg:attributionConfidence"),
        "derived_from": Property("prov:wasDerivedFrom"),
        "quoted_from": Property("prov:wasQuotedFrom"),
        "note": NOTE,
    },
    model.Source: {
        "kind": Property("cg:sourceKind"),
        "title": Property("dcterms:title", repeated_as=("rdfs:label",)),
        "publisher": Property("dcterms:publisher"),
        "publisher_as_printed": Property("cg:publisherAsPrinted"),
        "relays": Property("cg:relays"),
        "derived_from": Property("prov:wasDerivedFrom"),
        "author": Property("cg:authorAsPrinted"),
        "issued": Property("cg:issuedDuring"),
        "url": Property("schema:url"),
        "archived_url": Property("schema:archivedAt"),
        "licence": Property("cg:licenceText"),
        "tier": Property("cg:sourceTier"),
        "declared_interest": Property("cg:declaredInterest"),
        "note": NOTE,
    },
    model.Observation: MEASURED_PROPERTIES
    | FIGURE_TEXTS
    | {
        "period": Property("sosa:phenomenonTime", states_unknown=True),
        "known_since": Property("cg:knownSince", states_unknown=True),
        "source": Property("prov:hadPrimarySource"),
        "method": Property("cg:method"),
        "bounds": Property("cg:boundsKind"),
        "status": Property("cg:observationStatus"),
        "confidence": Property("cg:confidence"),
        "suspect": Property("cg:suspectBecause"),
    },
    model.SuspectObservation: {
        "reason": Property("cg:suspectBecause"),
    },
    model.EvidenceLine: JUDGEMENT_PROPERTIES
    | {
        "identifier": IDENTIFIERS,
        "claim": Property("cg:targetClaim"),
        "direction": Property("cg:direction"),
        "basis": Property("cg:basis"),
        "items": Property("cg:hasEvidenceItem"),
        "source": Property("prov:hadPrimarySource"),
        "rationale": Property("cg:rationale"),
        "figure_text": Property("cg:figureText"),
        "unit_text": Property("cg:unitText"),
        "period_text": Property("cg:periodText"),
        "licence_text": Property("cg:licenceText"),
        "source_quality": Property("cg:sourceQuality"),
    },
    model.ClaimRelation: JUDGEMENT_PROPERTIES
    | {
        "from_claim": Property("cg:fromClaim"),
        "relation": Property("cg:claimRelation"),
        "to_claim": Property("cg:toClaim"),
        "basis": Property("cg:basis"),
    },
    model.Bridge: JUDGEMENT_PROPERTIES
    | {
        "claimed_metric": Property("cg:claimedMetric"),
        "kind": Property("cg:bridgeKind"),
        "measured_metric": Property("cg:measuredMetric"),
        "assumption": Property("cg:assumption"),
    },
    model.Assessment: JUDGEMENT_PROPERTIES
    | {
        "claim": Property("cg:assesses"),
        "verdict": Property("cg:verdict"),
        "rating_text": Property("cg:ratingText"),
        "source": Property("prov:hadPrimarySource"),
        "rationale": Property("cg:rationale"),
        "observations": Property("cg:usesObservation"),
    },
    model.Retraction: {
        "thing": Property("cg:retracts"),
        "reason": Property("cg:reason"),
        "retracted": Property("cg:retractedDuring"),
        "retracted_by": Property("prov:wasAttributedTo"),
        "source": Property("prov:hadPrimarySource"),
        "removed": Property("cg:removed"),
        "replaced_by": Property("dcterms:isReplacedBy"),
        "note": NOTE,
    },
    model.Remainder: {
        "record": Property("cg:remainderOf"),
        "field": Property("cg:field"),
        "text": Property("cg:sourceText"),
        "reason": Property("cg:reason"),
    },
    model.Entity: {
        "identifiers": IDENTIFIERS,
        "name": NAME,
        # One rdfs:label for each thing, so that no query has its rows once for each language.
        "name_zh": Property("skos:prefLabel", language="zh"),
        "names": Property("skos:prefLabel", language=VALUE_LANGUAGE),
        "alt_names": Property("skos:altLabel"),
        "alt_names_tagged": Property("skos:altLabel", language=VALUE_LANGUAGE),
        "iso_alpha2": Property("cg:isoAlpha2"),
        "iso_alpha3": Property("cg:isoAlpha3"),
        "nation": Property("cg:headquarteredIn"),
        "part_of": Property("cg:partOf"),
        "developers": Property("cg:developedBy"),
        "developers_as_printed": Property("cg:developersAsPrinted"),
        "manufacturers": Property("cg:manufacturedBy"),
        "released": Property("cg:releasedDuring"),
        "process_nm": Property("cg:processNode"),
        "place": Property("cg:place"),
        "homepage": Property("foaf:homepage"),
        "note": NOTE,
        "row_source": Property("cg:rowSource"),
        "row_licence": Property("cg:rowLicence"),
    },
    model.ModelFacts: {
        "domains": Property("cg:domain"),
        "tasks": Property("cg:task"),
        "developed_in": Property("cg:developedIn"),
        "accessibility": Property("cg:accessibility"),
        "notability": Property("cg:notability"),
        "foundation_model": Property("cg:foundationModel"),
        "based_on": Property("cg:basedOn"),
        "based_on_as_printed": Property("cg:basedOnAsPrinted"),
        "trained_on": Property("cg:trainedOn"),
        "trained_on_as_printed": Property("cg:trainedOnAsPrinted"),
        "estimate_confidence": Property("cg:estimateConfidence"),
    },
    model.EntityReading: {
        "read_as": Property("cg:readAs"),
        "assumption": Property("cg:readingAssumption"),
    },
    model.ChipFacts: {
        "chip_type": Property("cg:chipType"),
        "foundry_as_printed": Property("cg:foundryAsPrinted"),
        "for_machine_learning": Property("cg:forMachineLearning"),
    },
    model.SiteFacts: {
        "owned_by": Property("cg:ownedBy"),
        "used_by": Property("cg:usedBy"),
        "hosts": Property("cg:hosts"),
        "hosts_as_printed": Property("cg:hostsAsPrinted"),
        "site_sources": Property("cg:siteSources"),
    },
    model.InputFacts: {
        "input_type": Property("cg:inputType"),
        "stage": Property("cg:inStage"),
        "goes_into": Property("cg:goesInto"),
        "variant_of": Property("cg:variantOf"),
        "description": Property("dcterms:description", language="en"),
        "market_size_text": Property("cg:marketSizeText"),
    },
    model.Involvement: {
        "thing": Property("cg:involvedIn"),
        "role": Property("cg:role"),
        "agent": Property("cg:agent"),
        "agent_as_printed": Property("cg:agentAsPrinted"),
        "nations": Property("cg:agentNation"),
        "sector": Property("cg:sector"),
        "confidence": Property("cg:confidence"),
        "note": NOTE,
    },
    model.NameMatch: {
        "name": Property("cg:matchedName"),
        "entity": Property("cg:matchOf"),
        "dataset": Property("cg:usedIn"),
        "judgement": Property("cg:judgement"),
        "reason": Property("cg:reason"),
    },
    model.IdentifierMatch: {
        "entity": Property("cg:matchOf"),
        "authority": Property("cg:authority"),
        "value": Property("cg:matchedIdentifier"),
        "verified_via": Property("cg:verifiedVia"),
    },
    model.Speaker: {
        "names_as_printed": Property("cg:nameAsPrinted"),
        "speaker_type": Property("cg:speakerType"),
        "nation": Property("cg:speakerNation"),
        "note": Property("cg:speakerNote"),
    },
    model.Fab: {
        "identifiers": IDENTIFIERS,
        "name": NAME,
        "operators": Property("cg:operatedBy"),
        "operator_as_printed": Property("cg:operatorAsPrinted"),
        "nation": Property("cg:locatedIn"),
        "place": Property("cg:place"),
        "coordinates_from": Property("cg:coordinatesFrom"),
        "coordinates_source": Property("cg:coordinatesSource"),
        "process_nm": Property("cg:processNode"),
        "wafer_mm": Property("cg:waferDiameter"),
        "wafers_per_month": Property("cg:wafersPerMonth"),
        "status": Property("cg:fabStatus"),
        "started": Property("cg:startedDuring"),
        "confidence": Property("cg:confidence"),
        "sources": Property("dcterms:source"),
        "sources_as_printed": Property("cg:sourcesAsPrinted"),
        "row_source": Property("cg:rowSource"),
        "row_licence": Property("cg:rowLicence"),
    },
}

# What it means that an entity has a nation depends on its kind: organisations have their headquarters there.
NATION_PROPERTIES = {kind: Property("cg:locatedIn") for kind in ENTITY_KINDS} | {
    "company": Property("cg:headquarteredIn"),
    "government": Property("cg:headquarteredIn"),
    "institution": Property("cg:headquarteredIn"),
    "organization": Property("cg:headquarteredIn"),
    "publisher": Property("cg:headquarteredIn"),
    "person": Property("cg:affiliatedWith"),
    "unnamed": Property("cg:affiliatedWith"),
}

RDF_CLASSES: dict[type[model.Record], str] = {
    model.Claim: "cg:Claim",
    model.QuantityProposition: "cg:QuantityProposition",
    model.RelationProposition: "cg:RelationProposition",
    model.Formula: "cg:Formula",
    model.Utterance: "cg:Utterance",
    model.Source: "cg:Source",
    model.Observation: "cg:Observation",
    model.EvidenceLine: "cg:EvidenceLine",
    model.ClaimRelation: "cg:ClaimRelation",
    model.Bridge: "cg:Bridge",
    model.Assessment: "cg:Assessment",
    model.Retraction: "cg:Retraction",
    model.Remainder: "cg:Remainder",
    model.IdentifierMatch: "cg:IdentifierMatch",
    model.Involvement: "cg:Involvement",
    model.NameMatch: "cg:NameMatch",
    model.Fab: "cg:Fab",
    model.OwnMetric: "cg:Metric",
    model.OwnUnit: "qudt:Unit",
    model.OwnTopic: "skos:Concept",
}

# Records that add to a thing whose class is stated by another row: a triple with this property marks them.
MARKER_PROPERTIES: dict[type[model.Record], str] = {
    model.SuspectObservation: "cg:suspectBecause",
    model.Speaker: "cg:speakerType",
    model.EntityReading: "cg:readAs",
    model.ModelFacts: "cg:estimateConfidence",
    model.ChipFacts: "cg:forMachineLearning",
    model.SiteFacts: "cg:siteSources",
    model.InputFacts: "cg:inputType",
}


def properties_of(record_class: type[model.Record], kind: str) -> dict[str, Property]:
    """Return the property of every field of a record that describes a thing of this kind.

    Coordinates are not among them, because they need a node of their own: see wkt.
    """
    fields = MAPPING[record_class]
    return fields | {"nation": NATION_PROPERTIES[kind]} if record_class is model.Entity else fields


def class_of(record_class: type[model.Record], kind: str) -> str | None:
    """Return the class that a record states; None: another row states it, see MARKER_PROPERTIES."""
    if record_class is model.Entity:
        return f"cg:{ENTITY_KINDS[kind]}"
    return RDF_CLASSES.get(record_class)


def property_path(record_class: type[model.Record], field: str, *, inverse: bool = False) -> str:
    """Return the SPARQL path from a record's node to a field's values; `inverse`: the other way.

    An entity's nation has a property for each kind: see NATION_PROPERTIES.

    Raises:
        LookupError: No one property holds the field.

    >>> property_path(model.Claim, "about")
    'cg:about'
    >>> property_path(model.QuantityProposition, "claim")
    '^cg:hasProposition'
    >>> property_path(model.Remainder, "record", inverse=True)
    '^cg:remainderOf'
    """
    if field not in MAPPING[record_class] or (record_class is model.Entity and field == "nation"):
        raise LookupError(f"{record_class.__name__}.{field} is not written as one property.")
    mapped = MAPPING[record_class][field]
    return f"^{mapped.name}" if mapped.inverse != inverse else mapped.name
