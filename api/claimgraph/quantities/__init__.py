"""Comparing a claimed figure with a measured one: plain values, no graph."""

from claimgraph.quantities.comparison import (
    Claimed,
    Comparison,
    Definition,
    Measured,
    Outcome,
    compare,
    figures,
)
from claimgraph.quantities.figures import Figure, UnknownComparatorError, claimed, measured
from claimgraph.quantities.intervals import Interval
from claimgraph.quantities.period_relations import Lie, lie
from claimgraph.quantities.units import Unit

__all__ = [
    "Claimed",
    "Comparison",
    "Definition",
    "Figure",
    "Interval",
    "Lie",
    "Measured",
    "Outcome",
    "Unit",
    "UnknownComparatorError",
    "claimed",
    "compare",
    "figures",
    "lie",
    "measured",
]
