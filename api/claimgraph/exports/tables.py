"""The graph as the tables a curator writes: what is exported can be imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pyoxigraph import Triple

from claimgraph.importers.cells import render
from claimgraph.importers.tables import TABLES
from claimgraph.model import Record
from claimgraph.model.columns import columns
from claimgraph.triples import read_records


def write_tables(triples: Sequence[Triple]) -> dict[str, bytes]:
    """The content of each table that has rows, by file name: UTF-8, LF, sorted by id."""
    tables = {name: read_records(triples, record) for name, record in TABLES.items()}
    return {name: write_table(records) for name, records in tables.items() if records}


def write_table(records: Sequence[Record]) -> bytes:
    """One table with its header; `records` is not empty and of one class."""
    names = list(columns(type(records[0])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([render(getattr(record, name)) for name in names] for record in records)
    return text.getvalue().encode()
