"""Comparing a claimed figure with a measured one: plain values, no graph."""

from claimgraph.quantities.comparison import (
    Bound,
    ClaimedFigure,
    Comparison,
    ComparisonOutcome,
    MeasuredFigure,
    compare_claimed_interval,
    compare_figures,
    compare_intervals,
)
from claimgraph.quantities.definitions import DefinitionRelation
from claimgraph.quantities.figures import (
    Figure,
    UnknownComparatorError,
    date_interval,
    interval_of_claim,
    interval_of_measurement,
)
from claimgraph.quantities.formulas import Operator, compute_formula
from claimgraph.quantities.intervals import TOLERANCE, Endpoint, Interval, exact_product
from claimgraph.quantities.period_relations import (
    DayRange,
    PeriodRelation,
    day_range,
    relate_days,
)
from claimgraph.quantities.price_levels import PriceLevels
from claimgraph.quantities.rounding import rounding_interval
from claimgraph.quantities.timing import CLOSE, Timing, day_period, judge_timing
from claimgraph.quantities.units import Unit, conversion_factors, is_currency

__all__ = [
    "CLOSE",
    "TOLERANCE",
    "Bound",
    "ClaimedFigure",
    "Comparison",
    "ComparisonOutcome",
    "DayRange",
    "DefinitionRelation",
    "Endpoint",
    "Figure",
    "Interval",
    "MeasuredFigure",
    "Operator",
    "PeriodRelation",
    "PriceLevels",
    "Timing",
    "Unit",
    "UnknownComparatorError",
    "compare_claimed_interval",
    "compare_figures",
    "compare_intervals",
    "compute_formula",
    "conversion_factors",
    "date_interval",
    "day_period",
    "day_range",
    "exact_product",
    "interval_of_claim",
    "interval_of_measurement",
    "is_currency",
    "judge_timing",
    "relate_days",
    "rounding_interval",
]
