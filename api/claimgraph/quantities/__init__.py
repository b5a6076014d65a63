"""Comparing a claimed figure with a measured one: plain values, no graph."""

from claimgraph.quantities.comparison import (
    ClaimedFigure,
    Comparison,
    ComparisonOutcome,
    DefinitionRelation,
    MeasuredFigure,
    compare_figures,
    compare_intervals,
)
from claimgraph.quantities.figures import (
    Figure,
    UnknownComparatorError,
    interval_of_claim,
    interval_of_measurement,
)
from claimgraph.quantities.intervals import Interval
from claimgraph.quantities.period_relations import PeriodRelation, relate_periods
from claimgraph.quantities.units import Unit

__all__ = [
    "ClaimedFigure",
    "Comparison",
    "ComparisonOutcome",
    "DefinitionRelation",
    "Figure",
    "Interval",
    "MeasuredFigure",
    "PeriodRelation",
    "Unit",
    "UnknownComparatorError",
    "compare_figures",
    "compare_intervals",
    "interval_of_claim",
    "interval_of_measurement",
    "relate_periods",
]
