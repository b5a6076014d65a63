"""Fields of documents have their properties from the mapping of records, and from nowhere else."""

from __future__ import annotations

import pytest

from claimgraph import model
from claimgraph.documents.claim_layers import Observation, Quantity, QuantityProposition
from claimgraph.documents.rdf_fields import inverse_field, rdf_path, record_field
from claimgraph.rdf import property_path


def test_a_field_is_read_from_the_property_of_the_records_field() -> None:
    assert rdf_path(record_field(model.Claim, "about", "")) == ("cg:about", None)


def test_records_that_name_a_thing_are_read_backwards() -> None:
    assert rdf_path(inverse_field(model.Utterance, "claim", "")) == ("^cg:expresses", None)
    relation = inverse_field(model.RelationProposition, "claim", "", only="cg:RelationProposition")
    assert rdf_path(relation) == ("cg:hasProposition", "cg:RelationProposition")


def test_a_field_that_no_record_has_is_an_error_where_it_is_declared() -> None:
    with pytest.raises(LookupError, match=r"Claim\.abuot"):
        record_field(model.Claim, "abuot", "")


@pytest.mark.parametrize(
    "name", [name for name in Quantity.model_fields if name in model.Observation.__slots__]
)
def test_a_field_of_a_figure_has_the_property_of_its_own_record(name: str) -> None:
    """Observations and propositions share fields, and no properties: a plain query counts one of them."""
    fields = {
        model.Observation: Observation.model_fields,
        model.QuantityProposition: QuantityProposition.model_fields,
    }
    for record, of_document in fields.items():
        path, _ = rdf_path(of_document[name]) or ("", None)
        assert path == property_path(record, name)
