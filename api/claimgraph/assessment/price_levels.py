"""Computes prices and exchange rates of each year from those that were measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from claimgraph.namespaces import concept_iri
from claimgraph.quantities import PriceLevels
from claimgraph.stores import Solution

Key = TypeVar("Key")


def compute_price_levels(rows: Iterable[Solution]) -> PriceLevels:
    """Consumer prices and exchange rates by year; without a rate of the year, as the mean of its months.

    `rows` are those of `price_levels.rq`.
    """
    prices: dict[int, list[Decimal]] = defaultdict(list)
    monthly_rates: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    yearly_rates: dict[tuple[str, int], Decimal] = {}
    for row in rows:
        period, value = row["period"].value, Decimal(row["value"].value)
        year = int(period[:4])
        if row["metric"].value == concept_iri("metric", "us-consumer-price-index"):
            prices[year].append(value)
        elif "unit" in row and period == str(year):
            yearly_rates[row["unit"].value, year] = value
        elif "unit" in row:
            monthly_rates[row["unit"].value, year].append(value)
    return PriceLevels(_means(prices), _means(monthly_rates) | yearly_rates)


def _means(values: Mapping[Key, list[Decimal]]) -> dict[Key, Decimal]:
    return {key: sum(numbers, Decimal(0)) / len(numbers) for key, numbers in values.items()}
