"""Loads the ontology and its vocabularies."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimgraph.documents.ontology import Ontology, describe_ontology
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def ontology_query() -> str:
    return bind_query("ontology_document")


def load_ontology_triples(store: Store) -> list[Triple]:
    return store.construct(ontology_query())


def load_ontology(store: Store) -> Ontology:
    """All classes, properties and vocabularies."""
    return describe_ontology(TripleIndex(load_ontology_triples(store)))


def scheme_query(iri: str) -> str:
    return bind_query("scheme_document", scheme=NamedNode(iri))


def load_scheme_triples(store: Store, iri: str) -> list[Triple]:
    """A vocabulary with its terms; nothing for what is no vocabulary."""
    return store.construct(scheme_query(iri))


def list_vocabulary_terms(store: Store, iri: str) -> list[tuple[str, str]]:
    """The slug and the English label ("" where there is none) of each term of a vocabulary."""
    rows = store.select(bind_query("vocabulary_terms", scheme=NamedNode(iri)))
    labels = {row["term"].value: row["label"].value if "label" in row else "" for row in rows}
    return [(local_name(term), label) for term, label in labels.items()]
