"""Imports ncses-ai-coauthorship: AI articles by nation and institution, who writes them together, AI patents.

One table comes in two files, once with the years and once without; they and the sums over the years are held
against each other, so that a figure or nation that went missing is noticed whatever the checksums say.
"""

from __future__ import annotations

from claimgraph.sources.importers.ncses_ai_coauthorship.attributes import (
    YEARS,
    AttributeTable,
    YearlyFigures,
    import_attributes,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.by_year import import_by_year
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    ROW_IGNORED,
    TABLE,
    NamedPlace,
    place_parser,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.institutions import import_institutions
from claimgraph.sources.importers.ncses_ai_coauthorship.nations import import_nations
from claimgraph.sources.importers.ncses_ai_coauthorship.networks import import_networks
from claimgraph.sources.importers.ncses_ai_coauthorship.pairs import import_pairs
from claimgraph.sources.importers.ncses_ai_coauthorship.patents import import_patents
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import TableOrigin
from claimgraph.sources.intake import Intake

__all__ = [
    "ROW_IGNORED",
    "TABLE",
    "YEARS",
    "AttributeTable",
    "NamedPlace",
    "TableOrigin",
    "YearlyFigures",
    "import_attributes",
    "import_dataset",
    "place_parser",
]


def import_dataset(intake: Intake) -> None:
    """Import the eleven tables. What hangs on a table with errors is left: it would only repeat them."""
    import_patents(intake)
    series = import_attributes(intake)
    institutions = import_institutions(intake)
    if not intake.errors:
        import_by_year(intake, series)
        import_nations(intake, series)
        import_pairs(intake, institutions)
        import_networks(intake, institutions)
