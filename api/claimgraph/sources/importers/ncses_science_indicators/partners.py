"""Tables 10004 and 10005: shares of international articles with the United States, seen from both sides.

A share of a nation's international articles makes the same number of joint articles from either side, which
is checked: within what shares printed to a hundredth of a percent can differ by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import FETCH_AGAIN, CellParser, one_of, parse_number
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.ncses_ai_coauthorship import (
    ROW_IGNORED,
    TABLE,
    YEARS,
    NamedPlace,
    YearlyFigures,
    place_parser,
)
from claimgraph.sources.importers.ncses_science_indicators.table_origins import PARTNERS_OF_US, US_PARTNERS
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

NAME = "region_country_or_economy"
SHARE_YEARS = {str(year): Period.parse(str(year)) for year in range(2003, 2022, 2)}
SHARE = Measure("international-article-partner-share-ncses", "unit:PERCENT")
INTERNATIONAL = "international-articles-ncses"
US = NamedPlace("United States", "nation/us")
MOST_APART = Decimal("0.003")  # a share of 3.5 % is printed to within 0.15 % of itself
JointArticles = dict[tuple[str, str], Decimal]  # by partner and year


def import_partner_shares(intake: Intake, articles: YearlyFigures) -> None:
    """Import both tables; a nation in both has to have as many joint articles in each."""
    joint: JointArticles = {}
    for row in intake.read_rows(_schema("10004", intake.names)):
        joint |= _joint_articles(row, US.entity, articles)
        intake.import_row(row, *_us_shares(row))
    for row in intake.read_rows(_schema("10005", intake.names)):
        _check_joint_articles(intake, row, joint, _joint_articles(row, row[NAME].entity, articles))
        intake.import_row(row, *_shares_with_us(row))


def _us_shares(row: TableRow) -> Iterator[Observation]:
    for column, year in SHARE_YEARS.items():
        observation = US_PARTNERS.make_observation((US, row[NAME]), SHARE, row[column], year)
        yield replace(observation, subjects=(US.entity,), partners=(row[NAME].entity,))


def _shares_with_us(row: TableRow) -> Iterator[Observation]:
    for column, year in SHARE_YEARS.items():
        observation = PARTNERS_OF_US.make_observation((row[NAME], US), SHARE, row[column], year)
        yield replace(observation, subjects=(row[NAME].entity,), partners=(US.entity,))


def _joint_articles(row: TableRow, subject: str, articles: YearlyFigures) -> JointArticles:
    """Return the articles that the shares of a row make of those of `subject`; none where it has none."""
    series = articles.get((subject, INTERNATIONAL))
    if series is None:
        return {}
    by_year = dict(zip(YEARS.values(), series, strict=True))
    return {
        (row[NAME].entity, column): by_year[year] * row[column].value / 100
        for column, year in SHARE_YEARS.items()
    }


def _check_joint_articles(
    intake: Intake, row: TableRow, expected: JointArticles, joint: JointArticles
) -> None:
    for key, count in joint.items():
        if key in expected and abs(count - expected[key]) > MOST_APART * count:
            problem = f"makes {count:.0f} joint articles, where 10004.csv makes {expected[key]:.0f}"
            intake.report_error(row, key[1], problem, FETCH_AGAIN)


def _schema(number: str, names: NameResolver) -> TableSchema:
    columns: dict[str, CellParser] = {TABLE: one_of([number]), NAME: place_parser(names)}
    columns |= figure_parsers(dict.fromkeys(SHARE_YEARS, parse_number))
    return TableSchema(f"{number}.csv", columns, ROW_IGNORED, key=(NAME,))
