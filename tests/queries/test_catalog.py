"""Every query we ship runs as it stands, says what it is for, and takes terms and nothing else."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rdflib.plugins.sparql import prepareQuery

from claimgraph.queries import (
    QueryFileError,
    UnknownParameterError,
    bind_query,
    query_names,
    read_header,
    read_query,
)
from claimgraph.stores import read_outline

ORDER = re.compile(r"ORDER BY [^{}]*$")


def parameters(name: str) -> list[str]:
    """The names of a query's parameters."""
    line = re.search(r"VALUES \((.*)\) \{.*# params$", read_query(name), re.MULTILINE)
    return [variable[1:] for variable in line[1].split()] if line else []


@pytest.mark.parametrize("name", query_names())
def test_a_shipped_query_is_read_by_two_engines(name: str) -> None:
    for text in (read_query(name), bind_query(name)):
        ox.Store().query(text)
        prepareQuery(text)


@pytest.mark.parametrize("name", query_names())
def test_a_shipped_query_has_a_whole_header(name: str) -> None:
    header = read_header(name)
    assert header.summary[0].isupper()
    for variable in parameters(name):
        shortened = re.sub(r"\d+$", "", variable)  # "?word1 to ?word6" names six
        assert f"?{shortened}" in header.params
    assert parameters(name) or header.params == "none"


@pytest.mark.parametrize(
    "name", [name for name in query_names() if read_outline(read_query(name)).form == "SELECT"]
)
def test_the_solutions_of_a_shipped_query_come_in_order(name: str) -> None:
    assert ORDER.search(read_query(name)) or ("GROUP BY" not in read_query(name) and _is_one_row(name))


def _is_one_row(name: str) -> bool:
    """An aggregate over everything has one solution and needs no order."""
    return "one row" in read_header(name).returns


def test_values_are_put_in_place_of_the_examples() -> None:
    text = bind_query("service_description", endpoint=NamedNode("https://example.org/x"))
    assert "VALUES (?endpoint) { (<https://example.org/x>) }" in text
    assert "example.org/sparql" not in text


def test_a_parameter_left_out_is_undefined() -> None:
    assert "VALUES (?endpoint) { (UNDEF) }" in bind_query("service_description")
    assert bind_query("service_description", endpoint=None) == bind_query("service_description")


@given(st.text())
def test_no_text_can_become_part_of_a_query(text: str) -> None:
    query = bind_query("service_description", endpoint=Literal(text))
    line = next(line for line in query.split("\n") if "VALUES (?endpoint)" in line)
    (solution,) = ox.Store().query(f"SELECT ?endpoint {{ {line} }}")  # type: ignore[misc]
    assert solution["endpoint"] == Literal(text)


def test_an_unknown_parameter_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownParameterError, match=r"\?endpiont\. It has: \?endpoint"):
        bind_query("service_description", endpiont=NamedNode("x:a"))


@pytest.mark.parametrize("name", ["nothing", "../queries/service_description", ""])
def test_an_unknown_query_is_an_error_that_names_the_known_ones(name: str) -> None:
    with pytest.raises(QueryFileError, match="service_description"):
        bind_query(name)
