"""Every field is mapped to a property that the ontology defines, and to a path that queries can follow."""

from __future__ import annotations

import pytest

from claimgraph import namespaces
from claimgraph.model import Claim, Entity, QuantityProposition, Remainder, columns_of
from claimgraph.pipeline import read_ontology
from claimgraph.rdf import MAPPING, RDF_CLASSES, property_path
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import RECORD_TABLES


def test_every_field_has_a_property() -> None:
    geometry = {"latitude", "longitude"}
    for record in RECORD_TABLES.values():
        assert set(MAPPING[record]) == set(columns_of(record)) - {"id"} - geometry


def test_what_the_mapping_names_is_defined_in_the_ontology() -> None:
    defined = {triple.subject.value for triple in read_ontology(default_source_tree().ontology_files)}
    named = {property_.name for fields in MAPPING.values() for property_ in fields.values()} | set(
        RDF_CLASSES.values()
    )
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
