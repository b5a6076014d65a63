"""Texts of a column map that are filled in from a row: "{Country}", "ROR record {ror}, release {ver}"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import Column
from claimgraph.sources.cells import CellError
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.record_cells import cell_parser
from claimgraph.sources.slugs import slugify

RowValues = Mapping[str, Any]  # what a row gives, by column

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def placeholders(template: str) -> list[str]:
    """Return the columns that a template names, in their order."""
    return _PLACEHOLDER.findall(template)


def fill_field(template: str | tuple[str, ...], values: RowValues, column: Column) -> Any:
    """Return the value of a record's field; a template with an empty placeholder gives none.

    Raises:
        CellError: The text is not one that the field may hold.
    """
    templates = (template,) if isinstance(template, str) else template
    filled = [value for text in templates for value in _as_list(_fill(text, values), column)]
    parsed = [_parse_value(value, column) for value in filled]
    if column.many:
        return tuple(sorted(set(parsed)))
    if not parsed and not column.optional:
        raise CellError("the cell is empty", "The field is required: every row must give a value.")
    return parsed[0] if parsed else None


def fill_slug(template: str, values: RowValues) -> str:
    """Return an id: each value as a slug, that of an entity without its kind."""
    return _PLACEHOLDER.sub(lambda match: value_slug(values[match[1]]), template)


def value_slug(value: Any) -> str:
    """Return a value as part of an id.

    >>> value_slug("nation/taiwan"), value_slug("Llama 3.1-405B")
    ('taiwan', 'llama-3-1-405b')
    """
    text = _text(value)
    return slugify(text.partition("/")[2] if re.fullmatch(r"[a-z-]+/[a-z0-9-]+", text) else text)


def _fill(template: str, values: RowValues) -> Any:
    """Return the value itself if the template is one placeholder, else a text."""
    columns = placeholders(template)
    if columns and template == f"{{{columns[0]}}}":
        return values[columns[0]]
    if any(values[column] is None or values[column] == () for column in columns):
        return None
    return _PLACEHOLDER.sub(lambda match: _text(values[match[1]]), template)


def _as_list(value: Any, column: Column) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, tuple):
        return list(value) if column.many else [_text(value)] if value else []
    return [value]


def _parse_value(value: Any, column: Column) -> Any:
    """Return the value as the field has it; a text is read as a cell of our own tables is."""
    if isinstance(value, PrintedFigure) and isinstance(column.value_type, type):
        return value.value if column.value_type is not str else value.printed
    if isinstance(value, Period) and column.value_type is Period:
        return value
    return cell_parser(Column(column.value_type))(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_text, value))
    if isinstance(value, PrintedFigure):
        return value.printed
    return value.text if isinstance(value, Period) else str(value)
