"""Loads anything the graph describes: its statements, its retractions, and whether it is described at all."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimgraph.documents.lookups.constructed_triples import construct_triples
from claimgraph.documents.resources import GenericResource, describe_resource
from claimgraph.documents.retractions import read_retractions
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def is_described(store: Store, iri: str) -> bool:
    """True if the graph says anything about a thing."""
    return store.ask(bind_query("is_described", thing=NamedNode(iri)))


def count_resources(store: Store) -> dict[str, int]:
    """How many things there are of each kind."""
    rows = store.select(bind_query("counts_by_kind"))
    return {row["kind"].value: int(row["things"].value) for row in rows}


def resource_query(iri: str) -> str:
    return bind_query("thing_document", thing=NamedNode(iri))


def load_resource_triples(store: Store, iri: str) -> list[Triple]:
    """What is said about a thing, and its retractions."""
    return [*{*store.construct(resource_query(iri)), *load_retraction_triples(store, iri)}]


def load_retraction_triples(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """The retractions of a thing; none while it stands. `graphs`, if any, replace the default graph."""
    return construct_triples(store, bind_query("retractions_of", thing=NamedNode(iri)), graphs)


def load_resource(store: Store, iri: str) -> GenericResource:
    """Every statement about a thing, and those in which it is the value."""
    thing = NamedNode(iri)
    queries = (
        bind_query("thing_outgoing", thing=thing),
        bind_query("thing_incoming", thing=thing),
        bind_query("thing_incoming_counts", thing=thing),
    )
    outgoing, incoming, totals = (store.select(query) for query in queries)
    retractions = read_retractions(TripleIndex(load_retraction_triples(store, iri)), iri)
    return describe_resource(iri, outgoing, incoming, totals, retractions)
