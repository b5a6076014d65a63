"""Reads the ontology's files as one set of triples without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError

GENID = f"{namespaces.ROOT}/.well-known/genid/"


class OntologyError(ClaimgraphError):
    """An ontology or shapes file is not valid Turtle."""


def read_ontology(files: Iterable[Path]) -> set[Triple]:
    """The triples of Turtle files; blank nodes (mostly lists) get IRIs of their own.

    The labels come from RDFC-1.0 canonicalisation, so the same files give the same IRIs
    (RDF 1.1 Concepts, section 3.5).

    Raises:
        OntologyError: A file is not valid Turtle.
    """
    dataset = Dataset(quad for path in files for quad in _parse(path))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {_without_blank_nodes(quad) for quad in dataset}


def _parse(path: Path) -> list[Quad]:
    try:
        return list(parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: {error.msg}. Fix the Turtle there.") from None


def _without_blank_nodes(quad: Quad) -> Triple:
    subject, value = quad.subject, quad.object
    return Triple(
        _genid(subject) if isinstance(subject, BlankNode) else subject,
        quad.predicate,
        _genid(value) if isinstance(value, BlankNode) else value,
    )


def _genid(blank: BlankNode) -> NamedNode:
    return NamedNode(GENID + blank.value)
