"""A bundle's graph as bytes, as quads, and as a store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from claimgraph.errors import ClaimgraphError
from claimgraph.rdf import sort_lines
from claimgraph.stores import EmbeddedStore, prepare_graphs


class UnfitGraphError(ClaimgraphError):
    """A bundle's graph cannot be read, or has statements that ours never have."""


def canonicalize(quads: Iterable[ox.Quad]) -> bytes:
    """Return the quads as sorted N-Quads in RDFC-1.0 form (https://www.w3.org/TR/rdf-canon/)."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sort_lines(ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"")


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_quads(nquads: bytes) -> list[ox.Quad]:
    """Parse N-Quads.

    Raises:
        UnfitGraphError: The text is no N-Quads, or has blank nodes or a default graph. Our graphs have
            neither, and finding canonical labels for blank nodes can take forever.
    """
    try:
        quads = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise UnfitGraphError(f"it is no N-Quads ({error})") from None
    if not all(map(_is_named, quads)):
        raise UnfitGraphError("it has a blank node, a quoted triple or a triple without a named graph")
    return quads


def load_store(nquads: bytes) -> EmbeddedStore:
    """Load a graph; it is queried like a generation: each named graph, and their union by default."""
    store = ox.Store()
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    return EmbeddedStore(prepare_graphs(store, frozenset(), ()), sha256_hex(nquads))


def _is_named(quad: ox.Quad) -> bool:
    """True if the subject and the graph are IRIs, and the object is an IRI or a literal."""
    has_named_ends = isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    return has_named_ends and isinstance(quad.object, ox.NamedNode | ox.Literal)
