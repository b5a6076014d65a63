"""Table 9968: articles by year, of the nations of 10067 and of groups it leaves out. No column has the year.

Each region has 20 rows. That they run from 2003 to 2022 shows in the nations that both tables have: each
figure has to be that of 10067. Of a row's path only the last part says what it is about; the parts before
it come from indents gone wrong ("World -> Qatar -> Egypt").
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from claimgraph.errors import TableError
from claimgraph.sources.cells import CellParser, one_of, parse_count, parse_text
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.figures import Measure, figure_parser
from claimgraph.sources.importers.ncses_ai_coauthorship.attributes import NO_PLACE, YEARS, YearlyFigures
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    ROW,
    TABLE,
    NamedPlace,
    known_place_parser,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import ARTICLES_BY_YEAR
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

FILE = "9968.csv"
PATH = "time_period"  # so it is called, and it holds the region
VALUE = "value"
ARTICLES = Measure("ai-articles-ncses", "papers")
PRINTED_TWICE = "same figure in 10067, whose columns name the years: imported from there"
FIX = "Take the publisher's file again: its years are told by the order of the rows alone."


def import_by_year(intake: Intake, series: YearlyFigures) -> None:
    """Import the regions that 10067 leaves out, and hold the others against it."""
    errors_before = len(intake.errors)
    rows = list(intake.read_rows(_schema(intake.names)))
    if len(intake.errors) == errors_before:
        _check_missing(display_path(intake.folder / FILE), rows, series)
        if _is_in_order(intake, rows):
            for _, region_rows in groupby(rows, key=lambda row: row[PATH]):
                _import_region(intake, list(region_rows), series)


def _check_missing(file: str, rows: list[TableRow], series: YearlyFigures) -> None:
    present = {row[PATH].entity for row in rows if row[PATH]}
    if missing := sorted({entity for entity, _ in series} - present):
        raise TableError(file, f"no rows for {', '.join(missing)}, which 10067.csv has", FIX)


def _is_in_order(intake: Intake, rows: list[TableRow]) -> bool:
    """Whether each row's number is that of its place; an error is reported for the first that is not."""
    for number, row in enumerate(rows, 1):
        if row[ROW] != f"r{number:03}":
            intake.report_error(row, ROW, f"{row[ROW]!r} stands in place {number}", FIX)
            return False
    return True


def _import_region(intake: Intake, rows: list[TableRow], series: YearlyFigures) -> None:
    place: NamedPlace | None = rows[0][PATH]
    if len(rows) != len(YEARS):
        intake.report_error(rows[0], PATH, f"{len(rows)} rows for a region and {len(YEARS)} years", FIX)
    elif place is None:
        for row in rows:
            intake.ignore_row(row, NO_PLACE)
    elif expected := series.get((place.entity, ARTICLES.metric)):
        _compare_figures(intake, rows, expected)
    else:
        for row, year in zip(rows, YEARS.values(), strict=True):
            intake.import_row(row, ARTICLES_BY_YEAR.make_observation((place,), ARTICLES, row[VALUE], year))


def _compare_figures(intake: Intake, rows: list[TableRow], expected: list[Decimal]) -> None:
    for row, year, value in zip(rows, YEARS.values(), expected, strict=True):
        if row[VALUE].value == value:
            intake.ignore_row(row, PRINTED_TWICE)
        else:
            problem = f"{row[VALUE].value} for {year.text}, where 10067.csv has {value}"
            intake.report_error(row, VALUE, problem, FIX)


def _schema(names: NameResolver) -> TableSchema:
    return TableSchema(
        FILE,
        columns={
            TABLE: one_of(["9968"]),
            ROW: parse_text,
            PATH: _last_part_parser(known_place_parser(names)),
            VALUE: figure_parser(VALUE, parse_count),
        },
        key=(ROW,),
    )


def _last_part_parser(parse: CellParser) -> CellParser:
    return lambda cell: parse(cell.rpartition(" -> ")[2])
