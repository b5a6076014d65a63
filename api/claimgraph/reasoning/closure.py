"""What follows from the data by the ontology's axioms: the rules beside this module, to a fixpoint."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from pyoxigraph import BlankNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from claimgraph.rdf import NONE_NODE, UNKNOWN_NODE, serialize_ntriples, split_lines

_MISSING = (UNKNOWN_NODE, NONE_NODE)


def load_inference_rules() -> dict[str, str]:
    """Each rule's name and its CONSTRUCT query."""
    folder = files("claimgraph.reasoning") / "rules"
    return {
        path.name: path.read_text("utf-8") for path in sorted(folder.iterdir(), key=lambda each: each.name)
    }


def infer_triples(triples: Iterable[Triple]) -> set[Triple]:
    """The triples that the rules add to `triples`, none of which were among them."""
    return set(_triples([infer_ntriples([serialize_ntriples(triples)])]))


def infer_ntriples(parts: Iterable[bytes]) -> bytes:
    """The same, from N-Triples to N-Triples: sorted lines, none twice, none that says what a part said.

    Triples stay text wherever they can: a million of them as Python objects take longer than the rules.
    """
    store = Store()
    for part in parts:
        store.bulk_load(part, format=RdfFormat.N_TRIPLES)
    seen: set[bytes] = set()
    added: list[Triple] = []
    while fresh := _derived(store) - seen:
        seen |= fresh
        new = [triple for triple in _triples(fresh) if _sayable(triple) and Quad(*triple) not in store]
        store.extend(Quad(*triple) for triple in new)
        added += new
    return serialize_ntriples(added)


def _derived(store: Store) -> set[bytes]:
    """All that one application of every rule says, new or not."""
    return {
        line for query in load_inference_rules().values() for line in split_lines(_construct(store, query))
    }


def _construct(store: Store, query: str) -> bytes:
    derived = store.query(query)
    assert isinstance(derived, QueryTriples)
    text = derived.serialize(format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text


def _triples(lines: Iterable[bytes]) -> Iterable[Triple]:
    return (quad.triple for quad in parse(b"".join(lines), format=RdfFormat.N_TRIPLES))


def _sayable(triple: Triple) -> bool:
    """What is derived about "unknown" and "none" would be false, and about a blank node of no use."""
    ends = (triple.subject, triple.object)
    return not any(isinstance(end, BlankNode) or end in _MISSING for end in ends)
