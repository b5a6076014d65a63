"""How the text of a cell in a publisher's file becomes a value: strictly, by the one form its column has.

Each parser takes the trimmed text of a cell and raises CellError for what it does not expect. Parsers for
other forms are built from these: `optional(parse_number)`, `list_of(one_of(["GPU", "TPU"]))`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

CellParser = Callable[[str], Any]

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)

FETCH_AGAIN = "Take the publisher's file again."
_NEW_FORM = "If the publisher changed the form, change the importer with it."
_NEW_UNIT = "If the unit changed, the column means something else: change the importer with it."
_EXACT_DIGITS = 28  # that Python's decimals keep
_MOST_CHARACTERS = 100
_WIDEST_EXPONENT = 60  # the most operations a model was trained with are some 10 ** 27


class CellError(ValueError):
    """A cell that its column's form does not allow: the problem, and how to fix it."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem, self.fix = problem, fix


def parse_text(cell: str) -> str:
    """Return any text but the empty one.

    Raises:
        CellError: The cell does not have that form.
    """
    if not cell:
        raise CellError(
            "the cell is empty", "The row says nothing without it: take the publisher's file again."
        )
    return cell


def keep_text(cell: str) -> str:
    """Return any text, the empty one included."""
    return cell


def parse_nothing(cell: str) -> None:
    """Return None for the empty cells of a column that says nothing so far.

    Raises:
        CellError: The cell does not have that form.
    """
    if cell:
        raise CellError(f"{cell!r} stands in a column that was empty", "Give it a meaning in the importer.")


def parse_url(cell: str) -> str:
    """Return an absolute web address.

    Raises:
        CellError: The cell does not have that form.
    """
    if not cell.startswith(("http://", "https://")):
        raise CellError(f"{cell!r} is no web address", FETCH_AGAIN)
    return cell


def parse_number(cell: str) -> Decimal:
    """Return a plain number: "7000000000.0", "1.2e+22". Units and separators are refused.

    Raises:
        CellError: The cell does not have that form.
    """
    if not NUMBER.fullmatch(cell):
        raise CellError(f"{cell!r} is not a number", _NEW_UNIT)
    value = check_size(cell)
    is_exact = value == value.to_integral_value() and value.adjusted() < _EXACT_DIGITS
    return value.quantize(Decimal(1)) if is_exact else value


def check_size(cell: str) -> Decimal:
    """Return a number that is written as one, unless it is out of all proportion: "1e999999999".

    Raises:
        CellError: It is too large, too near to zero, or has too many digits.
    """
    problem, fix = "is no quantity anything here could have", "Look for a slip in the exponent."
    if len(cell) > _MOST_CHARACTERS:
        raise CellError(f"{cell[:_MOST_CHARACTERS]}… {problem}: it has {len(cell)} characters", fix)
    try:
        value = Decimal(cell)
    except InvalidOperation:  # an exponent of more digits than Python's decimals have
        raise CellError(f"{cell!r} {problem}", fix) from None
    if abs(value.adjusted()) > _WIDEST_EXPONENT:
        raise CellError(f"{cell!r} {problem}", fix)
    return value


def parse_count(cell: str) -> Decimal:
    """Return a whole number that is not negative.

    Raises:
        CellError: The cell does not have that form.
    """
    value = parse_number(cell)
    if value < 0 or value != value.to_integral_value():
        raise CellError(f"{cell!r} is not a count", "Counts are whole and not negative.")
    return value


def parse_dollars(cell: str) -> Decimal:
    """Return an amount printed with its sign: "$9551.59".

    Raises:
        CellError: The cell does not have that form.
    """
    if not cell.startswith("$"):
        raise CellError(f"{cell!r} is no amount in US dollars", _NEW_UNIT)
    return parse_number(cell[1:].replace(",", ""))


def scaled(power: int, parse: CellParser = parse_number) -> CellParser:
    """Return the parser of a number printed in a multiple: in billions for `power` 9. It stays exact."""
    return lambda cell: parse(format(parse_number(cell).scaleb(power), "f"))


def parse_iso_day(cell: str) -> date:
    """Return a day as ISO 8601 writes it: 2025-01-20."""
    return _parse_time(cell, "%Y-%m-%d").date()


def parse_us_day(cell: str) -> date:
    """Return a day as Americans write it: 12/31/2025."""
    return _parse_time(cell, "%m/%d/%Y").date()


def parse_us_minute(cell: str) -> date:
    """Return the day of a minute as Americans write it: "3/2/2026 10:13am". No time zone is given.

    Raises:
        CellError: The cell does not have that form.
    """
    try:
        return datetime.strptime(cell, "%m/%d/%Y %I:%M%p").date()
    except ValueError:
        problem = f"{cell!r} is not a moment of the form 5/7/2025 10:20am"
        raise CellError(problem, _NEW_FORM) from None


def _parse_time(cell: str, form: str) -> datetime:
    try:
        return datetime.strptime(cell, form)
    except ValueError:
        raise CellError(f"{cell!r} is not a date of the form {form}", _NEW_FORM) from None


def matching(pattern: str, template: str = "{}") -> CellParser:
    """Return the parser of cells of exactly this form, whose part in brackets is put into the template."""
    form = re.compile(pattern)

    def parse(cell: str) -> str:
        if not (match := form.fullmatch(cell)):
            raise CellError(f"{cell!r} is not of the form {pattern}", FETCH_AGAIN)
        return template.format(match[1])

    return parse


def one_of(categories: Iterable[str]) -> CellParser:
    """Return the parser of a closed list of categories; another one needs a decision, so it is an error."""
    known = frozenset(categories)

    def parse(cell: str) -> str:
        if cell not in known:
            raise CellError(
                f"{cell!r} is not a category we know",
                f"Known: {', '.join(sorted(known))}. If it is new, give it a meaning in the importer.",
            )
        return cell

    return parse


def term_of(terms: Mapping[str, str]) -> CellParser:
    """Return the parser of a closed list of categories, read as the slugs of terms in our vocabularies."""
    parse = one_of(terms)
    return lambda cell: terms[parse(cell)]


def parse_checkmark(cell: str) -> bool:
    """Return whether the cell has a tick: "checked" or nothing."""
    return bool(optional(one_of(["checked"]))(cell))


def optional(parse: CellParser) -> CellParser:
    """Return the parser that gives None for an empty cell."""
    return lambda cell: parse(cell) if cell else None


def list_of(parse: CellParser, separator: str = ",") -> Callable[[str], tuple[Any, ...]]:
    """Return the parser of several values in one cell, in their order; of none in an empty cell."""
    return lambda cell: tuple(parse(part.strip()) for part in cell.split(separator)) if cell else ()
