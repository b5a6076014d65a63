"""What follows from the data by the ontology's axioms: the rules beside this module, to a fixpoint."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from pyoxigraph import BlankNode, Quad, QueryTriples, Store, Triple

from claimgraph.triples.terms import NONE_NODE, UNKNOWN_NODE

_MISSING = (UNKNOWN_NODE, NONE_NODE)


def rules() -> dict[str, str]:
    """Each rule's name and its CONSTRUCT query."""
    folder = files("claimgraph.reasoning") / "rules"
    return {
        path.name: path.read_text("utf-8") for path in sorted(folder.iterdir(), key=lambda each: each.name)
    }


def closure(triples: Iterable[Triple]) -> set[Triple]:
    """The triples that the rules add to `triples`, none of which were among them."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    queries = rules().values()
    added: set[Triple] = set()
    while fresh := {triple for query in queries for triple in _derive(store, query)}:
        store.extend(Quad(*triple) for triple in fresh)
        added |= fresh
    return added


def _derive(store: Store, query: str) -> set[Triple]:
    derived = store.query(query)
    assert isinstance(derived, QueryTriples)
    return {triple for triple in derived if _sayable(triple) and Quad(*triple) not in store}


def _sayable(triple: Triple) -> bool:
    """What is derived about "unknown" and "none" would be false, and about a blank node of no use."""
    ends = (triple.subject, triple.object)
    return not any(isinstance(end, BlankNode) or end in _MISSING for end in ends)
