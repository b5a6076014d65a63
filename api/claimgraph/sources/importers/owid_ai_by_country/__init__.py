"""Imports what Our World in Data publishes on AI by nation: publications, investment, patents, systems."""

from __future__ import annotations

from claimgraph.sources.importers.owid_ai_by_country.costs import ignore_costs
from claimgraph.sources.importers.owid_ai_by_country.granted import import_granted_patents
from claimgraph.sources.importers.owid_ai_by_country.investment import import_investment
from claimgraph.sources.importers.owid_ai_by_country.totals import import_totals
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the five files on nations; the sixth, on single models, has its account only."""
    import_totals(intake)
    import_investment(intake)
    import_granted_patents(intake)
    ignore_costs(intake)
