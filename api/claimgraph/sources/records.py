"""Records and the rows they come from; reads a table of ours, whose columns are the record's fields."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Record, columns_of
from claimgraph.sources.csv_lines import Lines, TableAdvice, display_path
from claimgraph.sources.own_lines import read_own_lines
from claimgraph.sources.record_cells import cell_parser
from claimgraph.sources.table import TableSchema, read_rows

RecordType = TypeVar("RecordType", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record and where it was written: `file` as a person types it, `file_name` within its folder."""

    record: Record
    file: str
    line: int
    file_name: str = ""


def make_record(record_class: type[RecordType], **fields: Any) -> RecordType:
    """Make a record; fields left out are empty, if they may be.

    Raises:
        TypeError: A field that must be filled is left out.
    """
    empty_fields: dict[str, Any] = {
        name: () if column.many else None
        for name, column in columns_of(record_class).items()
        if column.many or column.optional
    }
    return record_class(**(empty_fields | fields))


def read_record_table(path: Path, record_class: type[Record], lines: Lines | None = None) -> list[RecordRow]:
    """Read every row of a table of ours: of a CSV file, unless its `lines` are given.

    Raises:
        TableError: The file cannot be read, or its header is not the record's fields; it may lack those
            that were added to the table later.
        RowErrors: Cells that cannot be read, each with line and column.
    """
    columns = columns_of(record_class)
    advice = _edit_advice(list(columns))
    lines = read_own_lines(path, advice) if lines is None else lines
    first = next(lines, (1, []))
    header = [name.strip() for name in first[1]]
    parsers = {
        name: cell_parser(column)
        for name, column in columns.items()
        if name in header or not column.omissible
    }
    schema = TableSchema(path.name, parsers, advice=advice, is_ordered=True)
    errors: list[RowError] = []
    all_lines = chain([(first[0], header)], lines)
    rows = list(read_rows(path.parent, schema, errors, lines=all_lines))
    if errors:
        raise RowErrors(errors)
    return [RecordRow(record_class(**row.cells), display_path(path), row.line, path.name) for row in rows]


def _edit_advice(names: list[str]) -> TableAdvice:
    return TableAdvice(
        encoding="Save the file as UTF-8; spreadsheets call it “CSV UTF-8”.",
        syntax="Check the quotes of the row that starts there.",
        columns=f"The columns are {','.join(names)}.",
        long_row="Quote cells that hold commas.",
        short_row="Write empty cells, too.",
    )
