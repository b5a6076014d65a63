"""ai_companies_usage_reports.csv: how many use a company's products, and how much those process in a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimgraph.model import Observation
from claimgraph.sources.cells import (
    FETCH_AGAIN,
    CellParser,
    one_of,
    optional,
    parse_count,
    parse_text,
    parse_us_day,
)
from claimgraph.sources.figures import Measure, PrintedFigure, optional_figure_parsers
from claimgraph.sources.importers.epoch_ai_companies.reports import (
    COMPANY,
    CONFIDENCE,
    DATE,
    HIDDEN,
    ID,
    NO_FIGURE,
    REPORT_LINKS,
    day_period,
    grade_note,
    parse_grade,
    parse_hidden,
    parse_reporter,
    report_figure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

USERS, SPAN, PRODUCT, REPORTER = "Active users", "Active users time period", "Product", "Source type"
USER_MEASURES: Mapping[str, Measure] = {
    "Daily": Measure("daily-active-users", "users"),
    "Weekly": Measure("weekly-active-users", "users"),
    "Monthly": Measure("monthly-active-users", "users"),
}
DAILY_MEASURES: Mapping[str, Measure] = {
    "Daily tokens": Measure("tokens-per-day", "tokens-per-day"),
    "Daily messages": Measure("messages-per-day", "messages-per-day"),
}
EVERYTHING = "All products"
NOT_CHARTED = "Left out of Epoch AI's chart: of a part of the users, or over another time than the others"


def import_usage(intake: Intake) -> None:
    """Import the figures of each report that Epoch AI charts."""
    for row in intake.read_rows(_schema(intake.names.require_entity)):
        if bool(row[USERS]) != bool(row[SPAN]):
            intake.report_error(row, SPAN, "users go with a time, and a time with users", FETCH_AGAIN)
        elif not _figures_of(row):
            intake.ignore_row(row, NO_FIGURE)
        elif row[HIDDEN]:
            intake.ignore_row(row, NOT_CHARTED)
        else:
            intake.import_row(row, *_make_observations(row))


def _schema(require_entity: CellParser) -> TableSchema:
    columns: dict[str, CellParser] = {
        ID: parse_text,
        COMPANY: require_entity,
        SPAN: optional(one_of(USER_MEASURES)),
        DATE: parse_us_day,
        REPORTER: parse_reporter,
        PRODUCT: parse_text,
        CONFIDENCE: parse_grade,
        HIDDEN: parse_hidden,
    }
    columns |= optional_figure_parsers(dict.fromkeys((USERS, *DAILY_MEASURES), parse_count))
    ignored = {
        **REPORT_LINKS,
        "Report date": "when it was reported; what counts is when Epoch AI's file was out",
        "Graph note": "a remark on Epoch AI's chart",
    }
    return TableSchema("ai_companies_usage_reports.csv", columns, ignored, key=(COMPANY, ID, DATE))


def _figures_of(row: TableRow) -> list[tuple[Measure, PrintedFigure]]:
    users = [(USER_MEASURES[row[SPAN]], row[USERS])] if row[USERS] else []
    return users + [(measure, row[column]) for column, measure in DAILY_MEASURES.items() if row[column]]


def _make_observations(row: TableRow) -> Iterator[Observation]:
    period = day_period(row[DATE])
    for measure, figure in _figures_of(row):
        yield report_figure(
            measure,
            figure,
            row[COMPANY],
            f"{row[PRODUCT]} {period.text}",
            period=period,
            note=grade_note(row[CONFIDENCE]),
            method=row[REPORTER],
            scope=None if row[PRODUCT] == EVERYTHING else row[PRODUCT],
        )
