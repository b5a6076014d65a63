"""Periods as the files print them, by their first day, and the day on which their figures were known."""

from __future__ import annotations

from datetime import date

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellError, CellParser, parse_iso_day

FIRST_YEAR = 2010  # no amount in dollars of an earlier year is claimed or measured here
TOO_EARLY = "Before 2010: no amount of a claim or a measurement is of such a year"


def first_day_of(length: str) -> CellParser:
    """Return the parser of the first days of periods, each a "year" or a "month"."""

    def parse(cell: str) -> date:
        day = parse_iso_day(cell)
        if day.day != 1 or (length == "year" and day.month != 1):
            raise CellError(
                f"{cell!r} is not the first day of a {length}",
                "If the file has figures of other periods now, change the importer with it.",
            )
        return day

    return parse


def month_of(first_day: date) -> Period:
    """Return the month that begins on a day.

    >>> month_of(date(2025, 1, 1)).text
    '2025-01'
    """
    return Period.parse(f"{first_day:%Y-%m}")


def year_of(first_day: date) -> Period:
    """Return the year that begins on a day."""
    return Period.parse(f"{first_day:%Y}")


def month_after(first_day: date) -> Period:
    """Return the month after the one that begins on a day: the month in which its figures are published.

    >>> month_after(date(2025, 12, 1)).text
    '2026-01'
    """
    years, month = divmod(first_day.month, 12)
    return Period.parse(f"{first_day.year + years}-{month + 1:02}")
