"""How the cells of other people's files are read: strictly, each by the one form its column has.

Every reader takes the cell's text, trimmed, and raises CellError for what it does not expect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from claimgraph.sources.cells import CellError, CellParser

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)


def parse_text(cell: str) -> str:
    """Any text but none."""
    if not cell:
        raise CellError(
            "the cell is empty", "The row says nothing without it: take the publisher's file again."
        )
    return cell


def parse_number(cell: str) -> Decimal:
    """A plain number: "7000000000.0", "1.2e+22". Units and separators are refused."""
    if not _NUMBER.fullmatch(cell):
        raise CellError(f"{cell!r} is not a number", _UNIT)
    value = Decimal(cell)
    if abs(value.adjusted()) > _WIDEST:
        raise CellError(
            f"{cell!r} is no quantity anything here could have", "Look for a slip in the exponent."
        )
    return (
        value.quantize(Decimal(1))
        if value == value.to_integral_value() and value.adjusted() < _EXACT
        else value
    )


def parse_dollars(cell: str) -> Decimal:
    """An amount with its sign: "$9551.59"."""
    if not cell.startswith("$"):
        raise CellError(f"{cell!r} is no amount in US dollars", _UNIT)
    return parse_number(cell[1:].replace(",", ""))


def parse_count(cell: str) -> Decimal:
    """A whole number that is not negative."""
    value = parse_number(cell)
    if value < 0 or value != value.to_integral_value():
        raise CellError(f"{cell!r} is not a count", "Counts are whole and not negative.")
    return value


def parse_iso_day(cell: str) -> date:
    """A day as ISO 8601 writes it: 2025-01-20."""
    return _day(cell, "%Y-%m-%d")


def parse_us_day(cell: str) -> date:
    """A day as Americans write it: 12/31/2025."""
    return _day(cell, "%m/%d/%Y")


def one_of(values: Iterable[str]) -> CellParser:
    """One of a closed list of categories; another one needs a decision, so it stops the import."""
    known = frozenset(values)

    def read(cell: str) -> str:
        if cell not in known:
            raise CellError(
                f"{cell!r} is not a category we know",
                f"Known: {', '.join(sorted(known))}. If it is new, give it a meaning in the importer.",
            )
        return cell

    return read


def term_of(terms: dict[str, str]) -> CellParser:
    """One of a closed list of categories, read as the slug of our vocabulary's term."""
    known = one_of(terms)
    return lambda cell: terms[known(cell)]


def parse_checkmark(cell: str) -> bool:
    """A tick: "checked" or nothing."""
    return bool(optional(one_of(["checked"]))(cell))


def optional(read: CellParser) -> CellParser:
    """The same, or None for an empty cell."""
    return lambda cell: read(cell) if cell else None


def list_of(read: CellParser, separator: str = ",") -> Callable[[str], tuple[Any, ...]]:
    """Several values in one cell, in their order; no value for an empty cell."""
    return lambda cell: tuple(read(part.strip()) for part in cell.split(separator)) if cell else ()


def _day(cell: str, form: str) -> date:
    try:
        return datetime.strptime(cell, form).date()
    except ValueError:
        raise CellError(f"{cell!r} is not a date of the form {form}", _FORM) from None


_EXACT = 28  # digits that Python's decimals keep
_WIDEST = 60  # powers of ten: the most operations a model was trained with are some 10 ** 27
_UNIT = "If the unit changed, the column means something else: change the importer with it."
_FORM = "If the publisher changed the form, change the importer with it."
