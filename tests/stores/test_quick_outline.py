"""The quick way to the outline of a query finds what the careful one does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.queries import default_catalog
from claimgraph.stores import QueryError, QueryOutline, read_outline
from claimgraph.stores.quick_outline import read_plain_outline

_FORMS = ("SELECT * ", "ASK ", "CONSTRUCT {} ", "DESCRIBE <x:y> ", "INSERT DATA ")
_CLAUSES = ("WHERE ", "FROM <x:g> ", "GRAPH ?g ", "SERVICE <x:s> ", "{ ", "} ", "# select\n")
_TERMS = ("?s ?p ?o . ", "?task ", "a:b.c ", "a:b. ", ":SERVICE ", "<http://x.y/select> ", "NOW() ")
_PROLOGUES = ("PREFIX a: <x:> ", "PREFIX ask: <x:> ", "BASE <http://a.b/c> ")
_LITERALS = ('"text" ', "'ask' ", "12 ", "123456789012345678901 ", "\\u0041 ")
_PIECES = _FORMS + _CLAUSES + _TERMS + _PROLOGUES + _LITERALS


def read_or_refuse(query: str, *, quickly: bool) -> QueryOutline | str:
    try:
        outline = read_plain_outline(query) if quickly else read_outline(query)
    except QueryError as error:
        return str(error)
    return replace(outline, prologue="")  # which is only needed beside FROM


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_both_ways_agree_on_what_has_a_form(query: str) -> None:
    careful, quick = (read_or_refuse(query, quickly=quickly) for quickly in (False, True))
    is_no_query = isinstance(careful, QueryOutline) and careful.form is None
    assert quick == careful or is_no_query


@pytest.mark.parametrize("name", sorted(default_catalog().public_queries))
def test_both_ways_agree_on_published_queries(name: str) -> None:
    query = default_catalog().public_queries[name].text
    assert read_plain_outline(query).form == read_outline(query).form
