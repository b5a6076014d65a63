"""The figure at which a verdict turns: how far a claim could go before it came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice, pairwise
from typing import Literal

from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.gates import Standing
from claimgraph.assessment.own_formulas import FormulaCheck
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.verdicts import PropositionVerdict, find_part_row
from claimgraph.namespaces import unit_iri
from claimgraph.quantities import (
    TOLERANCE,
    ClaimedFigure,
    Figure,
    Interval,
    compare_claimed_interval,
    conversion_factors,
    interval_of_claim,
)

Bound = Literal["value", "low", "high"]
_APPROXIMATE = ("about", "multiple", "change")
_RANK = unit_iri("rank")
_MOST_FIGURES = 100  # tried in each direction, the nearest first
_MOST_READINGS = 10_000  # compared for them, at most: this bounds what an answer can cost
_HALF, _ONE = Decimal("0.5"), Decimal(1)


@dataclass(frozen=True, slots=True)
class TurningFigure:
    """Beyond `figure`, in the claim's unit, the proposition would have another verdict.

    `bound`: what of the claim is varied. `is_above`: the other verdict holds for greater figures.
    `is_included`: it holds at the figure itself, too.
    """

    proposition: str
    bound: Bound
    figure: Decimal
    verdict: Verdict
    is_above: bool
    is_included: bool


def list_turning_figures(part: PropositionVerdict) -> list[TurningFigure]:
    """The nearest turning figure below and above each number that a proposition gives.

    Dates have none; nor have ranks: between two places there is no third, and beyond the last nobody stands.
    """
    claimed = part.context.figure
    if claimed is None or claimed.figure.date_value or claimed.unit.name == _RANK:
        return []
    search = _Search(part, claimed)
    return [turning for bound in _list_bounds(claimed.figure) for turning in search.turn(bound)]


def move_claim(claimed: ClaimedFigure, bound: Bound, number: Decimal) -> Interval | None:
    """What the claim would allow with another number. A rounded figure stays as rounded as it was."""
    figure = claimed.figure
    if bound == "low":
        return interval_of_claim(claimed.comparator, replace(figure, low=number))
    if bound == "high":
        return interval_of_claim(claimed.comparator, replace(figure, high=number))
    if claimed.comparator != "equal" or figure.value is None:
        return interval_of_claim(claimed.comparator, replace(figure, value=number))
    rounded, step = figure.rounded, number - figure.value
    low, high = ((end + step, position) for end, position in (rounded.low, rounded.high))
    return Interval(
        low if figure.low is None else (figure.low, 0), high if figure.high is None else (figure.high, 0)
    )


@dataclass(frozen=True)
class _Search:
    part: PropositionVerdict
    claimed: ClaimedFigure

    def turn(self, bound: Bound) -> Iterator[TurningFigure]:
        """The nearest turning figures of a number, below it and above it."""
        start = getattr(self.claimed.figure, bound)
        figures = {figure for figure in self._list_figures(bound, start) if self._may_be(bound, figure)}
        below = sorted((figure for figure in figures if figure <= start), reverse=True)
        above = sorted(figure for figure in figures if figure >= start)
        for is_above, ordered in ((False, below), (True, above)):
            yield from islice(self._find_turn(bound, start, ordered, is_above=is_above), 1)

    def _find_turn(
        self, bound: Bound, start: Decimal, figures: list[Decimal], *, is_above: bool
    ) -> Iterator[TurningFigure]:
        most = min(_MOST_FIGURES, _MOST_READINGS // max(1, len(self.part.readings)))
        for figure, after in pairwise([*figures[:most], None]):
            assert figure is not None
            for number, is_included in ((figure, True), (_beyond(figure, after, is_above=is_above), False)):
                if number == start or not self._may_be(bound, number):
                    continue
                verdict = self._decide(bound, number)
                if verdict is not self.part.verdict:
                    yield TurningFigure(
                        self.part.iri, bound, figure, verdict, is_above=is_above, is_included=is_included
                    )

    def _decide(self, bound: Bound, number: Decimal) -> Verdict:
        interval = move_claim(self.claimed, bound, number)
        readings = [self._read(reading, interval) for reading in self.part.readings]
        return find_part_row(self.part.context, readings, self._move_formulas(interval)).verdict

    def _move_formulas(self, interval: Interval | None) -> list[FormulaCheck]:
        """The formulas that compute the figure, if the claim allowed this interval instead."""
        claimed = interval.scale(self.claimed.unit.multiplier or _ONE) if interval else None
        return [replace(check, claimed=claimed) for check in self.part.formulas]

    def _read(self, reading: Reading, interval: Interval | None) -> Reading:
        if reading.measured is None or reading.standing is Standing.SHOWN:
            return reading
        return replace(reading, comparison=compare_claimed_interval(interval, self.claimed, reading.measured))

    def _may_be(self, bound: Bound, number: Decimal) -> bool:
        """True if a claim can give the number: a lower bound below the upper one, and of the same sign."""
        figure = self.claimed.figure
        if bound == "low":
            return figure.high is None or number <= figure.high
        if bound == "high":
            return figure.low is None or number >= figure.low
        start = figure.value or Decimal(0)
        return self.claimed.comparator not in _APPROXIMATE or number * start > 0

    def _list_figures(self, bound: Bound, start: Decimal) -> Iterator[Decimal]:
        """The numbers at which an end of what the claim allows meets one of what was measured or computed."""
        readings = (_list_ends(reading, self.claimed) for reading in self.part.readings)
        formulas = (_list_computed_ends(check, self.claimed) for check in self.part.formulas)
        for end in chain.from_iterable(chain(readings, formulas)):
            yield end
            if bound == "value":
                yield from self._invert(end, start)

    def _invert(self, end: Decimal, start: Decimal) -> Iterator[Decimal]:
        """The values with which the claim's interval would end there."""
        if self.claimed.comparator in _APPROXIMATE:
            yield from (end / (_ONE - TOLERANCE), end / (_ONE + TOLERANCE))
        elif self.claimed.comparator == "equal":
            rounded = self.claimed.figure.rounded
            yield from (end - (own_end - start) for own_end in (rounded.low[0], rounded.high[0]))


