"""Tables 6208 and 10578: venture capital by place and year, in millions of dollars; for AI, and all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, one_of, parse_count, parse_text, scaled
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.importers.ncses_ai_coauthorship import ROW_IGNORED, TABLE, TableOrigin
from claimgraph.sources.importers.ncses_science_indicators.table_origins import (
    AI_VENTURE_CAPITAL,
    CHINA,
    GROUP,
    VENTURE_CAPITAL,
    path_parser,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

NOT_AVAILABLE = "NA"  # no figure, which is not zero: zeros are printed
GROUPS = frozenset(
    (
        "Africa",
        "Asia",
        "Central America",
        "Central and South America",
        "Europe",
        "Middle East",
        "North America",
        "Oceania",
        "Rest of Asia",
        "Rest of Europe",
        "Rest of North America",
        "South America",
    )
)


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table. `prefix` begins the names of its columns on places, `china` is what China means in it."""

    number: str
    prefix: str
    levels: int
    years: range
    metric: str
    origin: TableOrigin
    china: str

    @property
    def path(self) -> str:
        """The column that says which place a row is about."""
        return f"{self.prefix}_full_path"

    @property
    def periods(self) -> dict[str, Period]:
        """The year of each column of figures."""
        return {f"field_{year}": Period.parse(str(year)) for year in self.years}

    def schema(self, names: NameResolver) -> TableSchema:
        """Return its columns."""
        columns: dict[str, CellParser] = {
            TABLE: one_of([self.number]),
            self.path: path_parser(names, "Total", GROUPS, self.china),
        }
        columns |= {column: _figure_parser(column) for column in self.periods}
        ignored = ROW_IGNORED | {f"{self.prefix}_hierarchy_depth": "the number of parts of the full path"}
        ignored |= {
            f"{self.prefix}_level_{level}": "a part of the full path" for level in range(1, self.levels + 1)
        }
        return TableSchema(f"{self.number}.csv", columns, ignored, key=(self.path,))

    def observations(self, row: TableRow) -> Iterator[Observation]:
        """Yield the figures of a place, for the years that have one."""
        measure = Measure(self.metric, "unit:CCY_USD")
        for column, year in self.periods.items():
            if row[column]:
                yield self.origin.make_observation((row[self.path],), measure, row[column], year)


TABLES = (
    MoneyTable(
        "6208",
        "country_or_region",
        3,
        range(2000, 2021),
        "ai-venture-capital-ncses",
        AI_VENTURE_CAPITAL,
        "China",  # the notes do not say whether Hong Kong is included
    ),
    MoneyTable(
        "10578",
        "region_country_or_economy",
        2,
        range(2003, 2023),
        "venture-capital-ncses",
        VENTURE_CAPITAL,
        CHINA,
    ),
)


def import_venture_capital(intake: Intake) -> None:
    """Import the nations, the world and the EU-27."""
    for table in TABLES:
        for row in intake.read_rows(table.schema(intake.names)):
            if row[table.path] is None:
                intake.ignore_row(row, GROUP)
            else:
                intake.import_row(row, *table.observations(row))


def _figure_parser(column: str) -> CellParser:
    parse_amount = scaled(6, parse_count)

    def parse(cell: str) -> PrintedFigure | None:
        if cell == NOT_AVAILABLE:
            return None
        return PrintedFigure(parse_amount(parse_text(cell)), column, f"{cell} million dollars")

    return parse
