"""Table 9968: articles by year, of the nations of 10067 and of groups it leaves out. No column has the year.

Each region has 20 rows. That they run from 2003 to 2022 shows in the nations that both tables have: each
figure has to be that of 10067. Of a row's path only the last part says what it is about; the parts before
it come from indents gone wrong ("World -> Qatar -> Egypt").
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from claimgraph.errors import TableError
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship.attributes import NO_PLACE, YEARS, Series
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    ROW,
    TABLE,
    NamedPlace,
    figure,
    place_if_known,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import ARTICLES_BY_YEAR, Measure
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import display_path
from claimgraph.sources.values import one_of, parse_count, parse_text

FILE = "9968.csv"
PATH = "time_period"  # so it is called, and it holds the region
ARTICLES = Measure("ai-articles-ncses", "papers")
PRINTED_TWICE = "same figure in 10067, whose columns name the years: imported from there"
MEND = "Take the publisher's file again: its years are told by the order of the rows alone."


def run(intake: Intake, series: Series) -> None:
    """Take the regions that 10067 leaves out, and hold the others against it."""
    before = len(intake.errors)
    rows = list(intake.read_rows(_table(intake.names)))
    if len(intake.errors) == before:
        _check_missing(display_path(intake.folder / FILE), rows, series)
        if _in_order(intake, rows):
            for _, group in groupby(rows, key=lambda row: row[PATH]):
                _group(intake, list(group), series)


def _check_missing(file: str, rows: list[TableRow], series: Series) -> None:
    here = {row[PATH].entity for row in rows if row[PATH]}
    if missing := sorted({entity for entity, _ in series} - here):
        raise TableError(file, f"no rows for {', '.join(missing)}, which 10067.csv has", MEND)


def _in_order(intake: Intake, rows: list[TableRow]) -> bool:
    """Whether each row's number is that of its place; the first that is not is noted."""
    for number, row in enumerate(rows, 1):
        if row[ROW] != f"r{number:03}":
            intake.report_error(row, ROW, f"{row[ROW]!r} stands in place {number}", MEND)
            return False
    return True


def _group(intake: Intake, group: list[TableRow], series: Series) -> None:
    """Deal with the rows of one region."""
    named: NamedPlace | None = group[0][PATH]
    if len(group) != len(YEARS):
        intake.report_error(group[0], PATH, f"{len(group)} rows for a region and {len(YEARS)} years", MEND)
    elif named is None:
        for row in group:
            intake.ignore_row(row, NO_PLACE)
    elif expected := series.get((named.entity, ARTICLES.metric)):
        _compare(intake, group, expected)
    else:
        for row, year in zip(group, YEARS.values(), strict=True):
            intake.import_row(row, ARTICLES_BY_YEAR.observation((named,), ARTICLES, row["value"], year))


def _compare(intake: Intake, group: list[TableRow], expected: list[Decimal]) -> None:
    for row, year, other in zip(group, YEARS.values(), expected, strict=True):
        if row["value"].value == other:
            intake.ignore_row(row, PRINTED_TWICE)
        else:
            intake.report_error(
                row, "value", f"{row['value'].value} for {year.text}, where 10067.csv has {other}", MEND
            )


def _table(names: NameResolver) -> TableSchema:
    return TableSchema(
        FILE,
        columns={
            TABLE: one_of(["9968"]),
            ROW: parse_text,
            PATH: _last(place_if_known(names)),
            "value": figure("value", parse_count),
        },
        key=(ROW,),
    )


def _last(read: CellParser) -> CellParser:
    return lambda cell: read(cell.rpartition(" -> ")[2])