def _list_bounds(figure: Figure) -> list[Bound]:
    bounds: list[Bound] = ["low"] if figure.low is not None else []
    bounds += ["high"] if figure.high is not None else []
    has_value = figure.value is not None and len(bounds) < len(("low", "high"))
    return ["value", *bounds] if has_value else bounds


def _list_ends(reading: Reading, claimed: ClaimedFigure) -> Iterator[Decimal]:
    """The finite ends of what was measured, and its best estimate, in the claim's unit."""
    comparison, measured = reading.comparison, reading.measured
    if comparison.measured is None or measured is None or reading.standing is Standing.SHOWN:
        return
    factors = conversion_factors(claimed.unit, measured.unit)
    interval = comparison.measured
    for number in (interval.low[0], interval.high[0], comparison.best_estimate):
        if factors and number is not None and number.is_finite():
            yield number / factors[0] if factors[0] != _ONE else number


def _list_computed_ends(check: FormulaCheck, claimed: ClaimedFigure) -> Iterator[Decimal]:
    """The finite ends of what a formula of the claim comes to, in the claim's unit."""
    multiplier = claimed.unit.multiplier or _ONE
    for end in (check.computed.low[0], check.computed.high[0]) if check.computed else ():
        if end.is_finite():
            yield end / multiplier if multiplier != _ONE else end


def _beyond(figure: Decimal, after: Decimal | None, *, is_above: bool) -> Decimal:
    """A number just beyond a figure, before the next one."""
    if after is not None:
        return (figure + after) * _HALF
    step = max(_ONE, abs(figure) * _HALF)
    return figure + step if is_above else figure - step
