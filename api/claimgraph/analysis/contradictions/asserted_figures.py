"""Reads the figures that claims assert, and normalizes them so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import namespaces
from claimgraph.analysis.contradictions.normalized_figures import UNKNOWN, ComparisonKey, NormalizedFigure
from claimgraph.analysis.contradictions.pair_rule import MetricRelations
from claimgraph.assessment import Knowledge, proposition_figure
from claimgraph.edtf import Period
from claimgraph.model import QuantityProposition
from claimgraph.quantities import DefinitionRelation, Figure, Unit, day_range, interval_of_claim
from claimgraph.queries import bind_query
from claimgraph.stores import Solution

_METRIC = namespaces.concept_iri("metric", "")
_BRIDGE_KIND = namespaces.concept_iri("bridge-kind", "")
_COMPARATOR = namespaces.concept_iri("comparator", "")
_CHANGE = "change"
_parse_period = cache(Period.parse)  # claims name the same few periods again and again


def load_figures(knowledge: Knowledge) -> Iterator[NormalizedFigure]:
    """The figures that claims assert; propositions that give no number are left out."""
    normalizer = FigureNormalizer(knowledge)
    for row in knowledge.store.select(bind_query("quantity_propositions")):
        figure = normalizer.normalize(figure_from_row(row))
        if figure:
            yield figure


def load_metric_relations(knowledge: Knowledge) -> MetricRelations:
    """How the metrics of the vocabulary are related to each other."""
    comparable: set[tuple[str, str]] = set()
    related: set[tuple[str, str]] = set()
    for row in knowledge.store.select(bind_query("metric_relations")):
        first, second = sorted(row[side].value.removeprefix(_METRIC) for side in ("claimed", "measured"))
        relation = DefinitionRelation(row["kind"].value.removeprefix(_BRIDGE_KIND))
        if not relation.is_unrelated:
            (comparable if relation is DefinitionRelation.COMPARABLE else related).add((first, second))
    return MetricRelations(
        canonical=choose_representatives(comparable),
        related=frozenset(related),
        additive=frozenset(metric.removeprefix(_METRIC) for metric in knowledge.additive_metrics),
    )


def choose_representatives(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each linked name the first of all that are linked with it, directly or through others.

    >>> choose_representatives([("a", "b"), ("c", "b"), ("x", "y")])
    {'a': 'a', 'b': 'a', 'c': 'a', 'x': 'x', 'y': 'x'}
    """
    clusters: dict[str, set[str]] = {}
    for link in links:
        cluster = set(link).union(*(clusters.get(name, ()) for name in link))
        clusters |= dict.fromkeys(cluster, cluster)
    return {name: min(cluster) for name, cluster in sorted(clusters.items())}


class AssertedFigure(NamedTuple):
    """The figure of a proposition, as it is stated. `metric` and `unit` are IRIs."""

    id: str
    claim: str
    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    comparator: str
    figure: Figure
    unit: str
    period: Period | None


def figure_from_row(row: Solution) -> AssertedFigure:
    """Read a row of `quantity_propositions.rq`."""
    text = {name: term.value for name, term in row.items()}
    return AssertedFigure(
        id=text["proposition"].removeprefix(namespaces.thing_iri("proposition/")),
        claim=text["claim"].removeprefix(namespaces.thing_iri("claim/")),
        metric=text["metric"],
        subjects=_read_slugs(text["subjects"]),
        partners=_read_slugs(text.get("partners", "")),
        comparator=text["comparator"].removeprefix(_COMPARATOR),
        figure=Figure(
            value=_read_number(text.get("value")),
            low=_read_number(text.get("low")),
            high=_read_number(text.get("high")),
            date_value=_read_period(text.get("date")),
        ),
        unit=text["unit"],
        period=_read_period(text.get("period")),
    )


def figure_from_proposition(proposition: QuantityProposition) -> AssertedFigure:
    """The same from a record."""
    return AssertedFigure(
        id=proposition.id,
        claim=proposition.claim,
        metric=_METRIC + proposition.metric,
        subjects=tuple(sorted(proposition.subjects)),
        partners=tuple(sorted(proposition.partners)),
        comparator=proposition.comparator,
        figure=proposition_figure(proposition),
        unit=namespaces.unit_iri(proposition.unit),
        period=proposition.period,
    )


class FigureNormalizer:
    """Brings figures into base units. Equal comparison keys become one object, which saves memory."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        kinds = [sorted(unit.kinds) for unit in knowledge.units.values() if unit.multiplier is not None]
        self._dimensions = choose_representatives((names[0], name) for names in kinds for name in names)
        self._keys: dict[ComparisonKey, ComparisonKey] = {}

    def normalize(self, asserted: AssertedFigure) -> NormalizedFigure | None:
        """The figure in its base unit; None if the proposition gives no number.

        Raises:
            UnknownComparatorError: The vocabulary has no such comparator.
        """
        interval = interval_of_claim(asserted.comparator, asserted.figure)
        if interval is None:
            return None
        unit = self._knowledge.unit(asserted.unit)
        if unit.multiplier is not None and unit.multiplier != 1:
            interval = interval.scale(unit.multiplier)
        return NormalizedFigure(
            id=asserted.id,
            claim=asserted.claim,
            metric=asserted.metric.removeprefix(_METRIC),
            key=self._comparison_key(asserted, unit),
            interval=interval,
            days=day_range(asserted.period) if asserted.period else None,
        )

    def _comparison_key(self, asserted: AssertedFigure, unit: Unit) -> ComparisonKey:
        is_change = asserted.comparator == _CHANGE or self._knowledge.is_change(asserted.metric)
        key = ComparisonKey(self._dimension(unit), is_change, asserted.subjects, asserted.partners)
        return self._keys.setdefault(key, key)

    def _dimension(self, unit: Unit) -> str:
        """The kind of quantity that all units measure into which this one converts; else the unit itself."""
        if unit.multiplier is None or not unit.kinds:
            return unit.name
        return self._dimensions[min(unit.kinds)]


def _read_slugs(iris: str) -> tuple[str, ...]:
    slugs = (
        UNKNOWN if iri == namespaces.CG + UNKNOWN else iri.removeprefix(namespaces.ID) for iri in iris.split()
    )
    return tuple(sorted(slugs))


def _read_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read_period(text: str | None) -> Period | None:
    return None if text is None else _parse_period(text)
