"""Namespaces and their prefixes, and how slugs and compact IRIs become full IRIs and back."""

from __future__ import annotations

import hashlib
import re

ROOT = "https://w3id.org/claimgraph"
CG = f"{ROOT}/ns#"
SHAPES = f"{ROOT}/shapes#"
ID = f"{ROOT}/id/"
VOCAB = f"{ROOT}/vocab/"
GRAPH = f"{ROOT}/graph/"
DEFAULT_GRAPH = f"{GRAPH}default"  # the default graph, where it is one of its own
UNIT = "http://qudt.org/vocab/unit/"
SPDX = "https://spdx.org/licenses/"

PREFIXES = {
    "cg": CG,
    "cgs": SHAPES,
    "id": ID,
    "vocab": VOCAB,
    "graph": GRAPH,
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "time": "http://www.w3.org/2006/time#",
    "unit": UNIT,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The first segment of an id is the kind of a thing. Each kind is one class of the ontology.
ENTITY_KINDS = {
    "chip": "Chip",
    "chip-class": "ChipClass",
    "cluster": "ComputeCluster",
    "company": "Company",
    "data-center": "DataCenter",
    "event": "Event",
    "fab": "Fab",
    "fab-class": "FabClass",
    "government": "GovernmentBody",
    "input": "SupplyChainInput",
    "institution": "ResearchInstitution",
    "model": "AIModel",
    "model-family": "ModelFamily",
    "nation": "Nation",
    "organization": "Organization",
    "person": "Person",
    "platform": "Platform",
    "policy": "Policy",
    "programme": "Programme",
    "publisher": "Publisher",
    "region": "Region",
    "stage": "SupplyChainStage",
    "unnamed": "UnnamedAgent",
}

_SLUG = re.compile(r"[a-z0-9-]+")


def thing_iri(path: str) -> str:
    """Return the IRI of a thing from its kind and slug.

    >>> thing_iri("nation/taiwan")
    'https://w3id.org/claimgraph/id/nation/taiwan'
    """
    return ID + path


def concept_iri(scheme: str, slug: str) -> str:
    """Return the IRI of a vocabulary term."""
    return f"{VOCAB}{scheme}/{slug}"


def unit_iri(name: str) -> str:
    """Return the IRI of a unit: "unit:PERCENT" is one of QUDT, a bare slug is one of ours."""
    return UNIT + name[5:] if name.startswith("unit:") else concept_iri("unit", name)


def licence_iri(licence: str) -> str:
    """Return the SPDX page of a licence, or an IRI of ours for terms that SPDX does not list.

    >>> licence_iri("CC-BY-4.0"), licence_iri("LicenseRef-Own")
    ('https://spdx.org/licenses/CC-BY-4.0', 'https://w3id.org/claimgraph/vocab/licence/own')
    """
    name = licence.removeprefix("LicenseRef-")
    return SPDX + licence if name == licence else concept_iri("licence", name.lower())


def graph_slug(iri: str) -> str:
    """Return a name of a graph that can be that of a file: what follows "/graph/", or else a digest.

    >>> graph_slug("https://w3id.org/claimgraph/graph/fabs"), graph_slug("https://example.org/../notes")
    ('fabs', 'written-848ec8bb1336')
    """
    name = iri.removeprefix(GRAPH)
    if name != iri and _SLUG.fullmatch(name):
        return name
    return f"written-{hashlib.sha256(iri.encode()).hexdigest()[:12]}"


def compact_iri(iri: str) -> str:
    """Return the IRI with the longest prefix that fits, or unchanged if none does.

    >>> compact_iri("https://w3id.org/claimgraph/ns#Claim")
    'cg:Claim'
    """
    matches = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not matches:
        return iri
    base, prefix = max(matches, key=lambda match: len(match[0]))
    return f"{prefix}:{iri[len(base) :]}"


def expand_iri(text: str) -> str:
    """Return the full IRI for "cg:Claim", "nation/taiwan" or an IRI that is already full."""
    prefix, colon, local_name = text.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local_name
    return text if colon else ID + text.removeprefix("/id/").removeprefix("/")
