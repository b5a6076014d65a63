"""One value, one RDF term, both ways; the column's base type decides."""

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
_MISSING = {UNKNOWN: UNKNOWN_NODE, NONE: NONE_NODE}
_TEXTS = {node: text for text, node in _MISSING.items()}
_XSD = namespaces.PREFIXES["xsd"]
XSD_DECIMAL = NamedNode(_XSD + "decimal")
XSD_BOOLEAN = NamedNode(_XSD + "boolean")
XSD_DATE = NamedNode(_XSD + "date")
XSD_INTEGER = NamedNode(_XSD + "integer")
XSD_DOUBLE = NamedNode(_XSD + "double")
TAGGED_TEXT = TextFormat("tagged")
_DIGITS = 18


@cache
def named_node(name: str) -> NamedNode:
    """The node for a compact IRI such as "cg:Claim"."""
    return NamedNode(namespaces.expand_iri(name))


def encode_value(value_type: Any, value: Any, language: str | None = None) -> NamedNode | Literal:
    """The term for a value of a column's base type."""
    if isinstance(value_type, Reference | Concept) and value in _MISSING:
        return _MISSING[value]
    if value_type == TAGGED_TEXT:
        tag, _, text = value.partition(":")
        return Literal(text, language=tag)
    if isinstance(value_type, Reference | Concept | TextFormat) or isinstance(value, Period):
        return NamedNode(_iri(value_type, value))
    return _literal(value, language)


def _iri(base: Any, value: Any) -> str:
    match base:
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


def _literal(value: Any, language: str | None) -> Literal:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=XSD_BOOLEAN)
    if isinstance(value, Decimal):
        return _number(value)
    return Literal(value, language=language) if language else Literal(value)


def _number(value: Decimal) -> Literal:
    """Exact up to the 18 digits that every engine must allow (XSD 1.1, part 2, 3.3.3); beyond, a double."""
    text = format(value, "f")
    if sum(map(str.isdigit, text)) <= _DIGITS:
        return Literal(text, datatype=XSD_DECIMAL)
    return Literal(f"{value.normalize():E}".replace("E+", "E"), datatype=XSD_DOUBLE)


def decode_term(value_type: Any, term: NamedNode | Literal) -> Any:
    """The value a term stands for; periods are decoded from their nodes by the reader."""
    text = term.value
    if isinstance(term, NamedNode) and term in _TEXTS:
        return _TEXTS[term]
    match value_type:
        case Reference(kind=kind):
            return text.removeprefix(namespaces.ID).removeprefix(f"{kind}/" if kind else "")
        case Concept(scheme=scheme):
            return text.removeprefix(namespaces.concept_iri(scheme, ""))
        case TextFormat(name=kind):
            return _plain(kind, term)
    if value_type is bool:
        return text == "true"
    return Decimal(text) if value_type is Decimal else text


def _plain(kind: str, term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return f"{term.language}:{term.value}"
    if kind == "unit" and not term.value.startswith(namespaces.concept_iri("unit", "")):
        return "unit:" + term.value.removeprefix(namespaces.UNIT)
    return term.value.removeprefix(
        {"unit": namespaces.concept_iri("unit", ""), "graph": namespaces.GRAPH}.get(kind, "")
    )
