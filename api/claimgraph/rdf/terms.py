"""Encodes a cell's value as an RDF term and decodes it again; the column's type says how."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import NONE, UNKNOWN, Concept, Reference, TextFormat

Term = NamedNode | BlankNode | Literal | Triple

UNKNOWN_NODE = NamedNode(namespaces.CG + UNKNOWN)
NONE_NODE = NamedNode(namespaces.CG + NONE)
_MISSING_NODES = {UNKNOWN: UNKNOWN_NODE, NONE: NONE_NODE}
_MISSING_VALUES = {node: value for value, node in _MISSING_NODES.items()}
_XSD = namespaces.PREFIXES["xsd"]
XSD_DECIMAL = NamedNode(_XSD + "decimal")
XSD_BOOLEAN = NamedNode(_XSD + "boolean")
XSD_DATE = NamedNode(_XSD + "date")
XSD_INTEGER = NamedNode(_XSD + "integer")
XSD_DOUBLE = NamedNode(_XSD + "double")
TAGGED_TEXT = TextFormat("tagged")
_DECIMAL_DIGITS = 18


@cache
def named_node(name: str) -> NamedNode:
    """Return the node for a full or compact IRI, such as "cg:Claim"."""
    return NamedNode(namespaces.expand_iri(name))


def encode_value(value_type: Any, value: Any, language: str | None = None) -> NamedNode | Literal:
    """Return the term for a value of a column's type."""
    if isinstance(value_type, Reference | Concept) and value in _MISSING_NODES:
        return _MISSING_NODES[value]
    if value_type == TAGGED_TEXT:
        tag, _, text = value.partition(":")
        return Literal(text, language=tag)
    if isinstance(value_type, Reference | Concept | TextFormat) or isinstance(value, Period):
        return NamedNode(_encode_iri(value_type, value))
    return _encode_literal(value, language)


def _encode_iri(value_type: Any, value: Any) -> str:
    match value_type:
        case Reference(kind=kind):
            return namespaces.thing_iri(f"{kind}/{value}" if kind else value)
        case Concept(scheme=scheme):
            return namespaces.concept_iri(scheme, value)
        case TextFormat(name="unit"):
            return namespaces.unit_iri(value)
        case TextFormat(name="graph"):
            return namespaces.GRAPH + str(value)
        case TextFormat():
            return str(value)
    return namespaces.thing_iri(f"period/{value.slug}")


def _encode_literal(value: Any, language: str | None) -> Literal:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=XSD_BOOLEAN)
    if isinstance(value, Decimal):
        return _encode_number(value)
    if isinstance(value, int):
        return Literal(str(value), datatype=XSD_INTEGER)
    return Literal(value, language=language) if language else Literal(value)


def _encode_number(value: Decimal) -> Literal:
    """Encode exactly up to the 18 digits that every engine must support, as a double beyond.

    Source: W3C, XML Schema Definition Language 1.1, part 2, 3.3.3.
    """
    text = format(value, "f")
    if sum(map(str.isdigit, text)) <= _DECIMAL_DIGITS:
        return Literal(text, datatype=XSD_DECIMAL)
    return Literal(f"{value.normalize():E}".replace("E+", "E"), datatype=XSD_DOUBLE)


def decode_term(value_type: Any, term: NamedNode | Literal) -> Any:
    """Return the value that a term stands for. Periods are decoded from their nodes' triples instead."""
    text = term.value
    if isinstance(term, NamedNode) and term in _MISSING_VALUES:
        return _MISSING_VALUES[term]
    match value_type:
        case Reference(kind=kind):
            return text.removeprefix(namespaces.ID).removeprefix(f"{kind}/" if kind else "")
        case Concept(scheme=scheme):
            return text.removeprefix(namespaces.concept_iri(scheme, ""))
        case TextFormat(name=format_name):
            return _decode_text(format_name, term)
    if value_type is bool:
        return text == "true"
    return value_type(text) if value_type in (Decimal, int) else text


def _decode_text(format_name: str, term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return f"{term.language}:{term.value}"
    match format_name:
        case "unit":
            return _decode_unit(term.value)
        case "graph":
            return term.value.removeprefix(namespaces.GRAPH)
    return term.value


def _decode_unit(iri: str) -> str:
    own = namespaces.concept_iri("unit", "")
    return iri.removeprefix(own) if iri.startswith(own) else f"unit:{iri.removeprefix(namespaces.UNIT)}"
