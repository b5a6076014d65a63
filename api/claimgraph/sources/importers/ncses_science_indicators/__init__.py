"""Imports six tables of Science and Engineering Indicators: articles, US partners, patents, venture capital.

The layout of articles by nation and year is that of the AI articles of the same agency, and so is the code.
"""

from __future__ import annotations

from claimgraph.sources.importers.ncses_ai_coauthorship import AttributeTable, import_attributes
from claimgraph.sources.importers.ncses_science_indicators.money import import_venture_capital
from claimgraph.sources.importers.ncses_science_indicators.partners import import_partner_shares
from claimgraph.sources.importers.ncses_science_indicators.patents import import_patents
from claimgraph.sources.importers.ncses_science_indicators.table_origins import ARTICLES
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Import the six tables; shares of partners are held against the articles they are shares of."""
    articles = import_attributes(intake, AttributeTable("10001", "articles-ncses", ARTICLES))
    import_patents(intake)
    import_venture_capital(intake)
    import_partner_shares(intake, articles)
