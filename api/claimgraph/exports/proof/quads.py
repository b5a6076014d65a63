"""Quads as text that is the same for the same graph, and as a graph that can be asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from claimgraph.errors import ClaimgraphError
from claimgraph.rdf import sort_lines
from claimgraph.stores import EmbeddedStore, prepare_graphs


class UnfitGraphError(ClaimgraphError):
    """A bundle's graph cannot be read, or holds what none of ours holds."""


def canonicalize(quads: Iterable[ox.Quad]) -> bytes:
    """Sorted N-Quads of the dataset by RDFC-1.0 (https://www.w3.org/TR/rdf-canon/)."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sort_lines(ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"")


def sha256_hex(text: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text).hexdigest()


def read_quads(text: bytes) -> list[ox.Quad]:
    """The quads of N-Quads.

    Raises:
        GraphError: It is none, or has blank nodes or a default graph. Ours has neither, and to give blank
            nodes their canonical names can take longer than anyone waits.
    """
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise UnfitGraphError(f"no N-Quads: {error}") from None
    if any(_strange(quad) for quad in quads):
        raise UnfitGraphError("a blank node, a quoted triple or a triple without a named graph")
    return quads


def load_store(text: bytes) -> EmbeddedStore:
    """A graph that answers as a generation does: each named graph, and all together as the default one."""
    store = ox.Store()
    store.bulk_load(text, format=ox.RdfFormat.N_QUADS)
    return EmbeddedStore(prepare_graphs(store, frozenset(), ()), sha256_hex(text))


def _strange(quad: ox.Quad) -> bool:
    value = isinstance(quad.object, ox.NamedNode | ox.Literal)
    return not (
        value and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    )
