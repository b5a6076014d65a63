"""Brings amounts of money into US dollars, so that claims in different currencies can be compared."""

from __future__ import annotations

from decimal import Decimal

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import AssertedFigure
from claimgraph.analysis.contradictions.occasions import Occasions
from claimgraph.quantities import TOLERANCE, Interval, PriceLevels, is_currency

_DOLLAR = namespaces.unit_iri("unit:CCY_USD")


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
        return interval.scale(rate).widen(TOLERANCE), _DOLLAR
    return interval.scale(_adjust_prices(asserted, occasions, levels)), asserted.unit


def _find_year(asserted: AssertedFigure, occasions: Occasions) -> int | None:
    period = asserted.period
    return period.latest.year if period and period.latest else occasions.year


def _adjust_prices(asserted: AssertedFigure, occasions: Occasions, levels: PriceLevels) -> Decimal:
    """What prices rose from the year of the money to that of the claim, where both are known."""
    if asserted.unit != _DOLLAR or asserted.price_year is None or occasions.year is None:
        return Decimal(1)
    return levels.factor_between_years(asserted.price_year, occasions.year) or Decimal(1)
