"""Imports Epoch AI's data on AI companies: rounds of funding, revenue, staff, use and spending on compute."""

from __future__ import annotations

from claimgraph.sources.importers.epoch_ai_companies.companies import import_companies
from claimgraph.sources.importers.epoch_ai_companies.revenue import import_revenue
from claimgraph.sources.importers.epoch_ai_companies.rounds import import_rounds
from claimgraph.sources.importers.epoch_ai_companies.spending import import_spending
from claimgraph.sources.importers.epoch_ai_companies.staff import import_staff
from claimgraph.sources.importers.epoch_ai_companies.usage import import_usage
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the figures of each file; the list of companies itself gives none."""
    import_companies(intake)
    import_rounds(intake)
    import_revenue(intake)
    import_staff(intake)
    import_usage(intake)
    import_spending(intake)
