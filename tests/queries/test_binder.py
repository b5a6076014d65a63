"""Parameters are bound to RDF terms of their type, and to nothing else."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from claimgraph.namespaces import expand_iri
from claimgraph.queries import (
    MissingParameterError,
    ParameterValueError,
    UnknownParameterError,
    bind_query,
    bind_values,
    parse_header,
    read_values,
)

QUERY = """\
#+ summary: One parameter of each type
#+ params: ?iri (IRI, optional), ?claim (IRI of cg:Claim, optional), ?topic (IRI in topic, optional)
#+   ?text (xsd:string, optional), ?day (xsd:date, optional), ?whole (xsd:integer, optional)
#+   ?number (xsd:decimal, optional), ?flag (xsd:boolean, optional)
#+ returns: ?iri (IRI, optional), ?claim (IRI, optional), ?topic (IRI, optional), ?text (literal, optional),
#+   ?day (literal, optional), ?whole, ?number (literal, optional), ?flag (literal, optional)
#+ used by: none
#+ expose: no
SELECT * {
  VALUES (?iri ?claim ?topic ?text ?day ?whole ?number ?flag) { (EXAMPLES) }  # params
}
""".replace("EXAMPLES", "UNDEF " * 8)
PARAMETERS = parse_header(QUERY, "types.rq").parameters


def read(**texts: str) -> dict[str, ox.NamedNode | ox.Literal | None]:
    return read_values("types", PARAMETERS, texts)


def solution(query: str) -> ox.QuerySolution:
    (row,) = cast(ox.QuerySolutions, ox.Store().query(query))
    return row


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(expand_iri(datatype)))


RIGHT = {
    ("iri", "https://example.org/x?a=1&b=2"): NamedNode("https://example.org/x?a=1&b=2"),
    ("iri", "cg:Nation"): NamedNode(expand_iri("cg:Nation")),
    ("claim", "claim/a-claim"): NamedNode("https://w3id.org/claimgraph/id/claim/a-claim"),
    ("topic", "fabs"): NamedNode("https://w3id.org/claimgraph/vocab/topic/fabs"),
    ("topic", "vocab:topic/fabs"): NamedNode("https://w3id.org/claimgraph/vocab/topic/fabs"),
    ("text", 'O\'Brien said "so"\n'): Literal('O\'Brien said "so"\n'),
    ("day", "2024-02-29"): typed("2024-02-29", "xsd:date"),
    ("whole", "-7"): typed("-7", "xsd:integer"),
    ("number", "46000.5"): typed("46000.5", "xsd:decimal"),
    ("flag", "true"): typed("true", "xsd:boolean"),
}


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_a_text_becomes_the_term_that_it_means(name: str, text: str) -> None:
    values = read(**{name: text})
    assert values == {name: RIGHT[name, text]}
    assert solution(bind_values(QUERY, "types", PARAMETERS, values))[name] == RIGHT[name, text]


WRONG = [
    ("iri", "taiwan", "an IRI"),
    ("iri", "https://example.org/> } DROP ALL {", "an IRI"),
    ("claim", "S18", "a cg:Claim, as kind/slug or IRI"),
    ("topic", "https://w3id.org/claimgraph/vocab/metric/x", "a term of vocab:topic"),
    ("topic", "no such\nslug", "a term of vocab:topic"),
    ("day", "2023-02-29", "YYYY-MM-DD"),
    ("day", "20240229", "YYYY-MM-DD"),
    ("day", "2024-02-29T00:00:00", "YYYY-MM-DD"),
    ("whole", "7.0", "a whole number"),
    ("whole", "٧", "a whole number"),
    ("whole", "9223372036854775808", "below 2^63"),  # the engine would take it for text
    ("number", "1e3", "no exponent"),
    ("number", "NaN", "a number"),
    ("number", "0.1234567890123456789", "at most 18 decimal places"),
    ("flag", "yes", "true or false"),
]


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_a_text_of_another_type_is_an_error_that_says_what_is_expected(
    name: str, text: str, expected: str
) -> None:
    with pytest.raises(ParameterValueError) as error:
        read(**{name: text})
    assert str(error.value).startswith(f"?{name} of types cannot be {text!r}. Expected: ")
    assert expected in str(error.value)
    assert error.value.parameter == name


def test_a_term_of_another_type_is_an_error_too() -> None:
    with pytest.raises(ParameterValueError, match=r"\?day of types cannot be"):
        bind_values(QUERY, "types", PARAMETERS, {"day": Literal("2024-02-29")})
    with pytest.raises(ParameterValueError, match=r"\?iri of types cannot be"):
        bind_values(QUERY, "types", PARAMETERS, {"iri": Literal("https://example.org/x")})


@pytest.mark.parametrize(
    ("name", "text"), [key for key in RIGHT if key[1] not in ("cg:Nation", "vocab:topic/fabs")]
)
def test_a_term_is_written_as_the_text_that_means_it(name: str, text: str) -> None:
    (parameter,) = [parameter for parameter in PARAMETERS if parameter.name == name]
    assert parameter.type.write(RIGHT[name, text]) == text


def test_what_is_left_out_or_empty_is_undefined() -> None:
    for values in ({}, {"topic": None}, read(topic="")):
        assert "{ (UNDEF UNDEF" in bind_values(QUERY, "types", PARAMETERS, values)
        assert solution(bind_values(QUERY, "types", PARAMETERS, values))["topic"] is None


def test_values_stand_in_place_of_the_examples() -> None:
    text = bind_query("service_description", endpoint=NamedNode("https://example.org/x"))
    assert "VALUES (?endpoint ?update) { (<https://example.org/x> UNDEF) }" in text
    assert "example.org/sparql" not in text


def test_a_required_parameter_must_have_a_value() -> None:
    for values in ({}, {"endpoint": None}):
        with pytest.raises(
            MissingParameterError, match=r"needs a value for \?endpoint: .*example\.org/sparql"
        ):
            bind_query("service_description", **values)


def test_an_unknown_parameter_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownParameterError, match=r"\?endpiont\. It has: \?endpoint"):
        bind_query("service_description", endpiont=NamedNode("x:a"))


@given(st.text())
def test_no_text_can_become_part_of_a_query(text: str) -> None:
    assert solution(bind_values(QUERY, "types", PARAMETERS, {"text": Literal(text)}))["text"] == Literal(text)


@given(st.text())
def test_no_text_can_become_part_of_a_query_by_way_of_an_iri(text: str) -> None:
    try:
        values = read(iri=text, topic=text)
    except ParameterValueError:
        return
    row = solution(bind_values(QUERY, "types", PARAMETERS, values))
    assert (row["iri"], row["topic"]) == (values["iri"], values["topic"])
