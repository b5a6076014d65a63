"""Tables such as 10067: articles by nation and year, all of them and by who wrote them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import (
    FETCH_AGAIN,
    CellError,
    CellParser,
    one_of,
    optional,
    parse_count,
    term_of,
)
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    ROW_IGNORED,
    TABLE,
    NamedPlace,
    known_place_parser,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import ATTRIBUTES_BY_YEAR, TableOrigin
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

PATH = "region_country_or_economy_full_path"
YEARS = {f"field_{year}": Period.parse(str(year)) for year in range(2003, 2023)}
TOTAL = "Total articles"
HEADING = ""
KINDS = {
    "With multiple institutions": "multi-institution",
    "With domestic institutions only": "domestic",
    "With international institutions": "international",
}
NO_PLACE = "articles of no known place (Unassigned)"

YearlyFigures = dict[tuple[str, str], list[Decimal]]  # 20 figures by entity and metric


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """One of these tables. `metric` is that of all articles; kinds go before: domestic-…."""

    number: str
    metric: str
    origin: TableOrigin

    @property
    def metrics(self) -> dict[str, str]:
        """The metric of a row by the end of its path, and HEADING."""
        kinds = {f"{TOTAL} -> {name}": f"{kind}-{self.metric}" for name, kind in KINDS.items()}
        return {"": HEADING, TOTAL: self.metric} | kinds


AI_ARTICLES = AttributeTable("10067", "ai-articles-ncses", ATTRIBUTES_BY_YEAR)


@dataclass(frozen=True, slots=True)
class RowTopic:
    """What a row is about: a place (None where it is not known) and a metric, or HEADING."""

    place: NamedPlace | None
    metric: str


def import_attributes(intake: Intake, table: AttributeTable = AI_ARTICLES) -> YearlyFigures:
    """Import all rows with figures; return these, by which other tables are checked."""
    series: YearlyFigures = {}
    for row in intake.read_rows(_schema(intake.names, table)):
        topic: RowTopic = row[PATH]
        if topic.metric == HEADING:
            _account_for_heading(intake, row)
        elif empty := [year for year in YEARS if row[year].value is None]:
            intake.report_error(row, empty[0], "the cell is empty", FETCH_AGAIN)
        elif topic.place is None:
            intake.ignore_row(row, NO_PLACE)
        else:
            series[topic.place.entity, topic.metric] = [row[year].value for year in YEARS]
            intake.import_row(row, *_observations(row, topic, topic.place, table.origin))
    return series


def _observations(
    row: TableRow, topic: RowTopic, place: NamedPlace, origin: TableOrigin
) -> Iterator[Observation]:
    measure = Measure(topic.metric, "papers")
    for column, year in YEARS.items():
        yield origin.make_observation((place,), measure, row[column], year)


def _account_for_heading(intake: Intake, row: TableRow) -> None:
    if filled := [year for year in YEARS if row[year].value is not None]:
        intake.report_error(row, filled[0], "a heading has a figure", FETCH_AGAIN)
    else:
        intake.ignore_row(row, "heading without figures")


def _schema(names: NameResolver, table: AttributeTable) -> TableSchema:
    columns: dict[str, CellParser] = {
        TABLE: one_of([table.number]),
        PATH: _topic_parser(names, table.metrics),
    }
    columns |= figure_parsers(dict.fromkeys(YEARS, optional(parse_count)))
    levels = [f"region_country_or_economy_level_{level}" for level in range(1, 5)]
    ignored = ROW_IGNORED | dict.fromkeys(levels, "a part of the full path")
    ignored["region_country_or_economy_hierarchy_depth"] = "the number of parts of the full path"
    return TableSchema(f"{table.number}.csv", columns, ignored, key=(PATH,))


def _topic_parser(names: NameResolver, metrics: dict[str, str]) -> CellParser:
    """The full path is World, then a nation unless the world is meant, then which articles are counted."""
    parse_place, parse_metric = known_place_parser(names), term_of(metrics)

    def parse(cell: str) -> RowTopic:
        top, *rest = cell.split(" -> ")
        if top != "World":
            raise CellError(f"{top!r} is at the top instead of World", FETCH_AGAIN)
        name = rest.pop(0) if rest and rest[0] != TOTAL else top
        return RowTopic(parse_place(name), parse_metric(" -> ".join(rest)))

    return parse
