"""Table 10564: AI patents granted from 2000 to 2022 by nation of the inventors, in fractions.

Figures are printed without decimals: 0 is less than half a patent, since who has none at all has no row.
"""

from __future__ import annotations

from decimal import Decimal

from claimgraph.sources.cells import one_of, parse_count, parse_text
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.importers.ncses_ai_coauthorship import ROW_IGNORED, TABLE
from claimgraph.sources.importers.ncses_science_indicators.table_origins import (
    CHINA,
    GROUP,
    PATENTS,
    path_parser,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableSchema

PATH, VALUE = "time_period", "value"  # so the column is called, and it holds the places
GROUPS = frozenset(
    (
        "Africa",
        "Asia",
        "Australia and Oceania",
        "Central America and Caribbean",
        "EU-27 and United Kingdom<sup>a</sup>",
        "Europe",
        "European Patent Office",
        "Middle East",
        "North America",
        "Other Europe",
        "Other Europe (2020)<sup>b</sup>",
        "South America",
        "World Intellectual Property Organization",
        "Yugoslavia",
    )
)
MEASURE = Measure("granted-ai-patents-ncses", "patents")


def import_patents(intake: Intake) -> None:
    """Import the nations, the world and the EU-27."""
    for row in intake.read_rows(_schema(intake.names)):
        if row[PATH] is None:
            intake.ignore_row(row, GROUP)
        else:
            intake.import_row(row, PATENTS.make_observation((row[PATH],), MEASURE, row[VALUE]))


def _schema(names: NameResolver) -> TableSchema:
    columns = {
        TABLE: one_of(["10564"]),
        PATH: path_parser(names, "World", GROUPS, CHINA),
        VALUE: _parse_fraction,
    }
    return TableSchema("10564.csv", columns, ROW_IGNORED, key=(PATH,))


def _parse_fraction(cell: str) -> PrintedFigure:
    """Return a sum of fractions of patents, printed to the whole patent."""
    value = parse_count(parse_text(cell))
    if value:
        return PrintedFigure(value, VALUE, cell)
    return PrintedFigure(value, VALUE, cell, low=Decimal(0), high=Decimal("0.5"), bounds="rounding")
