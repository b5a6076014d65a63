"""us_cpi_monthly.csv: the consumer price index of the United States, all items, not seasonally adjusted."""

from __future__ import annotations

from claimgraph.model import Observation
from claimgraph.sources.cells import parse_number
from claimgraph.sources.figures import figure_parser
from claimgraph.sources.importers.deflators_exchange_rates.cells import (
    FIRST_YEAR,
    TOO_EARLY,
    first_day_of,
    month_after,
    month_of,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

DATE, INDEX = "Date", "Index"
METRIC, SUBJECT = "us-consumer-price-index", "nation/us"
SCHEMA = TableSchema(
    "us_cpi_monthly.csv",
    columns={DATE: first_day_of("month"), INDEX: figure_parser(INDEX, parse_number)},
    ignored={"Inflation": "follows from the index; where a month is missing, it is the change over two"},
    key=(DATE,),
)


def import_prices(intake: Intake) -> None:
    """Import the index of each month from 2010 on. A month that the file lacks is no observation."""
    for row in intake.read_rows(SCHEMA):
        if row[DATE].year < FIRST_YEAR:
            intake.ignore_row(row, TOO_EARLY)
        else:
            intake.import_row(row, _make_observation(row))


def _make_observation(row: TableRow) -> Observation:
    month = month_of(row[DATE])
    return make_record(
        Observation,
        id=slugify(METRIC, month.text),
        metric=METRIC,
        subjects=(SUBJECT,),
        value=row[INDEX].value,
        unit="index-points",
        period=month,
        known_since=month_after(row[DATE]),
        source="bls-2026-consumer-price-index",
        source_text=row[INDEX].source_text,
    )
