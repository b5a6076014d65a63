"""How the cells of the chip counts are read, where no reader of values.py fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.values import parse_number, parse_us_day

SOURCE = "epoch-ai-2026-ai-chip-counts"
RELEASED = Period.parse("2026-04-22")  # of this version: when its inputs became known, at the latest
WHOLE = 100

_NOTES = re.compile(
    r"(?P<sentences>(?:\S.*\. )?)Estimates generated on: (?P<day>\d\d-\d\d-\d{4}) \d\d:\d\d", re.ASCII
)
_FORM = "Change the importer with a new form."
_WITHOUT = ("Excludes ", "Other = ")  # how the sentence starts that says who is not among the others


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the cell it was read from."""

    value: Decimal
    printed: str


def given(read: Callable[[str], Decimal]) -> Callable[[str], Figure]:
    """The same number with the text of its cell; it is not negative, as nothing counted here can be."""

    def found(cell: str) -> Figure:
        value = read(cell)
        if value < 0:
            raise CellError(f"{cell!r} is below zero", "Counts are not: take the file again.")
        return Figure(value, cell)

    return found


@dataclass(frozen=True, slots=True)
class NamedChip:
    """An entity and the name it was found by."""

    entity: str
    printed: str


def chip(require: CellParser) -> Callable[[str], NamedChip]:
    """A type of chip. Files of sales say H100 where those of owners say H100/H200, as the publisher notes."""
    return lambda cell: NamedChip(require("H100/H200" if cell == "H100" else cell), cell)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the column Notes says. `without`: what the owner "Other" leaves out."""

    generated: Period
    without: str | None
    remark: str | None

    @property
    def incomplete(self) -> bool:
        """Whether the estimate is based on a part of its quarter only."""
        return "Incomplete" in (self.remark or "")


def notes(cell: str) -> Notes:
    """Remarks, and the day the estimates were made."""
    if not (found := _NOTES.fullmatch(cell)):
        raise CellError(
            f"{cell!r} does not say when the estimates were made",
            'Known form: "Estimates generated on: 04-15-2026 18:24", after remarks that end in full stops.',
        )
    sentences = found["sentences"].strip().removesuffix(".").split(". ")
    without = [each for each in sentences if each.startswith(_WITHOUT)]
    remarks = [f"{each}." for each in sentences if each and each not in without]
    day = parse_us_day(found["day"].replace("-", "/"))
    return Notes(Period.parse(day.isoformat()), "; ".join(without) or None, " ".join(remarks) or None)


def short_day(cell: str) -> date:
    """A day as Americans write it, with a year of two digits: 10/31/22."""
    if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d\d", cell, re.ASCII):
        raise CellError(f"{cell!r} is not a date of the form 10/31/22", _FORM)
    month, day, year = cell.split("/")
    return parse_us_day(f"{month}/{day}/20{year}")


def edited(cell: str) -> date:
    """The day of an edit: "3/2/2026 10:13am"."""
    try:
        return datetime.strptime(cell.upper(), "%m/%d/%Y %I:%M%p").date()  # no zone is given
    except ValueError:
        raise CellError(f"{cell!r} is no time of the form 3/2/2026 10:13am", _FORM) from None


def nothing(cell: str) -> None:
    """No text at all, in a column that says nothing so far."""
    if cell:
        raise CellError(f"{cell!r} stands in a column that was empty", "Give it a meaning in the importer.")


def percent(cell: str) -> Figure:
    """A share printed as a fraction of one, in percent."""
    value = parse_number(format(parse_number(cell).scaleb(2), "f"))
    if not 0 <= value <= WHOLE:
        raise CellError(f"{cell!r} is no fraction of one", "If it is a percentage now, change the importer.")
    return Figure(value, cell)


def days(first: date, last: date) -> Period:
    """From one day to another."""
    return Period.parse(f"{first.isoformat()}/{last.isoformat()}")
