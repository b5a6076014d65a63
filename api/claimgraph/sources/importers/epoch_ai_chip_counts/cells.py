"""How the cells of the chip counts are read, where no parser of `sources.cells` fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellError, CellParser, parse_us_day, scaled

SOURCE = "epoch-ai-2026-ai-chip-counts"
RELEASED = Period.parse("2026-04-22")  # of this version: when its inputs became known, at the latest
WHOLE = 100

_NOTES = re.compile(
    r"(?P<sentences>(?:\S.*\. )?)Estimates generated on: (?P<day>\d\d-\d\d-\d{4}) \d\d:\d\d", re.ASCII
)
_EXCLUSION_STARTS = ("Excludes ", "Other = ")  # of the sentence that says who is not among the others


def not_negative(parse: CellParser) -> CellParser:
    """Return the parser of the same numbers, none of which is below zero, as nothing counted here can be."""

    def parse_amount(cell: str) -> Decimal:
        value: Decimal = parse(cell)
        if value < 0:
            raise CellError(f"{cell!r} is below zero", "Counts are not: take the file again.")
        return value

    return parse_amount


@dataclass(frozen=True, slots=True)
class NamedChip:
    """A type of chip and the name it was found by."""

    entity: str
    printed: str


def chip_parser(require_entity: CellParser) -> CellParser:
    """Return the parser of types of chips.

    Files of sales say H100 where those of owners say H100/H200, as the publisher notes.
    """
    return lambda cell: NamedChip(require_entity("H100/H200" if cell == "H100" else cell), cell)


@dataclass(frozen=True, slots=True)
class EstimateNotes:
    """What the column Notes says. `excluded`: what the owner "Other" leaves out."""

    generated: Period
    excluded: str | None
    remark: str | None

    @property
    def is_incomplete(self) -> bool:
        """Whether the estimate is based on a part of its quarter only."""
        return "Incomplete" in (self.remark or "")


def parse_notes(cell: str) -> EstimateNotes:
    """Return the remarks of a cell, and the day the estimates were made.

    Raises:
        CellError: The cell does not have that form.
    """
    if not (match := _NOTES.fullmatch(cell)):
        raise CellError(
            f"{cell!r} does not say when the estimates were made",
            'Known form: "Estimates generated on: 04-15-2026 18:24", after remarks that end in full stops.',
        )
    sentences = match["sentences"].strip().removesuffix(".").split(". ")
    exclusions = [sentence for sentence in sentences if sentence.startswith(_EXCLUSION_STARTS)]
    remarks = [f"{sentence}." for sentence in sentences if sentence and sentence not in exclusions]
    day = parse_us_day(match["day"].replace("-", "/"))
    return EstimateNotes(
        Period.parse(day.isoformat()), "; ".join(exclusions) or None, " ".join(remarks) or None
    )


def parse_short_day(cell: str) -> date:
    """Return a day as Americans write it, with a year of two digits: 10/31/22.

    Raises:
        CellError: The cell does not have that form.
    """
    if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d\d", cell, re.ASCII):
        problem = f"{cell!r} is not a date of the form 10/31/22"
        raise CellError(problem, "Change the importer with a new form.")
    month, day, year = cell.split("/")
    return parse_us_day(f"{month}/{day}/20{year}")


def parse_percent(cell: str) -> Decimal:
    """Return a share printed as a fraction of one, in percent.

    Raises:
        CellError: The cell does not have that form.
    """
    value: Decimal = scaled(2)(cell)
    if not 0 <= value <= WHOLE:
        raise CellError(f"{cell!r} is no fraction of one", "If it is a percentage now, change the importer.")
    return value


def days_period(first: date, last: date) -> Period:
    """Return the period from one day to another."""
    return Period.parse(f"{first.isoformat()}/{last.isoformat()}")
