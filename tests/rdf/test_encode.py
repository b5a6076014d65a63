"""Records survive the way to RDF and back, through real serialisations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from claimgraph import namespaces
from claimgraph.exports.csv_tables import render_csv
from claimgraph.model import Record
from claimgraph.rdf import encode_record, read_records
from claimgraph.sources import RECORD_TABLES, read_record_table
from tests.support.strategies import records

by_record = pytest.mark.parametrize("record", RECORD_TABLES.values(), ids=lambda record: record.__name__)


# The classes of records share the code that encodes them: each need not be tried a hundred times.
@by_record
@settings(max_examples=50)
@given(data=st.data())
def test_a_record_survives_rdf_and_each_serialisation(record: type[Record], data: st.DataObject) -> None:
    original = data.draw(records(record))
    triples = list(encode_record(original))
    assert read_records(triples, record) == [original]
    for format_ in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE, RdfFormat.JSON_LD):
        text = serialize(triples, format=format_, prefixes=namespaces.PREFIXES)
        assert text is not None
        assert read_records([quad.triple for quad in parse(text, format=format_)], record) == [original]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of every table, since a folder for each takes longer the more there are."""
    return tmp_path_factory.mktemp("table") / "table.csv"


@by_record
@settings(max_examples=25)
@given(data=st.data())
def test_a_table_survives_rdf(record: type[Record], data: st.DataObject, table: Path) -> None:
    rows = data.draw(st.lists(records(record), min_size=1, max_size=4, unique_by=lambda row: row.id))
    table.write_bytes(render_csv(rows))
    triples = {triple for row in read_record_table(table, record) for triple in encode_record(row.record)}
    decoded = read_records(triples, record)
    assert sorted(decoded, key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)
