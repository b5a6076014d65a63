"""ai_companies_compute_spend.csv: what a company pays in a year for computing power that it rents."""

from __future__ import annotations

import re
from datetime import date

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import (
    CellParser,
    one_of,
    optional,
    parse_count,
    parse_text,
    parse_us_day,
)
from claimgraph.sources.figures import Measure, figure_parser
from claimgraph.sources.importers.epoch_ai_companies.reports import (
    COMPANY,
    CONFIDENCE,
    DATE,
    DOLLARS,
    HIDDEN,
    ID,
    grade_note,
    parse_grade,
    parse_hidden,
    parse_reporter,
    report_figure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

AMOUNT, PURPOSES, SPAN, REPORTED, REPORTER = (
    "Amount",
    "Category",
    "Period type",
    "Report date",
    "Source Type",
)
YEAR = "Year"
MEASURE = Measure("company-compute-spending", DOLLARS)
SCOPES = {
    "R&D cloud compute": "Research and development",
    "Inference cloud compute": "Inference",
    "R&D cloud compute,Inference cloud compute": None,
    "R&D cloud compute,Inference cloud compute,Data": "Computing and data",
}
BROKEN_YEAR = re.compile(r"0\d{3}-\d\d-\d\d", re.ASCII)
NOT_CHARTED = "Left out of Epoch AI's chart, or a rate and no amount of a year"


def import_spending(intake: Intake) -> None:
    """Import each amount of a year that Epoch AI charts; one that was reported before its end is a plan."""
    for row in intake.read_rows(_schema(intake.names.require_entity)):
        if row[HIDDEN] or row[SPAN] != YEAR:
            intake.ignore_row(row, NOT_CHARTED)
        else:
            intake.import_row(row, _make_observation(row))


def _schema(require_entity: CellParser) -> TableSchema:
    columns: dict[str, CellParser] = {
        ID: parse_text,
        COMPANY: require_entity,
        AMOUNT: figure_parser(AMOUNT, parse_count),
        PURPOSES: one_of(SCOPES),
        SPAN: one_of((YEAR, "Annualized")),
        DATE: parse_us_day,
        REPORTED: optional(_parse_report_day),
        CONFIDENCE: parse_grade,
        REPORTER: parse_reporter,
        HIDDEN: parse_hidden,
    }
    repeats = "repeats the amount, by what it is for"
    ignored = {f"{purpose} compute spend": repeats for purpose in ("Inference", "R&D", "Total")}
    return TableSchema("ai_companies_compute_spend.csv", columns, ignored, key=(ID,))


def _parse_report_day(cell: str) -> date | None:
    """Return the day of a report; none for the slip "0202-07-30", on a row that is not charted."""
    return None if BROKEN_YEAR.fullmatch(cell) else parse_us_day(cell)


def _make_observation(row: TableRow) -> Observation:
    year = row[DATE].year
    is_over = row[REPORTED] and row[REPORTED].year > year
    return report_figure(
        MEASURE,
        row[AMOUNT],
        row[COMPANY],
        row[ID],
        period=Period.parse(str(year)),
        status=None if is_over else "planned",
        note=grade_note(row[CONFIDENCE]),
        method=row[REPORTER],
        scope=SCOPES[row[PURPOSES]],
    )
