"""What the engine would answer wrongly and in silence is put right or refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.stores import EmbeddedStore, QuerySyntaxError, prepare_graphs
from claimgraph.stores.adaptation import adapt_query

PIECES = ("GROUP_CONCAT(", "REGEX(", "(", ")", "{", "}", ";", ",", "'a'", "?x", "DISTINCT", "\n")
STORE = EmbeddedStore(prepare_graphs(ox.Store(), frozenset(), ()), "nothing")


def value_of(expression: str, pattern: str = "") -> str | None:
    term = STORE.select(f"SELECT ({expression} AS ?x) {{ {pattern} }}")[0].get("x")
    return term.value if term else None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ("GROUP_CONCAT(?y)", "x:a b 1"),
        ("group_concat ( DISTINCT ?y ; separator = ';' )", "x:a;b;1"),
        ("GROUP_CONCAT(STR(?y))", "x:a b 1"),
        ("GROUP_CONCAT(CONCAT(STR(?y), ')', '\"'); SEPARATOR=',')", 'x:a)",b)",1)"'),
        ("CONCAT(GROUP_CONCAT(?y), ' ', GROUP_CONCAT(?y;SEPARATOR=''))", "x:a b 1 x:ab1"),
        ("GROUP_CONCAT(IF(EXISTS { SELECT * { ?a ?b ?c ; ?d ?e } }, 1, ?y))", "x:a b 1"),
    ],
)
def test_group_concat_joins_terms_of_every_kind(call: str, text: str) -> None:
    assert value_of(call, "VALUES ?y { <x:a> 'b' 1 }") == text


@pytest.mark.parametrize(
    "call",
    [
        "REGEX('a', '(')",
        "REGEX(?y, '[')",
        "REGEX(STR(?y), '(?<=a)b')",
        "REGEX('aa', '(a)\\\\1')",
        "REGEX('a', 'a', 'k')",
        "REGEX('a', '((x{1000}){1000}){1000}')",
        "REPLACE('a', '*', 'b')",
        "REPLACE('a', 'a', 'b', 'z')",
        "IF(REGEX('a', 'a'), REGEX('a', ')'), false)",
    ],
)
def test_a_regular_expression_that_cannot_be_read_is_an_error_with_its_place(call: str) -> None:
    query = f"SELECT * {{\n  FILTER ({call}) }}"
    with pytest.raises(QuerySyntaxError, match=r"Line 2, column .* regular expression '") as caught:
        STORE.select(query)
    assert query.split("\n")[1][(caught.value.column or 0) - 1] == "'"


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("REGEX('a(b', '\\\\(')", "true"),
        ("REGEX('AB', '^a', 'i')", "true"),
        ("REPLACE('abc', '(b)', '[$1]')", "a[b]c"),
        ("REGEX('x', CONCAT('x', '$'))", "true"),
        ("CONCAT('REGEX(', ',\"(\")')", 'REGEX(,"(")'),
    ],
)
def test_sound_regular_expressions_are_left_alone(call: str, result: str) -> None:
    assert value_of(call) == result


def test_a_catastrophic_pattern_takes_no_time() -> None:
    assert value_of(f"REGEX('{'a' * 20_000}b', '^(a+)+$')") == "false"


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_texts_that_are_no_queries_are_adapted_without_a_failure(text: str) -> None:
    assert adapt_query(text).replace("STR(", "").replace(")", "") == text.replace(")", "")
