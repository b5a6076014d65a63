"""Numbers in the files of a generation are spelled as the engine spells them, without loss."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.rdf import serialize_ntriples

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NODE = ox.NamedNode("https://example.org/value")


def spell(text: str, datatype: str) -> str:
    literal = ox.Literal(text, datatype=ox.NamedNode(_XSD + datatype))
    line = serialize_ntriples([ox.Triple(_NODE, _NODE, literal)])
    [triple] = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    return triple.object.value


def spell_by_engine(text: str, datatype: str) -> str:
    store = ox.Store()
    store.add(ox.Quad(_NODE, _NODE, ox.Literal(text, datatype=ox.NamedNode(_XSD + datatype))))
    [quad] = store
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value


@pytest.mark.parametrize(
    ("text", "datatype", "spelling"),
    [
        ("125758.10", "decimal", "125758.1"),
        ("5.0", "decimal", "5"),
        ("-0.10", "decimal", "-0.1"),
        ("500", "decimal", "500"),
        ("1.8704498688E22", "double", "18704498688000000000000"),
        ("1E-7", "double", "0.0000001"),
        ("1.50", "string", "1.50"),
    ],
)
def test_one_number_has_one_spelling(text: str, datatype: str, spelling: str) -> None:
    assert spell(text, datatype) == spelling
    assert spell_by_engine(text, datatype) == spelling


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_spelled_as_by_the_engine_and_keeps_its_value(value: Decimal) -> None:
    text = format(value, "f")
    assert spell(text, "decimal") == spell_by_engine(text, "decimal")
    assert Decimal(spell(text, "decimal")) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_is_spelled_as_by_the_engine_and_keeps_its_value(value: float) -> None:
    text = repr(value).upper().replace("E+", "E")
    assert spell(text, "double") == spell_by_engine(text, "double")
    assert float(spell(text, "double")) == value
