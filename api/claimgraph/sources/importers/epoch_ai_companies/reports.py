"""What the files share: a company, a day that a spreadsheet wrote, and figures that somebody reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, one_of, optional
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify

ID, COMPANY, DATE = "Id", "Company", "Date"
CONFIDENCE, REPORTED_BY, HIDDEN = "Confidence", "Source type", "Exclude from graph view"
DOLLARS = "unit:CCY_USD"
KNOWN_SINCE = Period.parse("2025-12-23")  # the last day of which a row speaks; the files are not older
NO_FIGURE = "No figure"
REPORT_LINKS: Mapping[str, str] = dict.fromkeys(
    ("Source 1", "Source 2"), "pages that Epoch AI read; we did not read them"
)

# Not the grades of Epoch AI's table of models: the words differ, and the files define none.
parse_grade: CellParser = optional(one_of(("Confident", "Likely", "Uncertain")))
parse_reporter: CellParser = optional(one_of(("Company disclosure", "Media report", "Other")))
_parse_true = optional(one_of(("TRUE",)))


def parse_hidden(cell: str) -> bool:
    """Return whether Epoch AI leaves the row out of its chart."""
    return bool(_parse_true(cell))


def grade_note(grade: str | None) -> str | None:
    """Return Epoch AI's word for how sure a figure is, as a remark."""
    return f"{CONFIDENCE}: {grade}" if grade else None


def day_period(day: date) -> Period:
    """Return a day as a period.

    >>> day_period(date(2025, 3, 9)).text
    '2025-03-09'
    """
    return Period.parse(day.isoformat())


def report_figure(
    measure: Measure, figure: PrintedFigure, subject: str, row_name: str, **fields: Any
) -> Observation:
    """Return a figure as an observation; `row_name` tells its row from others of the file."""
    return make_record(
        Observation,
        id=slugify("epoch-companies", subject.partition("/")[2], row_name, measure.metric),
        metric=measure.metric,
        subjects=(subject,),
        value=figure.value,
        unit=measure.unit,
        known_since=KNOWN_SINCE,
        source="epoch-ai-2025-ai-companies",
        source_text=figure.source_text,
        **fields,
    )
