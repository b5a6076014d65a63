"""ai_companies_revenue_reports.csv: what a company earned at a date, as an amount for a year."""

from __future__ import annotations

from claimgraph.sources.cells import parse_count, parse_nothing, parse_us_day
from claimgraph.sources.figures import Measure, figure_parser
from claimgraph.sources.importers.epoch_ai_companies.reports import (
    COMPANY,
    DATE,
    DOLLARS,
    day_period,
    report_figure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableSchema

REVENUE = "Revenue amount (normalize to annual)"
MEASURE = Measure("company-annualised-revenue", DOLLARS)


def import_revenue(intake: Intake) -> None:
    """Import each figure. The file does not say which are rates and which are totals of a year."""
    trailing = ("no name", "no name (2)", "no name (3)")  # a spreadsheet's empty columns
    schema = TableSchema(
        "ai_companies_revenue_reports.csv",
        columns={
            COMPANY: intake.names.require_entity,
            DATE: parse_us_day,
            REVENUE: figure_parser(REVENUE, parse_count),
            **dict.fromkeys(trailing, parse_nothing),
        },
        key=(COMPANY, DATE, REVENUE),
        numbers_columns=True,
    )
    for row in intake.read_rows(schema):
        period = day_period(row[DATE])
        name = f"{period.text} {row[REVENUE].value}"  # one day has several figures
        intake.import_row(row, report_figure(MEASURE, row[REVENUE], row[COMPANY], name, period=period))
