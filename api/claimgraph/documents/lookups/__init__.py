"""Loads documents from a store: each lookup knows which query answers it, and needs no HTTP."""

from claimgraph.documents.lookups.claims import (
    MAX_WORDS,
    claim_query,
    claims_query,
    find_claims,
    list_latest_claims,
    load_claim,
    load_claim_lineage,
    load_claim_triples,
)
from claimgraph.documents.lookups.entities import list_entities, load_entity
from claimgraph.documents.lookups.facets import load_facets
from claimgraph.documents.lookups.graphs import (
    catalog_query,
    graph_query,
    load_catalog,
    load_catalog_triples,
    load_dataset,
    load_void_triples,
)
from claimgraph.documents.lookups.resources import (
    count_resources,
    is_described,
    load_resource,
    load_resource_triples,
    load_retraction_triples,
    resource_query,
)
from claimgraph.documents.lookups.verdicts import (
    BoundEvidenceQuery,
    bind_evidence_queries,
    load_sensitivity,
    load_verdict,
    load_verdict_with_sensitivity,
)
from claimgraph.documents.lookups.vocabularies import (
    list_vocabulary_terms,
    load_ontology,
    load_ontology_triples,
    load_scheme_triples,
    ontology_query,
    scheme_query,
)

__all__ = [
    "MAX_WORDS",
    "BoundEvidenceQuery",
    "bind_evidence_queries",
    "catalog_query",
    "claim_query",
    "claims_query",
    "count_resources",
    "find_claims",
    "graph_query",
    "is_described",
    "list_entities",
    "list_latest_claims",
    "list_vocabulary_terms",
    "load_catalog",
    "load_catalog_triples",
    "load_claim",
    "load_claim_lineage",
    "load_claim_triples",
    "load_dataset",
    "load_entity",
    "load_facets",
    "load_ontology",
    "load_ontology_triples",
    "load_resource",
    "load_resource_triples",
    "load_retraction_triples",
    "load_scheme_triples",
    "load_sensitivity",
    "load_verdict",
    "load_verdict_with_sensitivity",
    "load_void_triples",
    "ontology_query",
    "resource_query",
    "scheme_query",
]
