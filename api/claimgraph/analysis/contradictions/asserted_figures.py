"""Reads the figures that claims assert as statements that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import namespaces
from claimgraph.analysis.contradictions.pair_rule import (
    UNKNOWN,
    ComparableFigure,
    ComparisonKey,
    MetricRelations,
)
from claimgraph.assessment.claim_contents import asserted_figure
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.edtf import Period
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Figure, Unit, day_range, interval_of_claim
from claimgraph.queries import bind_query
from claimgraph.stores import Solution

_METRIC = namespaces.concept_iri("metric", "")
_COMPARATOR = namespaces.concept_iri("comparator", "")
_CHANGE = "change"
_read = cache(Period.parse)  # the same few dates again and again


def load_figures(knowledge: Knowledge) -> Iterator[ComparableFigure]:
    """Every figure a claim asserts; a proposition that gives none is left out."""
    reader = FigureNormalizer(knowledge)
    for row in knowledge.store.select(bind_query("quantity_propositions")):
        each = reader.normalize(figure_from_row(row))
        if each:
            yield each


def load_metric_relations(knowledge: Knowledge) -> MetricRelations:
    """How metrics are related to each other."""
    pairs: dict[str, set[tuple[str, str]]] = {"comparableWith": set(), "relatedDefinition": set()}
    for row in knowledge.store.select(bind_query("metric_relations")):
        names = sorted(row[side].value.removeprefix(_METRIC) for side in ("metric", "other"))
        pairs[row["relation"].value.removeprefix(namespaces.CG)].add((names[0], names[1]))
    adding = frozenset(each.removeprefix(_METRIC) for each in knowledge.additive_metrics)
    related = frozenset(pairs["relatedDefinition"])
    return MetricRelations(
        canonical=representatives(pairs["comparableWith"]), related=related, additive=adding
    )


def representatives(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One name for all that are linked, directly or through others.

    >>> joined([("a", "b"), ("c", "b"), ("x", "y")])
    {'a': 'a', 'b': 'a', 'c': 'a', 'x': 'x', 'y': 'x'}
    """
    found: dict[str, set[str]] = {}
    for pair in pairs:
        together = set(pair).union(*(found.get(each, ()) for each in pair))
        found |= dict.fromkeys(together, together)
    return {each: min(together) for each, together in sorted(found.items())}


class AssertedFigure(NamedTuple):
    """A proposition, whether it comes from a query or from a table. `metric` and `unit` are IRIs."""

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
    text = {name: term.value for name, term in row.items()}
    figure = Figure(
        value=_number(text.get("value")),
        low=_number(text.get("low")),
        high=_number(text.get("high")),
        date_value=_period(text.get("date")),
    )
    return AssertedFigure(
        text["proposition"].removeprefix(namespaces.thing_iri("proposition/")),
        text["claim"].removeprefix(namespaces.thing_iri("claim/")),
        text["metric"],
        _things(text["subjects"]),
        _things(text.get("partners", "")),
        text["comparator"].removeprefix(_COMPARATOR),
        figure,
        text["unit"],
        _period(text.get("period")),
    )


def figure_from_proposition(proposition: QuantityProposition) -> AssertedFigure:
    subjects, partners = tuple(sorted(proposition.subjects)), tuple(sorted(proposition.partners))
    metric, unit = _METRIC + proposition.metric, namespaces.unit_iri(proposition.unit)
    return AssertedFigure(
        proposition.id,
        proposition.claim,
        metric,
        subjects,
        partners,
        proposition.comparator,
        asserted_figure(proposition),
        unit,
        proposition.period,
    )


class FigureNormalizer:
    """Makes statements; what many of them share is kept once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        kinds = [sorted(unit.kinds) for unit in knowledge.units.values() if unit.multiplier is not None]
        self._kinds = representatives((some[0], each) for some in kinds for each in some)
        self._sites: dict[ComparisonKey, ComparisonKey] = {}

    def normalize(self, asserted: AssertedFigure) -> ComparableFigure | None:
        """In the base unit; None where it gives no figure.

        Raises:
            UnknownComparatorError: The comparator is none of the vocabulary's.
        """
        interval = interval_of_claim(asserted.comparator, asserted.figure)
        if interval is None:
            return None
        unit = self._knowledge.unit(asserted.unit)
        if unit.multiplier is not None and unit.multiplier != 1:
            interval = interval.scale(unit.multiplier)
        stated = day_range(asserted.period) if asserted.period else None
        metric = asserted.metric.removeprefix(_METRIC)
        return ComparableFigure(
            asserted.id, asserted.claim, metric, self._site(asserted, unit), interval, stated
        )

    def _site(self, said: AssertedFigure, unit: Unit) -> ComparisonKey:
        change = said.comparator == _CHANGE or self._knowledge.is_change(said.metric)
        site = ComparisonKey(self._unit(unit), change, said.subjects, said.partners)
        return self._sites.setdefault(site, site)

    def _unit(self, unit: Unit) -> str:
        """The unit itself, or what units that convert into each other measure."""
        if unit.multiplier is None or not unit.kinds:
            return unit.name
        return self._kinds[min(unit.kinds)]


def _things(text: str) -> tuple[str, ...]:
    short = (
        UNKNOWN if iri == namespaces.CG + UNKNOWN else iri.removeprefix(namespaces.ID) for iri in text.split()
    )
    return tuple(sorted(short))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _period(text: str | None) -> Period | None:
    return None if text is None else _read(text)
