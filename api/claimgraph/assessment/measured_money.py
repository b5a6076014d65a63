"""Brings measured money into the currency and the prices of the year that a claim speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurement_facts import find_price_year
from claimgraph.assessment.measurements import Measurement
from claimgraph.model import QuantityProposition
from claimgraph.quantities import exact_product, is_currency

_DOLLAR = namespaces.unit_iri("unit:CCY_USD")


@dataclass(frozen=True, slots=True)
class MoneyConversion:
    """What a measured amount is multiplied with, and why in words."""

    factor: Decimal = Decimal(1)
    detail: str | None = None


def convert_money(
    content: ClaimContent, proposition: QuantityProposition, measurement: Measurement, knowledge: Knowledge
) -> MoneyConversion:
    """How a measured amount becomes money of the claim's currency and year; nothing, if it is none.

    Prices are only adjusted where a document says of which year its money is: a figure as it was paid and
    one as it is quoted later are the same figure.
    """
    claimed_unit = namespaces.unit_iri(proposition.unit)
    unit = measurement.unit or claimed_unit
    if not (is_currency(unit) and is_currency(claimed_unit)):
        return MoneyConversion()
    exchange = _exchange(unit, claimed_unit, measurement, knowledge)
    adjust = _adjust_prices(content, proposition, measurement, knowledge)
    details = [detail for detail in (exchange.detail, adjust.detail) if detail]
    return MoneyConversion(exact_product(exchange.factor, adjust.factor), "; ".join(details) or None)


def _exchange(
    unit: str, claimed_unit: str, measurement: Measurement, knowledge: Knowledge
) -> MoneyConversion:
    year = _year_of(measurement)
    if unit == claimed_unit or year is None:
        return MoneyConversion()
    levels = knowledge.price_levels
    dollars = Decimal(1) if unit == _DOLLAR else levels.dollars_per_unit(unit, year)
    claimed = Decimal(1) if claimed_unit == _DOLLAR else levels.dollars_per_unit(claimed_unit, year)
    if dollars is None or claimed is None:
        return MoneyConversion()
    return MoneyConversion(dollars / claimed, f"exchanged at the mean rate of {year}")


def _adjust_prices(
    content: ClaimContent, proposition: QuantityProposition, measurement: Measurement, knowledge: Knowledge
) -> MoneyConversion:
    stated, claimed = find_price_year(measurement, knowledge), proposition.price_year
    if stated is None and claimed is None:
        return MoneyConversion()
    measured_year = stated or _year_of(measurement)
    claimed_year = claimed or _find_claimed_year(content)
    if measured_year is None or claimed_year is None or measured_year == claimed_year:
        return MoneyConversion()
    factor = knowledge.price_levels.factor_between_years(measured_year, claimed_year)
    if factor is None:
        return MoneyConversion()
    return MoneyConversion(factor, f"dollars of {measured_year} in prices of {claimed_year}")


def _year_of(measurement: Measurement) -> int | None:
    period_end: date | None = measurement.period.latest if measurement.period else None
    day = period_end or measurement.known_since
    return day.year if day else None


def _find_claimed_year(content: ClaimContent) -> int | None:
    return content.first_said.year if content.first_said else None
