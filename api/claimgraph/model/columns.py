"""Columns of tables: what each field of a record may hold, derived from its type."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields, replace
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from claimgraph.model.fields import Concept, Reference, TextFormat


@dataclass(frozen=True, slots=True)
class Column:
    """`value_type` is str, Decimal, int, bool, Period, or a marker: Reference, Concept or TextFormat.

    `many`: a cell may hold several values. `optional`: it may be empty. `omissible`: a file may lack the
    column, because it was added to the table later; its field has a default.
    """

    value_type: type | Reference | Concept | TextFormat
    many: bool = False
    optional: bool = False
    omissible: bool = False


def columns_of(record_class: type) -> dict[str, Column]:
    """Return the columns of a record's table by name, in their order."""
    return _columns(record_class)


@cache
def _columns(record_class: Any) -> dict[str, Column]:
    hints = get_type_hints(record_class, include_extras=True)
    return {field.name: _field_column(field, hints[field.name]) for field in fields(record_class)}


def _field_column(field: Field[Any], hint: Any) -> Column:
    column = _column(hint)
    return replace(column, omissible=True) if field.default is not MISSING else column


def _column(hint: Any) -> Column:
    if get_origin(hint) is Annotated:
        return Column(get_args(hint)[1])
    if get_origin(hint) is tuple:
        return Column(_column(get_args(hint)[0]).value_type, many=True)
    if NoneType in get_args(hint):
        return Column(_column(get_args(hint)[0]).value_type, optional=True)
    return Column(hint)
