"""Brings asserted figures into a form in which they can be compared, with the circumstances that count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import AssertedFigure, load_asserted_figures
from claimgraph.analysis.contradictions.figure_scopes import FigureScopes
from claimgraph.analysis.contradictions.metric_relations import choose_representatives
from claimgraph.analysis.contradictions.money import convert_to_dollars
from claimgraph.analysis.contradictions.normalized_figures import (
    ComparisonKey,
    FigureCircumstances,
    NormalizedFigure,
    Stance,
    StatedFigure,
)
from claimgraph.analysis.contradictions.occasions import Occasions, load_occasions
from claimgraph.assessment import Knowledge
from claimgraph.edtf import Period
from claimgraph.quantities import Interval, Unit, day_range, interval_of_claim

_METRIC = namespaces.concept_iri("metric", "")
_CHANGE = "change"
_EXPECTED = (Stance.FORECAST, Stance.AIM)
_YEAR = 366  # days; who is only known to have spoken within a longer time has not named a day
_NOWHERE = Occasions()
_day_range = cache(day_range)


def load_figures(knowledge: Knowledge) -> list[NormalizedFigure]:
    """The figures that claims assert; propositions that give no number are left out."""
    normalizer, occasions = FigureNormalizer(knowledge), load_occasions(knowledge)
    return list(normalize_figures(normalizer, load_asserted_figures(knowledge), occasions))


def normalize_figures(
    normalizer: FigureNormalizer,
    asserted_figures: Iterable[AssertedFigure],
    occasions: Mapping[str, Occasions],
) -> Iterator[NormalizedFigure]:
    """The figures of claims made on these occasions, by claim; those from before a change are undated."""
    by_claim: dict[str, list[NormalizedFigure]] = defaultdict(list)
    settled, became = set(), set()
    for asserted in asserted_figures:
        if figure := normalizer.normalize(asserted, occasions.get(asserted.claim, _NOWHERE)):
            by_claim[figure.claim].append(figure)
            settled |= {figure.id} if asserted.period or asserted.became else set()
            became |= {asserted.became} if asserted.became else set()
    for figures in by_claim.values():
        yield from (
            figure if figure.id in settled | became else _undate_if_changed(figure, figures)
            for figure in figures
        )


class FigureNormalizer:
    """Brings figures into base units. Equal comparison keys become one object, which saves memory."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._scopes = FigureScopes(knowledge)
        kinds = [sorted(unit.kinds) for unit in knowledge.units.values() if unit.multiplier is not None]
        self._dimensions = choose_representatives((names[0], name) for names in kinds for name in names)
        self._keys: dict[ComparisonKey, ComparisonKey] = {}

    def normalize(self, asserted: AssertedFigure, occasions: Occasions = _NOWHERE) -> NormalizedFigure | None:
        """The figure in its base unit; None if the proposition gives no number.

        Raises:
            UnknownComparatorError: The vocabulary has no such comparator.
        """
        interval = interval_of_claim(asserted.comparator, asserted.figure)
        if interval is None:
            return None
        period = self._find_period(asserted, occasions)
        unit = self._knowledge.unit(asserted.unit)
        interval, currency = convert_to_dollars(interval, asserted, occasions, self._knowledge.price_levels)
        stance = self._find_stance(asserted, occasions)
        return NormalizedFigure(
            id=asserted.id,
            claim=asserted.claim,
            metric=asserted.metric.removeprefix(_METRIC),
            key=self._comparison_key(asserted, currency or self._dimension(unit)),
            interval=_scale(interval, unit),
            circumstances=FigureCircumstances(
                stance=stance,
                scope=self._scopes.find_scope(asserted),
                outlook=occasions.year if stance in _EXPECTED else 0,
                days=_day_range(period) if period else None,
            ),
            origins=occasions.origins,
            speaker=occasions.speaker,
            words=_list_words(asserted),
            period=period.text if period else None,
            stated=_state(interval, currency or asserted.unit, asserted.figure.date_value),
        )

    def _find_period(self, asserted: AssertedFigure, occasions: Occasions) -> Period | None:
        """When the figure holds; one in the present tense, on the day it was said, if that is known."""
        is_present = not (self._is_change(asserted) or self._find_stance(asserted, occasions) in _EXPECTED)
        if asserted.period or asserted.became or not (is_present and occasions.said):
            return asserted.period
        first, last = _day_range(occasions.said)
        return occasions.said if last - first < _YEAR else None

    def _find_stance(self, asserted: AssertedFigure, occasions: Occasions) -> Stance:
        """How the claim puts its figures forward; where a change begins is no forecast, nor an aim."""
        if asserted.became and occasions.stance in _EXPECTED:
            return Stance.FACT
        is_aim = occasions.stance.can_conflict and asserted.metric in self._knowledge.aim_metrics
        return Stance.AIM if is_aim else occasions.stance

    def _is_change(self, asserted: AssertedFigure) -> bool:
        return asserted.comparator == _CHANGE or self._knowledge.is_change(asserted.metric)

    def _comparison_key(self, asserted: AssertedFigure, dimension: str) -> ComparisonKey:
        key = ComparisonKey(dimension, self._is_change(asserted), asserted.subjects, asserted.partners)
        return self._keys.setdefault(key, key)

    def _dimension(self, unit: Unit) -> str:
        """The kind of quantity that all units measure into which this one converts; else the unit itself."""
        if unit.multiplier is None or not unit.kinds:
            return unit.name
        return self._dimensions[min(unit.kinds)]


def _state(interval: Interval, unit: str, day: Period | None) -> StatedFigure:
    return StatedFigure(interval, unit, day.text if day else None)


def _scale(interval: Interval, unit: Unit) -> Interval:
    return interval if unit.multiplier in (None, 1) else interval.scale(unit.multiplier)


def _list_words(asserted: AssertedFigure) -> tuple[object, ...]:
    """What two figures that say the same have in common, whatever "about" or "up to" stands before it."""
    figure = asserted.figure
    return asserted.unit, asserted.period, figure.value, figure.low, figure.high, figure.date_value


def _undate_if_changed(figure: NormalizedFigure, siblings: list[NormalizedFigure]) -> NormalizedFigure:
    """The figure without a date if its claim gives another one besides, which it became or was before."""
    if any(_replaces(sibling, figure) for sibling in siblings):
        return replace(figure, circumstances=figure.circumstances._replace(days=None), period=None)
    return figure


def _replaces(sibling: NormalizedFigure, figure: NormalizedFigure) -> bool:
    are_same = (sibling.metric, sibling.key) == (figure.metric, figure.key)
    have_scope = sibling.circumstances.scope == figure.circumstances.scope
    return are_same and have_scope and sibling.interval.is_disjoint_from(figure.interval)
