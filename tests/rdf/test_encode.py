"""Records survive the way to RDF and back, through real serialisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from claimgraph import namespaces
from claimgraph.exports.csv_tables import render_csv
from claimgraph.model import Claim, Entity, QuantityProposition, Record, Remainder, columns_of
from claimgraph.pipeline.ontology_files import read_ontology
from claimgraph.rdf import MAPPING, RDF_CLASSES, encode_record, property_path, read_records
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import RECORD_TABLES, read_record_table
from tests.support.strategies import records

by_record = pytest.mark.parametrize("record", RECORD_TABLES.values(), ids=lambda record: record.__name__)


@by_record
@given(data=st.data())
def test_a_record_survives_rdf(record: type[Record], data: st.DataObject) -> None:
    one = data.draw(records(record))
    assert read_records(list(encode_record(one)), record) == [one]


@by_record
@given(data=st.data(), format_=st.sampled_from([RdfFormat.N_TRIPLES, RdfFormat.TURTLE, RdfFormat.JSON_LD]))
def test_a_record_survives_serialisation(
    record: type[Record], data: st.DataObject, format_: RdfFormat
) -> None:
    one = data.draw(records(record))
    text = serialize(list(encode_record(one)), format=format_, prefixes=namespaces.PREFIXES)
    assert text is not None
    assert read_records([quad.triple for quad in parse(text, format=format_)], record) == [one]


@by_record
@given(data=st.data())
def test_a_table_survives_rdf(
    record: type[Record], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = data.draw(st.lists(records(record), min_size=1, max_size=4, unique_by=lambda each: each.id))
    path = tmp_path_factory.mktemp("table") / "table.csv"
    path.write_bytes(render_csv(rows))
    said = {triple for row in read_record_table(path, record) for triple in encode_record(row.record)}
    again = read_records(said, record)
    assert sorted(again, key=lambda each: each.id) == sorted(rows, key=lambda each: each.id)


def test_every_field_has_a_predicate() -> None:
    geometry = {"latitude", "longitude"}
    for record in RECORD_TABLES.values():
        assert set(MAPPING[record]) == set(columns_of(record)) - {"id"} - geometry


def test_what_the_mapping_names_is_defined_in_the_ontology() -> None:
    defined = {triple.subject.value for triple in read_ontology(default_source_tree().ontology_files)}
    named = {p.name for fields in MAPPING.values() for p in fields.values()} | set(RDF_CLASSES.values())
    named |= {f"cg:{name}" for name in namespaces.ENTITY_KINDS.values()}
    named |= {"cg:edtf", "cg:earliest", "cg:latest", "cg:earliestDay", "cg:latestDay", "cg:Period"}
    assert not [
        name
        for name in sorted(named)
        if name.startswith("cg:") and namespaces.expand_iri(name) not in defined
    ]


def test_a_path_leads_from_a_record_to_a_field() -> None:
    assert property_path(Claim, "about") == "cg:about"


def test_a_path_follows_a_property_that_points_at_the_record_backwards() -> None:
    assert property_path(QuantityProposition, "claim") == "^cg:hasProposition"


def test_a_path_can_lead_from_a_field_to_the_records() -> None:
    assert property_path(QuantityProposition, "claim", inverse=True) == "cg:hasProposition"
    assert property_path(Remainder, "record", inverse=True) == "^cg:remainderOf"


@pytest.mark.parametrize("field", ["latitude", "nation", "misspelt"])
def test_a_field_that_is_not_one_property_has_no_path(field: str) -> None:
    with pytest.raises(LookupError, match=f"Entity.{field}"):
        property_path(Entity, field)
