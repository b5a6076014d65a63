"""Files with one figure for each place and year: publications, patent families filed, large-scale systems."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.sources.cells import parse_count
from claimgraph.sources.figures import Measure, figure_parser
from claimgraph.sources.importers.owid_ai_by_country.cells import (
    CODE_IGNORED,
    GROUP,
    KEY,
    PLACE,
    FileOrigin,
    key_parsers,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableSchema

OFFICES = "Sum of the offices of a continent, which says nothing about its nations"


@dataclass(frozen=True, slots=True)
class TotalsFile:
    """A file, its column of figures, and what they are. `has_offices`: places are patent offices."""

    path: str
    column: str
    measure: Measure
    origin: FileOrigin
    has_offices: bool = False

    def schema(self, names: NameResolver) -> TableSchema:
        """Return its columns."""
        columns = key_parsers(names) | {self.column: figure_parser(self.column, parse_count)}
        return TableSchema(self.path, columns, CODE_IGNORED, KEY)


FILES = (
    TotalsFile(
        "annual-scholarly-publications-on-artificial-intelligence.csv",
        "All",
        Measure("ai-publications-cset", "papers"),
        FileOrigin("cset-2026-ai-publications"),
    ),
    TotalsFile(
        "artificial-intelligence-patents-submitted.csv",
        "All",
        Measure("ai-patent-families-filed-cset", "patents"),
        FileOrigin("cset-2026-ai-patents-filed"),
        has_offices=True,
    ),
    TotalsFile(
        "cumulative-number-of-large-scale-ai-systems-by-country.csv",
        "Cumulative number of large-scale AI systems by country",
        Measure("large-scale-ai-systems", "models"),
        FileOrigin("epoch-ai-2026-large-scale-systems"),
    ),
)


def import_totals(intake: Intake) -> None:
    """Import the nations, the world, and, but for patent offices, the continents and the European Union."""
    for file in FILES:
        for row in intake.read_rows(file.schema(intake.names)):
            if row[PLACE] is None:
                intake.ignore_row(row, GROUP)
            elif file.has_offices and row[PLACE].startswith("region/owid-"):
                intake.ignore_row(row, OFFICES)
            else:
                figure = row[file.column]
                intake.import_row(row, file.origin.make_observation(row, file.measure, figure))
