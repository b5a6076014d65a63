"""Brings amounts of money into US dollars, so that claims in different currencies can be compared."""

from __future__ import annotations

from decimal import Context, Decimal

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import AssertedFigure
from claimgraph.analysis.contradictions.occasions import Occasions
from claimgraph.quantities import TOLERANCE, Interval, PriceLevels, exact_product, is_currency

_DOLLAR = namespaces.unit_iri("unit:CCY_USD")
_CONTEXT = Context(prec=28)  # factors are ratios, and a ratio has no last digit


def convert_to_dollars(
    interval: Interval, asserted: AssertedFigure, occasions: Occasions, levels: PriceLevels
) -> tuple[Interval, str | None]:
    """The amount in US dollars of the year in which it was named, and their unit; what is no money, as it is.

    An exchanged amount is as good as "about": nobody says at which day's rate it is meant.
    """
    if not is_currency(asserted.unit):
        return interval, None
    year = _find_year(asserted, occasions)
    rate = levels.dollars_per_unit(asserted.unit, year) if year and asserted.unit != _DOLLAR else None
    if rate is not None:
        return _widen(interval.scale(rate)), _DOLLAR
    return interval.scale(_adjust_prices(asserted, occasions, levels)), asserted.unit


def _find_year(asserted: AssertedFigure, occasions: Occasions) -> int | None:
    period = asserted.period
    return period.latest.year if period and period.latest else occasions.year


def _adjust_prices(asserted: AssertedFigure, occasions: Occasions, levels: PriceLevels) -> Decimal:
    """What prices rose from the year of the money to that of the claim, where both are known."""
    if asserted.unit != _DOLLAR or asserted.price_year is None or occasions.year is None:
        return Decimal(1)
    return levels.factor_between_years(asserted.price_year, occasions.year) or Decimal(1)


def _widen(interval: Interval) -> Interval:
    low, high = interval.low[0], interval.high[0]
    if low.is_finite():
        low = _CONTEXT.subtract(low, exact_product(abs(low), TOLERANCE))
    if high.is_finite():
        high = _CONTEXT.add(high, exact_product(abs(high), TOLERANCE))
    return Interval((low, interval.low[1]), (high, interval.high[1]))
