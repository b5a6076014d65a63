"""Table 10059: articles of nations over 20 years, whole and fractional, and the group each nation is put in.

Each whole count has to be the sum of the years in 10067, which finds changed figures and missing nations.
"""

from __future__ import annotations

from claimgraph.errors import TableError
from claimgraph.model import Entity
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship import totals
from claimgraph.sources.importers.ncses_ai_coauthorship.attributes import NO_PLACE, Series
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import NamedPlace, place_if_known
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import ARTICLES
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import display_path

NAME = "region_country_or_economy"
WORLD = "region/world"
MEASURES = totals.measures("-ncses")
MEND = "Take the publisher's files again: they are not of one version."


def run(intake: Intake, series: Series) -> None:
    """Take every nation and the world, after holding them against `series`."""
    table = totals.table("10059", NAME, place_if_known(intake.names), _group(intake.names))
    before, seen = len(intake.errors), set()
    for row in intake.read_rows(table):
        named: NamedPlace | None = row[NAME]
        if named is None:
            intake.ignore_row(row, NO_PLACE)
            continue
        seen.add(named.entity)
        if _checked(intake, row, named, series):
            _take(intake, row, named)
    missing = sorted({entity for entity, _ in series} - seen)
    if missing and len(intake.errors) == before:
        problem = f"no row for {', '.join(missing)}, which 10067.csv has"
        raise TableError(display_path(intake.folder / table.file), problem, MEND)


def _take(intake: Intake, row: TableRow, named: NamedPlace) -> None:
    """The figures but for the world's rank, printed as 0, and the group a nation is in."""
    columns = {
        column: each for column, each in MEASURES.items() if named.entity != WORLD or column != totals.RANK
    }
    intake.import_row(row, *totals.observations(row, named, ARTICLES, columns))
    if named.entity.startswith("nation/"):
        intake.import_row(row, make_record(Entity, id=named.entity, part_of=(row[totals.GROUP],)))


def _checked(intake: Intake, row: TableRow, named: NamedPlace, series: Series) -> bool:
    """Whether the row's whole counts are the sums of the years; if not, the errors are noted."""
    before = len(intake.errors)
    for column in totals.WHOLE:
        years = series.get((named.entity, MEASURES[column].metric))
        if years is None:
            intake.report_error(row, column, f"10067.csv has no such figures for {named.name}", MEND)
        elif row[column].value != sum(years):
            problem = (
                f"{row[column].value} where the years of {named.name} in 10067.csv add up to {sum(years)}"
            )
            intake.report_error(row, column, problem, MEND)
    return len(intake.errors) == before


def _group(names: NameResolver) -> CellParser:
    """The group of nations; "na" stands with articles of no known place."""
    return lambda cell: None if cell == "na" else names.require_entity(cell)
