"""Table 10059: articles of nations over 20 years, whole and fractional, and the group each nation is put in.

Each whole count has to be the sum of the years in 10067, which finds changed figures and missing nations.
"""

from __future__ import annotations

from claimgraph.errors import TableError
from claimgraph.model import Entity
from claimgraph.sources.cells import CellParser
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.importers.ncses_ai_coauthorship import totals
from claimgraph.sources.importers.ncses_ai_coauthorship.attributes import NO_PLACE, YearlyFigures
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import NamedPlace, known_place_parser
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import ARTICLES
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

NAME = "region_country_or_economy"
MEASURES = totals.total_measures("-ncses")
FIX = "Take the publisher's files again: they are not of one version."


def import_nations(intake: Intake, series: YearlyFigures) -> None:
    """Import every nation and the world, after holding them against `series`.

    Raises:
        TableError: The file cannot be read, or is not the table expected.
    """
    parse_group = _group_parser(intake.names)
    schema = totals.total_schema("10059", NAME, known_place_parser(intake.names), parse_group)
    errors_before, seen = len(intake.errors), set()
    for row in intake.read_rows(schema):
        place: NamedPlace | None = row[NAME]
        if place is None:
            intake.ignore_row(row, NO_PLACE)
            continue
        seen.add(place.entity)
        if _is_sum_of_years(intake, row, place, series):
            _import_place(intake, row, place)
    missing = sorted({entity for entity, _ in series} - seen)
    if missing and len(intake.errors) == errors_before:
        problem = f"no row for {', '.join(missing)}, which 10067.csv has"
        raise TableError(display_path(intake.folder / schema.file), problem, FIX)


def _import_place(intake: Intake, row: TableRow, place: NamedPlace) -> None:
    """Import the figures, and the group a nation is in."""
    intake.import_row(row, *totals.total_observations(row, place, ARTICLES, MEASURES))
    if place.entity.startswith("nation/"):
        intake.import_row(row, make_record(Entity, id=place.entity, part_of=(row[totals.GROUP],)))


def _is_sum_of_years(intake: Intake, row: TableRow, place: NamedPlace, series: YearlyFigures) -> bool:
    """Whether the row's whole counts are the sums of the years; if not, the errors are reported."""
    errors_before = len(intake.errors)
    for column in totals.WHOLE_COUNTS:
        years = series.get((place.entity, MEASURES[column].metric))
        if years is None:
            intake.report_error(row, column, f"10067.csv has no such figures for {place.name}", FIX)
        elif row[column].value != sum(years):
            total = f"the years of {place.name} in 10067.csv add up to {sum(years)}"
            intake.report_error(row, column, f"{row[column].value} where {total}", FIX)
    return len(intake.errors) == errors_before


def _group_parser(names: NameResolver) -> CellParser:
    """Return the parser of the groups of nations; "na" stands with articles of no known place."""
    return lambda cell: None if cell == "na" else names.require_entity(cell)
