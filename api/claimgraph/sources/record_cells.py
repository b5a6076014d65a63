"""How a cell of our own tables becomes a value and back, decided by the type of its field alone."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import NONE, UNKNOWN, Column, Concept, Reference, TextFormat
from claimgraph.sources.cells import NUMBER, CellError, CellParser, check_size

VALUE_SEPARATOR = "|"  # separates the values of a cell that may hold several
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_FORMS = {
    "slug": (re.compile(_SLUG), "Use lower-case letters, digits and single hyphens."),
    "path": (re.compile(rf"{_SLUG}/{_SLUG}"), "Write kind/slug, for example nation/taiwan."),
    "url": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "Write one absolute http(s) address."),
    "graph": (re.compile(_SLUG), "Write the slug of a dataset, which is the name of its folder."),
    "tagged": (re.compile(r"[a-z]{2,3}:\S.*"), "Write the language and the text: fr:Allemagne."),
    "unit": (re.compile(rf"unit:[A-Za-z0-9_-]+|{_SLUG}"), "Write unit:PERCENT or one of ours: papers."),
}


def cell_parser(column: Column) -> CellParser:
    """Return the function that reads a cell of this column; it raises CellError."""
    parse = _value_parser(column.value_type)
    if column.many:
        return partial(_parse_list, parse)
    return partial(_parse_optional, parse) if column.optional else parse


def render_cell(value: Any) -> str:
    """Return the text of a cell that `cell_parser` reads back as this value."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return VALUE_SEPARATOR.join(map(render_cell, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.text if isinstance(value, Period) else str(value)


def _value_parser(value_type: Any) -> CellParser:
    match value_type:
        case Reference(kind=""):
            return partial(_parse_form, "path")
        case TextFormat(name=form):
            return partial(_parse_form, form)
        case Reference() | Concept():
            return partial(_parse_form, "slug")
        case _:
            return _PARSERS[value_type]


def _parse_optional(parse: CellParser, cell: str) -> Any:
    return parse(cell) if cell else None


def _parse_list(parse: CellParser, cell: str) -> tuple[Any, ...]:
    values = sorted(parse(part.strip()) for part in cell.split(VALUE_SEPARATOR)) if cell else []
    if len(set(values)) < len(values):
        raise CellError(f"{cell!r} names the same value twice", "Keep it once.")
    return tuple(values)  # a set in RDF: sorted, so that the order of typing does not matter


def _parse_form(form: str, cell: str) -> str:
    if cell in (UNKNOWN, NONE) and form in ("slug", "path"):
        return cell
    pattern, fix = _FORMS[form]
    if not pattern.fullmatch(cell):
        raise CellError(f"{cell!r} is not a {form}" if cell else "the cell is empty", fix)
    return cell


def _parse_text(cell: str) -> str:
    if not cell:
        raise CellError("the cell is empty", "Fill it in; this column is required.")
    return cell


def _parse_decimal(cell: str) -> Decimal:
    if not NUMBER.fullmatch(cell):
        raise CellError(
            f"{cell!r} is not a number",
            "Write the digits 0 to 9 with a point, no thousands separator, and the unit in its own column.",
        )
    return check_size(cell)


def _parse_whole_number(cell: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise CellError(f"{cell!r} is not a whole number", "Write digits only: 2023.")
    return int(check_size(cell))


def _parse_truth(cell: str) -> bool:
    word = cell.lower()  # spreadsheet programs make TRUE of it
    if word not in ("true", "false"):
        raise CellError(f"{cell!r} is neither true nor false", "Write true or false.")
    return word == "true"


def _parse_period(cell: str) -> Period:
    try:
        return Period.parse(cell)
    except ValueError as error:
        raise CellError(str(error), "See docs/reference/columns.md, “Dates”.") from None


_PARSERS: dict[Any, CellParser] = {
    str: _parse_text,
    Decimal: _parse_decimal,
    int: _parse_whole_number,
    bool: _parse_truth,
    Period: _parse_period,
}
