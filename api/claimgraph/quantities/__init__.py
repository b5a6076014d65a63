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
    TOLERANCE,
    Figure,
    UnknownComparatorError,
    date_interval,
    interval_of_claim,
    interval_of_measurement,
)
from claimgraph.quantities.intervals import Endpoint, Interval, exact_product
from claimgraph.quantities.period_relations import (
    DayRange,
    PeriodRelation,
    day_range,
    relate_days,
    relate_periods,
)
from claimgraph.quantities.units import Unit, conversion_factors

__all__ = [
    "TOLERANCE",
    "ClaimedFigure",
    "Comparison",
    "ComparisonOutcome",
    "DayRange",
    "DefinitionRelation",
    "Endpoint",
    "Figure",
    "Interval",
    "MeasuredFigure",
    "PeriodRelation",
    "Unit",
    "UnknownComparatorError",
    "compare_figures",
    "compare_intervals",
    "conversion_factors",
    "date_interval",
    "day_range",
    "exact_product",
    "interval_of_claim",
    "interval_of_measurement",
    "relate_days",
    "relate_periods",
]
