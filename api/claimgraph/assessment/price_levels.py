"""Reads the prices and exchange rates of the graph."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from claimgraph.namespaces import concept_iri
from claimgraph.quantities import PriceLevels
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def load_price_levels(store: Store) -> PriceLevels:
    """Consumer prices by year, as the mean of the months there are, and exchange rates."""
    prices: dict[int, list[Decimal]] = defaultdict(list)
    rates: dict[tuple[str, int], Decimal] = {}
    for row in store.select(bind_query("price_levels")):
        year, value = int(row["period"].value[:4]), Decimal(row["value"].value)
        if row["metric"].value == concept_iri("metric", "us-consumer-price-index"):
            prices[year].append(value)
        elif "unit" in row:
            rates[row["unit"].value, year] = value
    means = {year: sum(values, Decimal(0)) / len(values) for year, values in prices.items()}
    return PriceLevels(means, rates)
