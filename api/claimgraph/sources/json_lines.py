"""Reads files of one JSON object a line as strictly as `table` reads CSV: keys are columns, lines rows.

Values keep their JSON type, so a schema's parsers are made by the functions below, which refuse others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimgraph.errors import RowError, TableError
from claimgraph.sources.cells import FETCH_AGAIN, CellError, CellParser
from claimgraph.sources.csv_lines import check_header, display_path, read_text
from claimgraph.sources.table import TableRow, TableSchema, parse_rows

_NEW_TYPE = "If the publisher changed the type, change the importer with it."


def read_json_rows(folder: Path, schema: TableSchema, errors: list[RowError]) -> Iterator[TableRow]:
    """Read the rows of a JSON Lines file; errors in values are added to `errors` and their rows left out.

    Raises:
        TableError: The file cannot be read, a line is no JSON object, or has not the keys of the schema.
    """
    path = folder / schema.file
    yield from parse_rows(path, schema, _read_objects(path, schema), errors)


def json_text(parse: CellParser) -> CellParser:
    """Return the parser of a text, which is trimmed and parsed further."""
    return lambda value: parse(_require_type(value, str, "a text").strip())


def json_number(value: Any) -> Decimal:
    """Return a number with the digits it is written with."""
    return Decimal(_require_type(value, Decimal | int, "a number"))


def json_tuple(*parsers: CellParser) -> CellParser:
    """Return the parser of a list of exactly these values, in this order."""

    def parse(value: Any) -> tuple[Any, ...]:
        if len(_require_type(value, list, "a list")) != len(parsers):
            raise CellError(f"{value!r} has {len(value)} values instead of {len(parsers)}", _NEW_TYPE)
        return tuple(parse_item(item) for parse_item, item in zip(parsers, value, strict=True))

    return parse


def json_list(parse: CellParser) -> CellParser:
    """Return the parser of a list of any length, whose values are all of one form."""
    return lambda value: tuple(parse(item) for item in _require_type(value, list, "a list"))


def _require_type(value: Any, kind: Any, description: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise CellError(f"{value!r} is not {description}", _NEW_TYPE)
    return value


def read_raw_objects(path: Path) -> Iterator[tuple[int, list[tuple[str, Any]]]]:
    """Yield the keys and values of each line's object, repeated keys included, with the line's number.

    Raises:
        TableError: The file cannot be read, or a line is no JSON object.
    """
    text = read_text(path)
    lines = text.removesuffix("\n").split("\n") if text else []  # other line breaks may stand in texts
    for line, content in enumerate(lines, 1):
        yield line, _parse_object(path, line, content)


def _read_objects(path: Path, schema: TableSchema) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, pairs in read_raw_objects(path):
        check_header(f"{display_path(path)}:{line}", [key for key, _ in pairs], schema.names)
        yield line, dict(pairs)


class _Pairs(list[tuple[str, Any]]):
    """An object's keys and values, repeated keys included; a type of its own so that no array is one."""


def _parse_object(path: Path, line: int, content: str) -> _Pairs:
    try:
        value = json.loads(
            content, object_pairs_hook=_Pairs, parse_float=Decimal, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise TableError(f"{display_path(path)}:{line}", f"not JSON: {error}", FETCH_AGAIN) from None
    if not isinstance(value, _Pairs):
        raise TableError(f"{display_path(path)}:{line}", "the line is no JSON object", FETCH_AGAIN)
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
