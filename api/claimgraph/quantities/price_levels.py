"""Money of one currency and one year: price indices and exchange rates, as measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

_CONTEXT = Context(prec=28)  # factors are ratios, and a ratio has no last digit


@dataclass(frozen=True, slots=True)
class PriceLevels:
    """Consumer prices in the United States, and what a US dollar cost in other currencies, by year.

    `prices`: mean of the index over the months of each year. `rates`: units of a currency per US dollar,
    by the currency's unit and year.
    """

    prices: Mapping[int, Decimal] = field(default_factory=dict)
    rates: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)

    def factor_between_years(self, earlier: int, later: int) -> Decimal | None:
        """What dollars of one year are in dollars of another; None where an index is missing.

        >>> PriceLevels({2023: Decimal(100), 2025: Decimal(105)}).factor_between_years(2023, 2025)
        Decimal('1.05')
        """
        if earlier == later:
            return Decimal(1)
        if earlier not in self.prices or later not in self.prices:
            return None
        return _CONTEXT.divide(self.prices[later], self.prices[earlier])

    def dollars_per_unit(self, currency: str, year: int) -> Decimal | None:
        """What a unit of a currency cost in US dollars, on average over a year; None if nobody says."""
        rate = self.rates.get((currency, year))
        return None if rate is None else _CONTEXT.divide(Decimal(1), rate)
