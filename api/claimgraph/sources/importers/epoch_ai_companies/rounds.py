"""ai_companies_funding_rounds.csv: what each round brought a company, and at what valuation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimgraph.model import Observation
from claimgraph.sources.cells import (
    CellParser,
    keep_text,
    one_of,
    optional,
    parse_count,
    parse_text,
    parse_us_day,
)
from claimgraph.sources.figures import Measure, optional_figure_parsers
from claimgraph.sources.importers.epoch_ai_companies.reports import (
    COMPANY,
    CONFIDENCE,
    DOLLARS,
    HIDDEN,
    ID,
    NO_FIGURE,
    day_period,
    grade_note,
    parse_grade,
    parse_hidden,
    report_figure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

CLOSED_ON, STATUS, KIND = "Close date", "Status", "Type"
EQUITY, DEBT, VALUATION = "Funding (equity)", "Funding (debt)", "Valuation (post-money)"
CLOSED, IN_TALKS = "Closed", "Late discussions"
MEASURES: Mapping[str, Measure] = {
    EQUITY: Measure("company-equity-raised", DOLLARS, parse_count),
    DEBT: Measure("company-debt-raised", DOLLARS, parse_count),
    VALUATION: Measure("company-valuation", DOLLARS, parse_count),
}
REPEATED = "Left out of Epoch AI's chart, and another row has the company, day and equity of this round"


def import_rounds(intake: Intake) -> None:
    """Import the amounts of each round; a round that is listed twice counts once."""
    rows = list(intake.read_rows(_schema(intake.names.require_entity)))
    charted = {_round_key(row) for row in rows if not row[HIDDEN]}
    for row in rows:
        if not any(row[column] for column in MEASURES):
            intake.ignore_row(row, NO_FIGURE)
        elif row[HIDDEN] and _round_key(row) in charted:
            intake.ignore_row(row, REPEATED)
        else:
            intake.import_row(row, *_make_observations(row))


def _schema(require_entity: CellParser) -> TableSchema:
    columns: dict[str, CellParser] = {
        ID: parse_text,
        COMPANY: require_entity,
        CLOSED_ON: optional(parse_us_day),
        STATUS: one_of((CLOSED, IN_TALKS)),
        KIND: keep_text,
        CONFIDENCE: parse_grade,
        HIDDEN: parse_hidden,
    }
    columns |= optional_figure_parsers({column: measure.parse for column, measure in MEASURES.items()})
    ignored = {"Report date": "when the press reported it; what counts is when Epoch AI's file was out"}
    return TableSchema("ai_companies_funding_rounds.csv", columns, ignored, key=(COMPANY, ID))


def _round_key(row: TableRow) -> tuple[object, ...]:
    return row[COMPANY], row[CLOSED_ON], row[EQUITY].value if row[EQUITY] else None


def _make_observations(row: TableRow) -> Iterator[Observation]:
    for column, measure in MEASURES.items():
        if figure := row[column]:
            yield report_figure(
                measure,
                figure,
                row[COMPANY],
                row[ID],
                period=day_period(row[CLOSED_ON]) if row[CLOSED_ON] else None,
                status=None if row[STATUS] == CLOSED else "planned",
                note=grade_note(row[CONFIDENCE]),
                method=f"Round “{row[ID]}”, {row[KIND].replace(',', ', ').lower() or 'of a kind not stated'}",
            )
