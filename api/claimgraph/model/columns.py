"""What each field of a record may hold, read off its type once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from claimgraph.model.fields import Concept, Reference, TextFormat


@dataclass(frozen=True, slots=True)
class Column:
    """`base` is str, Decimal, bool, Period, or a marker: Thing, Concept or Plain."""

    value_type: type | Reference | Concept | TextFormat
    many: bool = False
    optional: bool = False


def columns_of(record_class: type) -> dict[str, Column]:
    """The fields of a record class in order, which is the order of its table's columns."""
    return _columns(record_class)


@cache
def _columns(record: Any) -> dict[str, Column]:
    hints = get_type_hints(record, include_extras=True)
    return {field.name: _column(hints[field.name]) for field in fields(record)}


def _column(hint: Any) -> Column:
    if get_origin(hint) is Annotated:
        return Column(get_args(hint)[1])
    if get_origin(hint) is tuple:
        return Column(_column(get_args(hint)[0]).value_type, many=True)
    if NoneType in get_args(hint):
        return Column(_column(get_args(hint)[0]).value_type, optional=True)
    return Column(hint)
