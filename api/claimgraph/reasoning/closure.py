"""Infers what follows from data and ontology: applies the rules beside this module until nothing is new."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from pyoxigraph import BlankNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from claimgraph.rdf import NONE_NODE, UNKNOWN_NODE, serialize_ntriples, split_lines

_MISSING = (UNKNOWN_NODE, NONE_NODE)


def load_inference_rules() -> dict[str, str]:
    """Return the CONSTRUCT query of each rule, by its file name."""
    folder = files("claimgraph.reasoning") / "rules"
    return {
        path.name: path.read_text("utf-8") for path in sorted(folder.iterdir(), key=lambda path: path.name)
    }


def infer_triples(triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples that the rules add to `triples`."""
    return set(_parse([infer_ntriples([serialize_ntriples(triples)])]))


def infer_ntriples(parts: Iterable[bytes]) -> bytes:
    """Return the triples that the rules add to N-Triples, as N-Triples: sorted lines, each once.

    Triples stay text where possible: a million of them as Python objects take longer than the rules.
    """
    store = Store()
    for part in parts:
        store.bulk_load(part, format=RdfFormat.N_TRIPLES)
    seen: set[bytes] = set()
    added: list[Triple] = []
    while new_lines := _apply_rules(store) - seen:
        seen |= new_lines
        new = [triple for triple in _parse(new_lines) if _is_useful(triple) and Quad(*triple) not in store]
        store.extend(Quad(*triple) for triple in new)
        added += new
    return serialize_ntriples(added)


def _apply_rules(store: Store) -> set[bytes]:
    """Return what one application of every rule gives, new or not."""
    return {
        line for query in load_inference_rules().values() for line in split_lines(_construct(store, query))
    }


def _construct(store: Store, query: str) -> bytes:
    triples = store.query(query)
    assert isinstance(triples, QueryTriples)
    text = triples.serialize(format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text


def _parse(lines: Iterable[bytes]) -> Iterable[Triple]:
    return (quad.triple for quad in parse(b"".join(lines), format=RdfFormat.N_TRIPLES))


def _is_useful(triple: Triple) -> bool:
    """Inferences about "unknown" and "none" would be false, and those about blank nodes are of no use."""
    ends = (triple.subject, triple.object)
    return not any(isinstance(end, BlankNode) or end in _MISSING for end in ends)
