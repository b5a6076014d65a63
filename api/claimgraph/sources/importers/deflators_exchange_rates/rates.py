"""Exchange rates: units of a currency for one US dollar, whichever way round markets quote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, parse_number
from claimgraph.sources.figures import figure_parser
from claimgraph.sources.importers.deflators_exchange_rates.cells import (
    FIRST_YEAR,
    TOO_EARLY,
    first_day_of,
    month_after,
    month_of,
    year_of,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

DATE, COUNTRY, VALUE = "Date", "Country", "Value"
METRIC = "units-per-us-dollar"
CURRENCIES = {
    "nation/brazil": "unit:CCY_BRL",
    "nation/canada": "unit:CCY_CAD",
    "nation/china": "unit:CCY_CNY",
    "nation/hong-kong": "unit:CCY_HKD",
    "nation/india": "unit:CCY_INR",
    "nation/japan": "unit:CCY_JPY",
    "nation/norway": "unit:CCY_NOK",
    "nation/singapore": "unit:CCY_SGD",
    "nation/south-africa": "unit:CCY_ZAR",
    "nation/south-korea": "unit:CCY_KRW",
    "nation/switzerland": "unit:CCY_CHF",
    "nation/taiwan": "unit:CCY_TWD",
    "nation/uk": "unit:CCY_GBP",
    "region/euro-area": "unit:CCY_EUR",
}
UNUSED_CURRENCIES = frozenset(
    ("Australia", "Denmark", "Malaysia", "Mexico", "New Zealand", "Sweden", "Thailand", "Venezuela")
)
UNUSED = "A currency in which no claim states an amount"


@dataclass(frozen=True, slots=True)
class RateFile:
    """A file of averages, each over a "year" or a "month"."""

    path: str
    length: str
    method: str

    def period_of(self, first_day: date) -> Period:
        """Return the period of an average, from its first day."""
        return year_of(first_day) if self.length == "year" else month_of(first_day)

    def known_since(self, first_day: date) -> Period:
        """Return the month after the average's last day: then the Federal Reserve publishes it."""
        return month_after(first_day.replace(month=12) if self.length == "year" else first_day)


RATE_FILES = (
    RateFile("exchange_rates_yearly.csv", "year", "Average of the year's days"),
    RateFile("exchange_rates_monthly_2026.csv", "month", "Average of the month's days"),
    RateFile("exchange_rates_monthly_uk.csv", "month", "Average of the month's days"),
)


def import_rates(intake: Intake) -> None:
    """Import the rates from 2010 on of the currencies in which claims state amounts."""
    for file in RATE_FILES:
        for row in intake.read_rows(_schema(file, intake.names.require_entity)):
            if row[COUNTRY] in UNUSED_CURRENCIES:
                intake.ignore_row(row, UNUSED)
            elif row[DATE].year < FIRST_YEAR:
                intake.ignore_row(row, TOO_EARLY)
            else:
                intake.import_row(row, _make_observation(row, file))


def _schema(file: RateFile, require_entity: CellParser) -> TableSchema:
    return TableSchema(
        file.path,
        columns={
            DATE: first_day_of(file.length),
            COUNTRY: lambda cell: cell if cell in UNUSED_CURRENCIES else require_entity(cell),
            VALUE: figure_parser(VALUE, parse_number),
        },
        key=(DATE, COUNTRY),
    )


def _make_observation(row: TableRow, file: RateFile) -> Observation:
    period = file.period_of(row[DATE])
    return make_record(
        Observation,
        id=slugify(METRIC, row[COUNTRY].partition("/")[2], period.text),
        metric=METRIC,
        subjects=(row[COUNTRY],),
        value=row[VALUE].value,
        unit=CURRENCIES[row[COUNTRY]],
        period=period,
        known_since=file.known_since(row[DATE]),
        source="federal-reserve-2026-exchange-rates",
        method=file.method,
        source_text=row[VALUE].source_text,
    )
