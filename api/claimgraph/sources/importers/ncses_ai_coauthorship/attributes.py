"""Table 10067: articles by nation and year, all of them and by who wrote them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    COUNTED,
    ROW,
    TABLE,
    NamedPlace,
    figure,
    place_if_known,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import ATTRIBUTES_BY_YEAR, Measure
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.values import one_of, optional, parse_count, term_of

FILE = "10067.csv"
PATH = "region_country_or_economy_full_path"
YEARS = {f"field_{year}": Period.parse(str(year)) for year in range(2003, 2023)}
TOTAL = "Total articles"
HEADING = ""
METRICS = {
    "": HEADING,
    TOTAL: "ai-articles-ncses",
    f"{TOTAL} -> With multiple institutions": "multi-institution-ai-articles-ncses",
    f"{TOTAL} -> With domestic institutions only": "domestic-ai-articles-ncses",
    f"{TOTAL} -> With international institutions": "international-ai-articles-ncses",
}
NO_PLACE = "articles of no known place (Unassigned)"

Series = dict[tuple[str, str], list[Decimal]]  # the 20 yearly figures by entity and metric


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is about: a place (None where it is not known) and a metric, or HEADING."""

    place: NamedPlace | None
    metric: str


def run(intake: Intake) -> Series:
    """Take all rows with figures; what they say is needed to check other tables."""
    series: Series = {}
    for row in intake.read_rows(_table(intake.names)):
        line: Line = row[PATH]
        if line.metric == HEADING:
            _heading(intake, row)
        elif empty := [year for year in YEARS if row[year].value is None]:
            intake.report_error(row, empty[0], "the cell is empty", "Take the publisher's file again.")
        elif line.place is None:
            intake.ignore_row(row, NO_PLACE)
        else:
            series[line.place.entity, line.metric] = [row[year].value for year in YEARS]
            intake.import_row(row, *_observations(row, line.place, Measure(line.metric, "papers")))
    return series


def _observations(row: TableRow, named: NamedPlace, measure: Measure) -> Iterator[Observation]:
    for column, year in YEARS.items():
        yield ATTRIBUTES_BY_YEAR.observation((named,), measure, row[column], year)


def _heading(intake: Intake, row: TableRow) -> None:
    if filled := [year for year in YEARS if row[year].value is not None]:
        intake.report_error(row, filled[0], "a heading has a figure", "Take the publisher's file again.")
    else:
        intake.ignore_row(row, "heading without figures")


def _table(names: NameResolver) -> TableSchema:
    return TableSchema(
        FILE,
        columns={TABLE: one_of(["10067"]), PATH: _line(names)}
        | {year: figure(year, optional(parse_count)) for year in YEARS},
        ignored={
            ROW: COUNTED,
            "region_country_or_economy_hierarchy_depth": "the number of parts of the full path",
        }
        | {f"region_country_or_economy_level_{level}": "a part of the full path" for level in range(1, 5)},
        key=(PATH,),
    )


def _line(names: NameResolver) -> CellParser:
    """The full path is World, then a nation unless the world is meant, then which articles are counted."""
    find, metric = place_if_known(names), term_of(METRICS)

    def read(cell: str) -> Line:
        top, *rest = cell.split(" -> ")
        if top != "World":
            raise CellError(f"{top!r} is at the top instead of World", "Take the publisher's file again.")
        name = rest.pop(0) if rest and rest[0] != TOTAL else top
        return Line(find(name), metric(" -> ".join(rest)))

    return read
