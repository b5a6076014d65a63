"""Weighs readings: on which sides evidence lies that is independent, of other definitions, or its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claimgraph.assessment.gates import Gate, Standing
from claimgraph.assessment.provenance import count_independent
from claimgraph.assessment.readings import Reading
from claimgraph.quantities import ComparisonOutcome

_QUARTER = 4  # fewer than one in four definitions are exceptions, not a side


class Side(StrEnum):
    """What a reading says of a claim."""

    FOR = "supported"
    AGAINST = "contradicted"


_SIDES = {ComparisonOutcome.AGREES: Side.FOR, ComparisonOutcome.CONFLICTS: Side.AGAINST}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWeight:
    """What the readings of a proposition come to.

    `decided`: the sides of independent evidence by the claim's own definition. `sides_by_definition`: for
    each other definition the sides of its independent readings, and `reading_origins` from how many
    origins these are. `proxy_sides` and `own_sides`: the sides of proxies, and of evidence that comes from
    where the claim comes from. `has_overlap`, `has_revision`: something was measured and decides nothing.
    """

    decided: frozenset[Side] = frozenset()
    sides_by_definition: tuple[frozenset[Side], ...] = ()
    reading_origins: int = 0
    proxy_sides: frozenset[Side] = frozenset()
    own_sides: frozenset[Side] = frozenset()
    has_overlap: bool = False
    has_revision: bool = False

    @property
    def is_divided(self) -> bool:
        """True if other definitions lie on both sides, the smaller one with at least a quarter of them."""
        smaller = min(self._count(Side.FOR), self._count(Side.AGAINST))
        return smaller > 0 and _QUARTER * smaller >= len(self.sides_by_definition)

    @property
    def reading_side(self) -> Side | None:
        """The side of all other definitions but for less than a quarter; None if there is none."""
        if self.is_divided or not self.sides_by_definition:
            return None
        return Side.FOR if self._count(Side.FOR) > self._count(Side.AGAINST) else Side.AGAINST

    @property
    def proxy_side(self) -> Side | None:
        """The side on which every proxy lies; None if there is none."""
        return next(iter(self.proxy_sides)) if len(self.proxy_sides) == 1 else None

    @property
    def own_side(self) -> Side | None:
        """The side on which all evidence lies that comes from where the claim does; None if there is none."""
        return next(iter(self.own_sides)) if len(self.own_sides) == 1 else None

    @property
    def exceptions(self) -> int:
        """How many definitions lie on the other side than the rest."""
        return min(self._count(Side.FOR), self._count(Side.AGAINST))

    def _count(self, side: Side) -> int:
        return sum(side in sides for sides in self.sides_by_definition)


def side_of(reading: Reading) -> Side | None:
    """The side of a reading; None if it overlaps, or says nothing."""
    return _SIDES.get(reading.outcome)


def weigh_readings(readings: Iterable[Reading]) -> EvidenceWeight:
    """What the readings come to. Readings of one origin by one definition are one reading."""
    readings = tuple(readings)
    sided = [(reading, side) for reading in readings if (side := side_of(reading))]
    by_definition: dict[tuple[str, str], set[Side]] = defaultdict(set)
    for reading, side in sided:
        if reading.standing is Standing.READS:
            by_definition[reading.measurement.definition_key].add(side)
    return EvidenceWeight(
        decided=_sides(sided, Standing.DECIDES),
        sides_by_definition=tuple(frozenset(sides) for sides in by_definition.values()),
        reading_origins=count_independent(
            reading.origins for reading, _ in sided if reading.standing is Standing.READS
        ),
        proxy_sides=_sides(sided, Standing.LEANS),
        own_sides=_sides(sided, Standing.SELF),
        has_overlap=any(overlaps(reading) for reading in readings),
        has_revision=any(_is_revised(reading) for reading in readings),
    )


def _sides(sided: Iterable[tuple[Reading, Side]], standing: Standing) -> frozenset[Side]:
    return frozenset(side for reading, side in sided if reading.standing is standing)


def overlaps(reading: Reading) -> bool:
    is_counted = reading.standing in (Standing.DECIDES, Standing.READS)
    return is_counted and reading.outcome is ComparisonOutcome.OVERLAPS


def _is_revised(reading: Reading) -> bool:
    mark = reading.mark(Gate.STATUS)
    return mark is not None and mark.mark == "revised"
