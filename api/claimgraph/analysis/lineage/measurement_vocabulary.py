"""What has to be known of units and metrics to compare two figures and to name what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Unit


@dataclass(frozen=True, slots=True)
class MeasurementVocabulary:
    """Units by IRI, pairs of metrics that measure the same (both ways round), and English labels by IRI."""

    units: Mapping[str, Unit]
    comparable: frozenset[tuple[str, str]] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)

    def unit_of(self, figure: QuantityProposition) -> Unit:
        """The unit of a figure. One that the vocabulary lacks converts into no other."""
        iri = namespaces.unit_iri(figure.unit)
        return self.units.get(iri, Unit(iri))

    def is_same_metric(self, first: QuantityProposition, second: QuantityProposition) -> bool:
        """True if the metrics of two figures are the same or comparable."""
        metrics = tuple(namespaces.concept_iri("metric", figure.metric) for figure in (first, second))
        return first.metric == second.metric or metrics in self.comparable

    def label_of(self, iri: str) -> str:
        """The English label of a thing or term; without one, the end of its IRI in words."""
        return self.labels.get(iri) or iri.rpartition("/")[2].replace("-", " ")

    def metric_label(self, figure: QuantityProposition) -> str:
        """What a figure is of."""
        return self.label_of(namespaces.concept_iri("metric", figure.metric))

    def label_of_thing(self, name: str) -> str:
        """The label of an entity by its name in the tables, such as "nation/us"."""
        return self.label_of(namespaces.thing_iri(name))


def read_vocabulary(graph: Collection[Triple]) -> MeasurementVocabulary:
    """Read the conversions of units, and which metrics are comparable, from triples."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for unit, kind in _iterate_values(graph, "cg:quantityKind"):
        kinds[unit].add(kind)
    units = {
        unit: Unit(unit, Decimal(multiplier), frozenset(kinds[unit]))
        for unit, multiplier in _iterate_values(graph, "qudt:conversionMultiplier")
    }
    pairs = set(_iterate_values(graph, "cg:comparableWith"))
    both_ways = frozenset(pairs | {(second, first) for first, second in pairs})
    return MeasurementVocabulary(units, both_ways, _read_labels(graph))


def _read_labels(graph: Collection[Triple]) -> dict[str, str]:
    predicates = {namespaces.expand_iri("rdfs:label"), namespaces.expand_iri("skos:prefLabel")}
    return {
        subject.value: value.value
        for subject, verb, value in graph
        if verb.value in predicates
        and isinstance(subject, NamedNode)
        and isinstance(value, Literal)
        and value.language in (None, "en")
    }


def _iterate_values(graph: Collection[Triple], property_name: str) -> Iterator[tuple[str, str]]:
    """The subjects and values of a property."""
    predicate = namespaces.expand_iri(property_name)
    for subject, verb, value in graph:
        if (
            verb.value == predicate
            and isinstance(subject, NamedNode)
            and isinstance(value, NamedNode | Literal)
        ):
            yield subject.value, value.value
