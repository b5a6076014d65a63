"""private-investment-in-artificial-intelligence-cset.csv: disclosed private investment by place and year.

The chart has a second column for its dashed part. Where a row has both, they are the same figure, which is
then measured; where it has the second alone, the year was not over when CSET projected it.
"""

from __future__ import annotations

from claimgraph.model import Observation
from claimgraph.sources.cells import FETCH_AGAIN, parse_count
from claimgraph.sources.figures import Measure, optional_figure_parsers
from claimgraph.sources.importers.owid_ai_by_country.cells import (
    CODE_IGNORED,
    KEY,
    PLACE,
    FileOrigin,
    key_parsers,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

FILE = "private-investment-in-artificial-intelligence-cset.csv"
MEASURED, PROJECTED = "All", "All (projected) (Projected)"
INVESTMENT = Measure("private-ai-investment-cset", "unit:CCY_USD", price_year=2021)
ORIGIN = FileOrigin("cset-2026-private-ai-investment")


def import_investment(intake: Intake) -> None:
    """Import every row; projections are provisional."""
    for row in intake.read_rows(_schema(intake.names)):
        if problem := _find_problem(row):
            intake.report_error(row, PROJECTED, problem, FETCH_AGAIN)
        else:
            intake.import_row(row, _make_observation(row))


def _make_observation(row: TableRow) -> Observation:
    figure = row[MEASURED] or row[PROJECTED]
    status = None if row[MEASURED] else "provisional"
    return ORIGIN.make_observation(row, INVESTMENT, figure, status=status)


def _find_problem(row: TableRow) -> str | None:
    """Return what is wrong with the figures of a row, if something is."""
    measured, projected = row[MEASURED], row[PROJECTED]
    if row[PLACE] is None:
        return "a group of nations stands in a file that had none"
    if not measured and not projected:
        return "the row has no figure"
    if measured and projected and measured.value != projected.value:
        return f"{projected.printed} is projected where {measured.printed} was measured"
    return None


def _schema(names: NameResolver) -> TableSchema:
    columns = key_parsers(names) | optional_figure_parsers(dict.fromkeys((MEASURED, PROJECTED), parse_count))
    return TableSchema(FILE, columns, CODE_IGNORED, KEY)
