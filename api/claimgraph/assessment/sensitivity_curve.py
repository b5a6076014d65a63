"""The specification curve of a claim: in how many of the ways in which it can be read it is true.

A specification is one definition, one period, prices of one year and one set of sources. Each is set
against the claim on its own, whatever the others say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from claimgraph.assessment.gates import Gate, Standing
from claimgraph.assessment.provenance import Origins, group_origins
from claimgraph.assessment.readings import Reading, ReadingContext
from claimgraph.assessment.varied_readings import (
    is_possible_reading,
    take_prices_as_stated,
    widen_period,
)
from claimgraph.assessment.verdicts import ClaimVerdict, PropositionVerdict
from claimgraph.assessment.weighing import Side, side_of
from claimgraph.quantities import Timing

_BOUNDING_PERIODS = {Timing.PART: "parts of the period", Timing.WHOLE: "longer periods"}


class SpecificationKey(NamedTuple):
    """What tells one way to read a claim from another; `sources` numbers groups of common origin."""

    proposition: str
    metric: str | None
    counted: str | None
    period: str | None
    prices: str | None
    is_own: bool
    sources: int


@dataclass(frozen=True, slots=True)
class Specification:
    """One way to read a proposition, and the readings that follow it.

    `counts`: the rules let it count in the verdict.
    """

    key: SpecificationKey
    readings: tuple[Reading, ...]
    counts: bool

    @property
    def side(self) -> Side | None:
        """Whether the claim is true when read so; None if what was measured leaves it open."""
        sides = {side for reading in self.readings if (side := side_of(reading))}
        return sides.pop() if len(sides) == 1 else None


def list_specifications(verdict: ClaimVerdict) -> list[Specification]:
    """Every way in which something was measured that the claim can be read as, proposition by proposition."""
    return [specification for part in verdict.propositions for specification in _list_for_part(part)]


def _list_for_part(part: PropositionVerdict) -> list[Specification]:
    possible = [reading for reading in part.readings if is_possible_reading(reading)]
    groups = group_origins(reading.origins for reading in possible)
    by_key: dict[SpecificationKey, list[Reading]] = defaultdict(list)
    counted: dict[SpecificationKey, bool] = defaultdict(bool)
    for reading in possible:
        for varied in _vary(part.context, reading):
            key = _key(part.iri, varied, groups, is_own=_is_own(reading))
            by_key[key].append(varied)
            counted[key] |= varied.comparison is reading.comparison and _counts(reading)
    return [Specification(key, tuple(varied), counted[key]) for key, varied in by_key.items()]


def _vary(context: ReadingContext, reading: Reading) -> Iterator[Reading]:
    """A reading in prices of each year that it can be in."""
    widened = widen_period(context, reading)
    yield widened
    stated = take_prices_as_stated(context, widened)
    if stated is not widened:
        yield stated


def _key(proposition: str, reading: Reading, groups: list[Origins], *, is_own: bool) -> SpecificationKey:
    measurement, money = reading.measurement, reading.mark(Gate.MONEY)
    return SpecificationKey(
        proposition,
        measurement.metric,
        measurement.reading,
        _name_period(reading),
        money.detail if money else None,
        is_own,
        next(number for number, group in enumerate(groups) if not group.isdisjoint(reading.origins)),
    )


def _name_period(reading: Reading) -> str | None:
    """The measured period, if it is one that the claim can be taken to mean.

    What happens once has no other day; figures for parts of a period that add up are bounds for all of it.
    """
    timing, period = reading.comparison.timing, reading.measurement.period
    if timing in _BOUNDING_PERIODS:
        return _BOUNDING_PERIODS[timing]
    return period.text if period and timing not in (Timing.TIMELESS, Timing.CHOSEN) else None


def _is_own(reading: Reading) -> bool:
    mark = reading.mark(Gate.ORIGIN)
    return mark is not None and not mark.passed


def _counts(reading: Reading) -> bool:
    return reading.standing in (Standing.DECIDES, Standing.READS)
