"""ai_companies_staff_reports.csv: how many people a company, or a part of it, employed at a date."""

from __future__ import annotations

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, one_of, optional, parse_count, parse_text, parse_us_day
from claimgraph.sources.figures import Measure, figure_parser
from claimgraph.sources.importers.epoch_ai_companies.reports import (
    COMPANY,
    CONFIDENCE,
    DATE,
    ID,
    REPORT_LINKS,
    day_period,
    grade_note,
    parse_grade,
    parse_reporter,
    report_figure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

STAFF, COUNTED, DIVISION, REPORTER = "Staff count", "Type", "Division name", "Source type"
MEASURE = Measure("company-staff", "employees")
WHOLE = "Full company"
NOT_SAID = "Of which part of the company is not said"


def import_staff(intake: Intake) -> None:
    """Import each count whose row says of what it is."""
    for row in intake.read_rows(_schema(intake.names.require_entity)):
        if not row[COUNTED]:
            intake.reject_row(row, NOT_SAID)
        else:
            intake.import_row(row, _make_observation(intake, row))


def _schema(require_entity: CellParser) -> TableSchema:
    return TableSchema(
        "ai_companies_staff_reports.csv",
        columns={
            ID: parse_text,
            COMPANY: require_entity,
            STAFF: figure_parser(STAFF, parse_count),
            DATE: parse_us_day,
            COUNTED: optional(one_of((WHOLE, "Full AI division", "Division/role", "Contractors"))),
            DIVISION: optional(parse_text),
            REPORTER: parse_reporter,
            CONFIDENCE: parse_grade,
        },
        ignored={**REPORT_LINKS, "Graph note": "a remark on Epoch AI's chart"},
        key=(COMPANY, ID),
    )


def _make_observation(intake: Intake, row: TableRow) -> Observation:
    division = intake.names.resolve_entity(row[DIVISION], row.place) if row[DIVISION] else None
    return report_figure(
        MEASURE,
        row[STAFF],
        division or row[COMPANY],
        row[ID],
        period=day_period(row[DATE]),
        note=grade_note(row[CONFIDENCE]),
        method=row[REPORTER],
        scope=None if division else row[DIVISION],
    )
