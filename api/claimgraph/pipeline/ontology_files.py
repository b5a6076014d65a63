"""Reads the ontology's files as one set of triples, with a label that every tool shows for each term."""

from __future__ import annotations

from codecs import BOM_UTF8
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
from claimgraph.rdf import named_node

GENID = f"{namespaces.ROOT}/.well-known/genid/"
_LABEL, _PREFERRED_LABEL = named_node("rdfs:label"), named_node("skos:prefLabel")


class OntologyError(ClaimgraphError):
    """An ontology or shapes file cannot be read, or is not valid Turtle."""


def merge_ontology(files: Iterable[Path]) -> set[Triple]:
    """The triples of Turtle files as one document, with blank nodes where the files have them.

    The labels of blank nodes come from RDFC-1.0 canonicalisation: the same files give the same ones.
    Each skos:prefLabel is stated as rdfs:label, too: SKOS says that it is one, and tools that know
    nothing of SKOS show rdfs:label only.

    Raises:
        OntologyError: A file cannot be read, or is not valid Turtle.
    """
    dataset = Dataset(quad for path in files for quad in _parse(path))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    preferred = dataset.quads_for_predicate(_PREFERRED_LABEL)
    return {quad.triple for quad in dataset} | {
        Triple(quad.subject, _LABEL, quad.object) for quad in preferred
    }


def read_ontology(files: Iterable[Path]) -> set[Triple]:
    """The same triples for the graph, in which blank nodes (mostly lists) have IRIs of their own.

    They are those of RDF 1.1 Concepts, section 3.5, so the same files give the same IRIs.

    Raises:
        OntologyError: A file cannot be read, or is not valid Turtle.
    """
    return {_without_blank_nodes(triple) for triple in merge_ontology(files)}


def _parse(path: Path) -> list[Quad]:
    try:
        text = path.read_bytes().removeprefix(BOM_UTF8)
        return list(parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: {error.msg}. Fix the Turtle there.") from None
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read: {error.strerror}. Check the path.") from None


def _without_blank_nodes(triple: Triple) -> Triple:
    subject, value = triple.subject, triple.object
    return Triple(
        _genid(subject) if isinstance(subject, BlankNode) else subject,
        triple.predicate,
        _genid(value) if isinstance(value, BlankNode) else value,
    )


def _genid(blank: BlankNode) -> NamedNode:
    return NamedNode(GENID + blank.value)
