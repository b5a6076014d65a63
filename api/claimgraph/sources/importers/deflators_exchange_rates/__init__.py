"""Imports US consumer prices and exchange rates, by which amounts of other years and currencies compare."""

from __future__ import annotations

from claimgraph.sources.importers.deflators_exchange_rates.prices import import_prices
from claimgraph.sources.importers.deflators_exchange_rates.rates import import_rates
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the prices by month, and the rates by year and by month."""
    import_prices(intake)
    import_rates(intake)
