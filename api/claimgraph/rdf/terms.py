"""One value, one RDF term, both ways; the column's base type decides."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model.fields import NONE, UNKNOWN, Concept, Plain, Thing

Term = NamedNode | BlankNode | Literal | Triple

UNKNOWN_NODE = NamedNode(namespaces.CG + UNKNOWN)
NONE_NODE = NamedNode(namespaces.CG + NONE)
_MISSING = {UNKNOWN: UNKNOWN_NODE, NONE: NONE_NODE}
_TEXTS = {node: text for text, node in _MISSING.items()}
_XSD = namespaces.PREFIXES["xsd"]
DECIMAL = NamedNode(_XSD + "decimal")
BOOLEAN = NamedNode(_XSD + "boolean")
DATE = NamedNode(_XSD + "date")
INTEGER = NamedNode(_XSD + "integer")
DOUBLE = NamedNode(_XSD + "double")
TAGGED = Plain("tagged")
_DIGITS = 18


@cache
def node(name: str) -> NamedNode:
    """The node for a compact IRI such as "cg:Claim"."""
    return NamedNode(namespaces.expand(name))


def encode(base: Any, value: Any, language: str | None = None) -> NamedNode | Literal:
    """The term for a value of a column's base type."""
    if isinstance(base, Thing | Concept) and value in _MISSING:
        return _MISSING[value]
    if base == TAGGED:
        tag, _, text = value.partition(":")
        return Literal(text, language=tag)
    if isinstance(base, Thing | Concept | Plain) or isinstance(value, Period):
        return NamedNode(_iri(base, value))
    return _literal(value, language)


def _iri(base: Any, value: Any) -> str:
    match base:
        case Thing(kind=kind):
            return namespaces.thing(f"{kind}/{value}" if kind else value)
        case Concept(scheme=scheme):
            return namespaces.concept(scheme, value)
        case Plain(kind="unit"):
            return namespaces.unit(value)
        case Plain(kind="graph"):
            return namespaces.GRAPH + str(value)
        case Plain():
            return str(value)
    return namespaces.thing(f"period/{value.slug}")


def _literal(value: Any, language: str | None) -> Literal:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=BOOLEAN)
    if isinstance(value, Decimal):
        return _number(value)
    return Literal(value, language=language) if language else Literal(value)


def _number(value: Decimal) -> Literal:
    """Exact up to the 18 digits that every engine must allow (XSD 1.1, part 2, 3.3.3); beyond, a double."""
    text = format(value, "f")
    if sum(map(str.isdigit, text)) <= _DIGITS:
        return Literal(text, datatype=DECIMAL)
    return Literal(f"{value.normalize():E}".replace("E+", "E"), datatype=DOUBLE)


def decode(base: Any, term: NamedNode | Literal) -> Any:
    """The value a term stands for; periods are decoded from their nodes by the reader."""
    text = term.value
    if isinstance(term, NamedNode) and term in _TEXTS:
        return _TEXTS[term]
    match base:
        case Thing(kind=kind):
            return text.removeprefix(namespaces.ID).removeprefix(f"{kind}/" if kind else "")
        case Concept(scheme=scheme):
            return text.removeprefix(namespaces.concept(scheme, ""))
        case Plain(kind=kind):
            return _plain(kind, term)
    if base is bool:
        return text == "true"
    return Decimal(text) if base is Decimal else text


def _plain(kind: str, term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return f"{term.language}:{term.value}"
    if kind == "unit" and not term.value.startswith(namespaces.concept("unit", "")):
        return "unit:" + term.value.removeprefix(namespaces.UNIT)
    return term.value.removeprefix(
        {"unit": namespaces.concept("unit", ""), "graph": namespaces.GRAPH}.get(kind, "")
    )
