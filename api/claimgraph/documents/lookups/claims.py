"""Loads claims: one in full with its lineage, and lists of those that fit filters."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.documents.claims import Claim, ClaimSummary, describe_claim, summarize_claims
from claimgraph.documents.lineage import Lineage, describe_lineage
from claimgraph.documents.lookups.constructed_triples import construct_triples
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.queries import bind_query
from claimgraph.stores import Store

MAX_WORDS = 6  # as many as claims_list.rq has variables for


def claim_query(iri: str) -> str:
    return bind_query("claim_document", claim=NamedNode(iri))


def load_claim_triples(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """What a claim's document holds. `graphs`, if any, are read in place of the default graph."""
    return construct_triples(store, claim_query(iri), graphs)


def load_claim(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> Claim | None:
    """The claim, or None if the graph does not show it."""
    return describe_claim(TripleIndex(load_claim_triples(store, iri, graphs)), iri)


def load_claim_lineage(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> Lineage | None:
    """Where a claim comes from, or None if the graph does not show it."""
    query = bind_query("lineage", claim=NamedNode(iri))
    return describe_lineage(construct_triples(store, query, graphs), iri)


def claims_query(filters: dict[str, str], words: list[str]) -> str:
    """The query for claims that fit. `filters` are IRIs by the name of the query's variable.

    Raises:
        ValueError: More words than can be searched for at once, or text that no IRI may hold.
    """
    if len(words) > MAX_WORDS:
        raise ValueError(f"{len(words)} words; at most {MAX_WORDS} can be searched for at once")
    values: dict[str, NamedNode | Literal | None] = dict.fromkeys(("topic", "kind", "saidBy", "entity"))
    values |= {name: NamedNode(iri) for name, iri in filters.items()}
    for number in range(1, MAX_WORDS + 1):
        values[f"word{number}"] = Literal(words[number - 1].lower()) if number <= len(words) else None
    return bind_query("claims_list", **values)


def find_claims(store: Store, query: str) -> list[ClaimSummary]:
    """The claims that a query of `claims_query` finds, in no order."""
    return summarize_claims(store.select(query))


def list_latest_claims(store: Store, **filters: str) -> list[ClaimSummary]:
    """The claims that fit, the newest first; those of an unknown day come last."""
    claims = find_claims(store, claims_query(filters, []))
    return sorted(claims, key=lambda claim: (claim.first_said or date.min, claim.iri), reverse=True)
