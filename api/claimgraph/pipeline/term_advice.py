"""What to write instead of a term that the vocabularies lack, or of a unit that does not fit its metric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from claimgraph import namespaces
from claimgraph.errors import nearest_names
from claimgraph.model import NONE, UNKNOWN, Column, Concept, Record, TextFormat, columns_of
from claimgraph.rdf import named_node

_SCHEME, _KIND = named_node("skos:inScheme"), named_node("cg:quantityKind")
UNIT_KIND = "cgs:Quantity-unit-kind"
_QUDT_UNIT = namespaces.expand_iri("unit:")
_MOST_UNITS = 8  # that are listed where many fit


@dataclass(frozen=True, slots=True)
class TermAdvice:
    """The terms of each vocabulary as cells have them, and the kinds of quantity of metrics and units."""

    terms: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def from_ntriples(cls, vocabulary: str) -> TermAdvice:
        """Read the advice from the triples of the ontology and its vocabularies."""
        terms, kinds = defaultdict[str, list[str]](list), defaultdict[str, set[str]](set)
        for quad in parse(vocabulary.encode(), format=RdfFormat.N_TRIPLES):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                if quad.predicate == _SCHEME:
                    scheme = quad.object.value.removeprefix(namespaces.VOCAB)
                    terms[scheme].append(_cell_text(quad.subject.value))
                elif quad.predicate == _KIND:
                    kinds[quad.subject.value].add(quad.object.value)
        return cls(
            {scheme: tuple(sorted(names)) for scheme, names in terms.items()},
            {term: frozenset(kinds_of_term) for term, kinds_of_term in kinds.items()},
        )

    def advise(self, rule: str, record: Record, column: str | None) -> str:
        """Return sentences that name the terms that fit; empty if a violation is about something else."""
        if rule == UNIT_KIND:
            return self._advise_on_unit(getattr(record, "metric", ""), getattr(record, "unit", ""))
        if column is None:
            return ""
        scheme = _scheme_of(columns_of(type(record))[column])
        cells = _cells(getattr(record, column))
        unknown = [cell for cell in cells if scheme in self.terms and cell not in self.terms[scheme]]
        return " ".join(f"{cell!r} is no {scheme}{self._nearest(cell, scheme)}." for cell in unknown)

    def _nearest(self, cell: str, scheme: str) -> str:
        names = nearest_names(cell, self.terms[scheme])
        return f"; nearest: {', '.join(names)}" if names else ""

    def _advise_on_unit(self, metric: str, unit: str) -> str:
        kinds, kinds_of_unit = self._kinds_of("metric", metric), self._kinds_of("unit", unit)
        units = self._terms_of_kinds("unit", kinds)[:_MOST_UNITS]
        nearest = nearest_names(metric, self._terms_of_kinds("metric", kinds_of_unit))
        names = ", ".join(sorted(kind.rpartition("/")[2] for kind in kinds))
        text = f"{unit!r} does not fit {metric!r}, which is of the kind {names}"
        text += f"; units that fit: {', '.join(units)}." if units else "; no unit has that kind yet."
        return f"{text} Metrics in {unit!r} nearest to it: {', '.join(nearest)}." if nearest else text

    def _kinds_of(self, scheme: str, cell: str) -> frozenset[str]:
        iri = namespaces.expand_iri(cell) if ":" in cell else namespaces.concept_iri(scheme, cell)
        return self.kinds.get(iri, frozenset())

    def _terms_of_kinds(self, scheme: str, kinds: frozenset[str]) -> list[str]:
        return [cell for cell in self.terms.get(scheme, ()) if kinds & self._kinds_of(scheme, cell)]


def _scheme_of(column: Column) -> str:
    if isinstance(column.value_type, Concept):
        return column.value_type.scheme
    return "unit" if column.value_type == TextFormat("unit") else ""


def _cells(value: object) -> list[str]:
    cells = value if isinstance(value, tuple) else (value,)
    return [cell for cell in cells if isinstance(cell, str) and cell not in (NONE, UNKNOWN)]


def _cell_text(iri: str) -> str:
    """A term as a cell has it: "unit:PERCENT" for a unit of QUDT, else its slug."""
    if iri.startswith(_QUDT_UNIT):
        return f"unit:{iri.removeprefix(_QUDT_UNIT)}"
    return iri.rpartition("/")[2]
