"""Whether two claims carry the same figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from claimgraph import iris
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Unit
from claimgraph.quantities.units import factor

Units = Mapping[str, Unit]  # by IRI
Figures = Sequence[QuantityProposition]
Pair = tuple[QuantityProposition, QuantityProposition]


def carries(figures: Figures, wanted: Figures, units: Units) -> bool:
    """Whether one of the figures is one of those wanted."""
    return any(_meet(one, other, units) for one in figures for other in wanted)


def common(earlier: Figures, later: Figures, units: Units) -> list[Pair]:
    """The pairs that are the same figure; those of the same metric alone where there are any."""
    pairs = [(one, other) for one in earlier for other in later if _meet(one, other, units)]
    return [pair for pair in pairs if pair[0].metric == pair[1].metric] or pairs


def _meet(one: QuantityProposition, other: QuantityProposition, units: Units) -> bool:
    """Whether a value, bound or date of one is a value, bound or date of the other, in whatever unit."""
    if one.date_value and other.date_value:
        return one.date_value.text == other.date_value.text
    first, second = _unit(one, units), _unit(other, units)
    by, to = factor(first, second), factor(second, first)
    if by is None or to is None:
        return False
    return bool({each * by for each in _numbers(one)} & {each * to for each in _numbers(other)})


def _numbers(figure: QuantityProposition) -> list[Decimal]:
    return [each for each in (figure.value, figure.low, figure.high) if each is not None]


def _unit(figure: QuantityProposition, units: Units) -> Unit:
    iri = iris.unit(figure.unit)
    return units.get(iri, Unit(iri))
