"""text_overall_ratings.csv: one row per date of a list and version of a model, with its rating.

All ratings of a list move together as votes come in, and the scale was shifted between lists: between the
last lists of May and June 2024, by more than a hundred points. So only those of one list compare.
"""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import parse_iso_day, parse_number, parse_text
from claimgraph.sources.figures import figure_parser
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import short_hash, slugify
from claimgraph.sources.table import TableRow, TableSchema

DATE, VERSION, RATING = "date", "model", "rating"
SCHEMA = TableSchema(
    "text_overall_ratings.csv",
    columns={DATE: parse_iso_day, VERSION: parse_text, RATING: figure_parser(RATING, parse_number)},
    key=(DATE, VERSION),
)
KNOWN_SINCE = Period.parse("2025-05-23")  # the day of the conversion; of earlier days only LMArena can tell
NOT_THE_LAST = "Not of the last list of its month"
NO_MODEL = "No model of the graph is judged to be this version"


def import_ratings(intake: Intake) -> None:
    """Import the last list of each month, as far as its models are known."""
    rows = list(intake.read_rows(SCHEMA))
    last_days = {(day.year, day.month): day for day in sorted(row[DATE] for row in rows)}
    for row in rows:
        if row[DATE] not in last_days.values():
            intake.ignore_row(row, NOT_THE_LAST)
        elif model := intake.names.resolve_entity(row[VERSION], row.place):
            intake.import_row(row, _make_observation(row, model))
        else:
            intake.reject_row(row, NO_MODEL)


def _make_observation(row: TableRow, model: str) -> Observation:
    day, version = row[DATE].isoformat(), row[VERSION]
    return make_record(
        Observation,
        # Some versions differ only in letters that a slug cannot have.
        id=f"{slugify('lmarena', version, day)}-{short_hash(version)}",
        metric="lmarena-text-rating",
        subjects=(model,),
        value=row[RATING].value,
        unit="index-points",
        period=Period.parse(day),
        known_since=KNOWN_SINCE,
        source="lmarena-2025-text-ratings",
        method=f"Version {version}",
        scope=f"List of {day}",
        source_text=row[RATING].source_text,
    )
