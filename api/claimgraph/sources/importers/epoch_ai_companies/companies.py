"""ai_companies.csv: the companies that the other files speak of. All are entities already."""

from __future__ import annotations

from claimgraph.sources.cells import parse_us_day
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableSchema

NO_MEASUREMENT = "No figure: names a company and the day of its founding, which no claim turns on"


def import_companies(intake: Intake) -> None:
    """Account for the list of companies, and make sure that each is known."""
    schema = TableSchema(
        "ai_companies.csv",
        columns={"Name": intake.names.require_entity, "Founding date": parse_us_day},
        ignored={
            "Organization (from Organizations)": "the laboratory, by its name in other tables of Epoch AI",
            "Company type": "the same for all",
            "Product Domain(s)": "language or video; no claim turns on it",
            "Founding source/notes": "pages that Epoch AI read; we did not read them",
        },
        key=("Name",),
    )
    for row in intake.read_rows(schema):
        intake.ignore_row(row, NO_MEASUREMENT)
