"""Reads files of one JSON object a line as strictly as foreign.py reads CSV: keys are columns, lines rows.

Values keep their JSON type, so a table's readers are made by `string` and `array`, which refuse others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError, TableError
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.publisher_table import TableRow, TableSchema, check_columns, parse_rows
from claimgraph.sources.table import display_path

_AGAIN = "Take the publisher's file again."
_TYPE = "If the publisher changed the type, change the importer with it."


def read_json_rows(folder: Path, table: TableSchema, errors: list[RowError]) -> Iterator[TableRow]:
    """The rows of a JSON Lines file; what is wrong with values is added to `errors` and the row left out.

    Raises:
        TableError: The file cannot be read, a line is no JSON object, or its keys are not those of the table.
    """
    path = folder / table.file
    yield from parse_rows(path, table, _objects(path, table), errors)


def json_text(read: CellParser) -> CellParser:
    """A text, which is trimmed and read further."""
    return lambda value: read(_typed(value, str, "a text").strip())


def json_number(value: Any) -> Decimal:
    """A number with the digits it is written with."""
    return Decimal(_typed(value, Decimal | int, "a number"))


def json_tuple(*items: CellParser) -> CellParser:
    """A list of exactly these values, in this order."""

    def read(value: Any) -> tuple[Any, ...]:
        if len(_typed(value, list, "a list")) != len(items):
            raise CellError(f"{value!r} has {len(value)} values instead of {len(items)}", _TYPE)
        return tuple(item(each) for item, each in zip(items, value, strict=True))

    return read


def json_list(item: CellParser) -> CellParser:
    """A list of any length, whose values are all of one form."""
    return lambda value: tuple(item(each) for each in _typed(value, list, "a list"))


def _typed(value: Any, kind: Any, called: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise CellError(f"{value!r} is not {called}", _TYPE)
    return value


def _objects(path: Path, table: TableSchema) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in _lines(path):
        pairs = _pairs(path, line, text)
        check_columns(path, line, [key for key, _ in pairs], table)
        yield line, dict(pairs)


def _pairs(path: Path, line: int, text: str) -> list[tuple[str, Any]]:
    """The keys and values of the object, in their order and with repetitions, so that these are seen."""
    try:
        found = json.loads(text, object_pairs_hook=_Pairs, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{display_path(path)}:{line}", f"not JSON: {error}", _AGAIN) from None
    if not isinstance(found, _Pairs):
        raise TableError(f"{display_path(path)}:{line}", "the line is no JSON object", _AGAIN)
    return found


class _Pairs(list[tuple[str, Any]]):
    """An object's pairs; apart from `list` so that an array is not taken for one."""


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:  # other line breaks may stand in texts
            yield from enumerate(file, 1)
    except UnicodeDecodeError as error:
        raise TableError(display_path(path), f"not UTF-8 ({error.reason})", _AGAIN) from None
    except OSError as error:
        raise TableError(display_path(path), error.strerror or "cannot be read", "Check the path.") from None
