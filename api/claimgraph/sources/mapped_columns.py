"""The parsers of a file whose columns dataset.toml maps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claimgraph.datasets import ColumnMap, SourceFile
from claimgraph.edtf import Period
from claimgraph.sources.cells import (
    CellError,
    CellParser,
    list_of,
    one_of,
    optional,
    parse_count,
    parse_iso_day,
    parse_text,
    parse_url,
    parse_us_day,
    scaled,
    term_of,
)
from claimgraph.sources.figures import PrintedFigure, figure_parser
from claimgraph.sources.json_lines import json_list, json_number, json_text, json_tuple
from claimgraph.sources.table import TableSchema

EntityParser = Callable[[ColumnMap], CellParser]


def mapped_schema(file: SourceFile, entity_parser: EntityParser) -> TableSchema:
    """Return the schema of a mapped file; `entity_parser` gives the parser of a column of names."""
    make_parser = _json_parser if file.is_json_lines else _csv_parser
    return TableSchema(
        file.path,
        columns={
            name: make_parser(name, column, entity_parser)
            for name, column in file.columns.items()
            if not column.ignored
        },
        ignored={name: column.ignored for name, column in file.columns.items() if column.ignored},
        key=file.key,
    )


def _csv_parser(name: str, column: ColumnMap, entity_parser: EntityParser) -> CellParser:
    if column.type in ("number", "count"):
        parse = figure_parser(name, _number_parser(column))
    else:
        parse = _text_parser(column, entity_parser)
    if column.many:
        return list_of(parse)
    return optional(parse) if column.optional else parse


def _json_parser(name: str, column: ColumnMap, entity_parser: EntityParser) -> CellParser:
    if column.parts:
        return json_tuple(*(_json_value_parser(part, column, entity_parser) for part in column.parts))
    parse = _json_value_parser(name, column, entity_parser)
    if column.many:
        return json_list(parse)
    return (lambda value: None if value in (None, "") else parse(value)) if column.optional else parse


def _json_value_parser(name: str, column: ColumnMap, entity_parser: EntityParser) -> CellParser:
    if column.type in ("number", "count"):
        return _json_figure_parser(name, column)
    return json_text(_text_parser(column, entity_parser))


def _json_figure_parser(name: str, column: ColumnMap) -> CellParser:
    """A JSON number keeps the digits it is written with, unless the map gives them another meaning."""
    parse = None if column.type == "number" and not column.power else _number_parser(column)

    def parse_figure(value: Any) -> PrintedFigure:
        number = json_number(value)
        return PrintedFigure(parse(str(number)) if parse else number, name, str(value))

    return parse_figure


def _number_parser(column: ColumnMap) -> CellParser:
    return scaled(column.power, parse_count) if column.type == "count" else scaled(column.power)


def _text_parser(column: ColumnMap, entity_parser: EntityParser) -> CellParser:
    if column.values:
        return one_of(column.values)
    if column.terms:
        return term_of(column.terms)
    return entity_parser(column) if column.type == "entity" else _TEXT_PARSERS[column.type]


def _parse_period(cell: str) -> Period:
    try:
        return Period.parse(cell)
    except ValueError as error:
        raise CellError(str(error), "If dates have another form, the importer needs a module.") from None


_TEXT_PARSERS: dict[str, CellParser] = {
    "text": parse_text,
    "url": parse_url,
    "period": _parse_period,
    "day": lambda cell: Period.parse(parse_iso_day(cell).isoformat()),
    "us-day": lambda cell: Period.parse(parse_us_day(cell).isoformat()),
}
