"""Loads named graphs and the catalogue that describes them."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimgraph.documents.catalog_addresses import CATALOG
from claimgraph.documents.dataset_catalog import Catalog, DataSet, describe_catalog, describe_dataset
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def graph_query(iri: str) -> str:
    return bind_query("graph_document", graph=NamedNode(iri))


def catalog_query() -> str:
    return bind_query("catalogue_document")


def load_catalog_triples(store: Store) -> list[Triple]:
    return store.construct(catalog_query())


def load_void_triples(store: Store) -> list[Triple]:
    """The catalogue, and what is in all data sets together."""
    return load_catalog_triples(store) + store.construct(bind_query("merge_document"))


def load_catalog(store: Store) -> Catalog:
    """All data sets that are shown, in short."""
    return describe_catalog(TripleIndex(load_catalog_triples(store)), CATALOG)


def load_dataset(store: Store, iri: str) -> DataSet:
    """One data set in full; no more than its IRI for what the catalogue does not describe."""
    query = bind_query("dataset_document", dataset=NamedNode(iri))
    return describe_dataset(TripleIndex(store.construct(query)), iri)
