"""Runs a query whose answer is triples, on the default graph or on graphs that are chosen."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Triple, parse

from claimgraph.stores import Store


def construct_triples(store: Store, query: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """The triples that a query constructs. `graphs`, if any, are read in place of the default graph."""
    if not graphs:
        return store.construct(query)
    answer = store.answer(query, format="nt", default_graphs=graphs)
    return [quad.triple for quad in parse(input=answer.read(), format=RdfFormat.N_TRIPLES)]
