"""The triples of one answer, indexed so that a view can walk from thing to thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.namespaces import CG, expand_iri
from claimgraph.stores import Term

LABEL_PROPERTIES = ("rdfs:label", "skos:prefLabel", "dcterms:title", "schema:text", "cg:edtf", "qudt:symbol")
UNKNOWN, NONE = CG + "unknown", CG + "none"
_MISSING = {UNKNOWN: "unknown", NONE: "none"}


class TripleIndex:
    """Statements by subject and by value. Values come out sorted, so that pages never flicker."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = frozenset(triples)

    @cached_property
    def _forward(self) -> dict[tuple[str, str], list[Term]]:
        index: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for triple in sorted(self.triples, key=str):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                index[triple.subject.value, triple.predicate.value].append(triple.object)
        return dict(index)

    @cached_property
    def _backward(self) -> dict[tuple[str, str], list[Term]]:
        index: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for (subject, predicate), values in self._forward.items():
            for value in values:
                index[value.value, predicate].append(NamedNode(subject))
        return dict(index)

    def values(self, iri: str, predicate: str, *, inverse: bool = False) -> list[Term]:
        """The values of a property ("cg:about"), or with `inverse` the things it is a value of."""
        return (self._backward if inverse else self._forward).get((iri, expand_iri(predicate)), [])

    def iris(self, iri: str, predicate: str, *, inverse: bool = False) -> list[str]:
        values = self.values(iri, predicate, inverse=inverse)
        return [value.value for value in values if isinstance(value, NamedNode)]

    def first_text(self, iri: str, predicate: str) -> str | None:
        """The first value, English before other languages; None where there is none."""
        values = sorted(self.values(iri, predicate), key=language_rank)
        return values[0].value if values else None

    def label_of(self, iri: str) -> tuple[str, str | None]:
        """What to call a thing, with the language of that name; its slug where nothing names it."""
        for predicate in LABEL_PROPERTIES:
            for value in sorted(self.values(iri, predicate), key=language_rank):
                return value.value, value.language if isinstance(value, Literal) else None
        return local_name(iri), None

    def instances_of(self, class_: str) -> list[str]:
        """The things of a class, by IRI."""
        return sorted(self.iris(expand_iri(class_), "rdf:type", inverse=True))

    def has_type(self, iri: str, class_: str) -> bool:
        return expand_iri(class_) in self.iris(iri, "rdf:type")


def local_name(iri: str) -> str:
    """The last part of an IRI, readable where nothing better is known."""
    return _MISSING.get(iri) or iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def language_rank(value: Term) -> bool:
    return not (isinstance(value, Literal) and (value.language or "en").startswith("en"))
