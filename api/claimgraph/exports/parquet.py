"""Tables as Parquet: the columns of the CSV tables with types, and two more for each date.

Figures are 64-bit floats, which every reader can compute with; the CSV table has the digits
exactly as they were entered. A date is its EDTF text with its first and last day.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from claimgraph.edtf import Period
from claimgraph.model import Column, Record, columns_of
from claimgraph.sources import render_cell

Convert = Callable[[Any], Any]


def render_parquet(records: Sequence[Record]) -> bytes:
    """Write one table. `records` is not empty and of one class."""
    content = io.BytesIO()
    parquet.write_table(_table(records), content, compression="zstd")
    return content.getvalue()


def _table(records: Sequence[Record]) -> pa.Table:
    arrays, fields = [], []
    for name, column in columns_of(type(records[0])).items():
        values = [getattr(record, name) for record in records]
        for suffix, type_, convert in _arrow_columns(column):
            converted = [None if value is None else convert(value) for value in values]
            arrays.append(pa.array(converted, type_))
            fields.append(pa.field(name + suffix, type_))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _arrow_columns(column: Column) -> Iterator[tuple[str, pa.DataType, Convert]]:
    """Return the Arrow columns of a field: suffix of the name, type, and how a value is converted."""
    if column.many:
        yield "", pa.list_(pa.string()), lambda values: list(map(render_cell, values))
    elif column.value_type is Decimal:
        yield "", pa.float64(), float
    elif column.value_type is int:
        yield "", pa.int64(), int
    elif column.value_type is bool:
        yield "", pa.bool_(), bool
    else:
        yield "", pa.string(), render_cell
        if column.value_type is Period:
            yield "_earliest", pa.date32(), lambda period: period.earliest
            yield "_latest", pa.date32(), lambda period: period.latest
