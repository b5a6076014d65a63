"""The types of parameters and result columns, and how a text becomes a term of one of them.

IRI                 any IRI
IRI of cg:Claim     an IRI of a member of this class
IRI in topic        an IRI of a term of this vocabulary
xsd:date            a literal of this datatype; parameters have xsd:string, xsd:date,
xsd:integer, xsd:decimal or xsd:boolean, columns any
literal, term       columns only: any literal; an IRI or a literal
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from claimgraph import namespaces

Term = NamedNode | Literal

_NOTATION = re.compile(r"(IRI)(?: of (\w+:\w+)| in ([\w-]+))?|(literal|term)|(\w+:\w+)")
_LARGEST = 2**63  # beyond it the engine compares numbers as text
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class TermType:
    """`kind` is "IRI", "literal", "term" or a prefixed datatype. An IRI may name its class or vocabulary."""

    kind: str
    of_class: str | None = None
    in_vocabulary: str | None = None

    @classmethod
    def parse(cls, notation: str) -> TermType:
        """Read a type as headers write it.

        Raises:
            ValueError: It is none.

        >>> TermType.parse("IRI of cg:Claim").of_class
        'cg:Claim'
        """
        match = _NOTATION.fullmatch(notation)
        if match is None:
            raise ValueError(f"{notation!r} is no type")
        kind = match[1] or match[4] or match[5]
        for name in (match[2], match[5]):
            if name and name.partition(":")[0] not in namespaces.PREFIXES:
                raise ValueError(f"{notation!r} has an unknown prefix")
        return cls(kind, match[2], match[3])

    def __str__(self) -> str:
        if self.of_class:
            return f"{self.kind} of {self.of_class}"
        return f"{self.kind} in {self.in_vocabulary}" if self.in_vocabulary else self.kind

    @property
    def is_for_parameters(self) -> bool:
        return self.kind in _READERS

    @property
    def is_number(self) -> bool:
        return self.kind in ("xsd:integer", "xsd:decimal", "xsd:double")

    def accepts(self, term: Term | BlankNode) -> bool:
        """True if the term is of this type, as far as the term itself shows: not whether a class has it."""
        if self.in_vocabulary:
            return isinstance(term, NamedNode) and term.value.startswith(self._vocabulary)
        if self.kind == "IRI":
            return isinstance(term, NamedNode)
        if self.kind == "term":
            return not isinstance(term, BlankNode)
        if not isinstance(term, Literal):
            return False
        return self.kind == "literal" or term.datatype.value == namespaces.expand_iri(self.kind)

    def read(self, text: str) -> Term:
        """The term that a text means.

        Raises:
            ValueError: It means none of this type; `expected` says what would.
        """
        if self.in_vocabulary and not _SCHEME.match(text) and "/" not in text:
            return NamedNode(self._vocabulary + text)
        term = _READERS[self.kind](text)
        if not self.accepts(term):
            raise ValueError(f"{text!r} is outside {self}")
        return term

    def write(self, term: Term) -> str:
        """The shortest text that `read` makes this term of.

        >>> TermType.parse("IRI").write(NamedNode("https://w3id.org/claimgraph/id/nation/taiwan"))
        'nation/taiwan'
        """
        if self.in_vocabulary:
            return term.value.removeprefix(self._vocabulary)
        slug = term.value.removeprefix(namespaces.ID)
        return slug if self.kind == "IRI" and re.fullmatch(r"[\w-]+/[^:]+", slug) else term.value

    @property
    def expectation(self) -> str:
        """What `read` reads, in words."""
        if self.in_vocabulary:
            return f"a term of {namespaces.compact_iri(self._vocabulary)[:-1]}, as its slug or IRI"
        if self.of_class:
            return f"a {self.of_class}, as kind/slug or IRI"
        return _EXPECTED[self.kind]

    @property
    def _vocabulary(self) -> str:
        return namespaces.concept_iri(self.in_vocabulary or "", "")


def _read_iri(text: str) -> NamedNode:
    if not _SCHEME.match(text) and "/" not in text:
        raise ValueError(f"{text!r} is no IRI")
    return NamedNode(namespaces.expand_iri(text))


def _read_date(text: str) -> Literal:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(f"{text!r} is no day")
    return _make_literal(date.fromisoformat(text).isoformat(), "xsd:date")


def _read_number(pattern: str, datatype: str) -> Callable[[str], Literal]:
    def read(text: str) -> Literal:
        if not re.fullmatch(pattern, text, re.ASCII) or abs(Decimal(text)) >= _LARGEST:
            raise ValueError(f"{text!r} is no {datatype}")
        return _make_literal(text, datatype)

    return read


def _read_boolean(text: str) -> Literal:
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is no truth value")
    return _make_literal(text, "xsd:boolean")


def _make_literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(namespaces.expand_iri(datatype)))


_READERS: dict[str, Callable[[str], Term]] = {
    "IRI": _read_iri,
    "xsd:string": Literal,
    "xsd:date": _read_date,
    "xsd:integer": _read_number(r"[+-]?\d+", "xsd:integer"),
    "xsd:decimal": _read_number(r"[+-]?\d+(\.\d{1,18})?", "xsd:decimal"),
    "xsd:boolean": _read_boolean,
}
_EXPECTED = {
    "IRI": "an IRI, in full, as kind/slug or as prefix:name",
    "xsd:string": "a text",
    "xsd:date": "a day (xsd:date), as YYYY-MM-DD",
    "xsd:integer": "a whole number (xsd:integer) below 2^63",
    "xsd:decimal": "a number (xsd:decimal) below 2^63, with at most 18 decimal places and no exponent",
    "xsd:boolean": "true or false (xsd:boolean)",
}
