"""Queries in the documents find something in the shipped graph; answers printed below them are theirs."""

from __future__ import annotations

import re

import pytest

from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

ROOT = default_source_tree().root
QUERY = re.compile(r"^ *```sparql\n(.*?)^ *``` *\n(\n *\|.*?\n(?! *\|))?", re.DOTALL | re.MULTILINE)
SHOWN = [
    pytest.param(query, table, id=f"{path.relative_to(ROOT).as_posix()}-{position}")
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
    for position, (query, table) in enumerate(QUERY.findall(path.read_text("utf-8")), 1)
]
ANSWERED = [shown for shown in SHOWN if shown.values[1]]


@pytest.mark.parametrize(("query", "table"), SHOWN)
def test_a_shown_query_finds_something(query: str, table: str, whole_store: EmbeddedStore) -> None:
    assert [*whole_store.select(query)] != []


@pytest.mark.parametrize(("query", "table"), ANSWERED)
def test_a_printed_answer_is_that_of_the_query_above_it(
    query: str, table: str, whole_store: EmbeddedStore
) -> None:
    header, _, *printed = map(read_cells, table.split("\n")[1:-1])
    found = [*whole_store.select(query)]
    assert printed == [[term.value for term in row.values()] for row in found]
    assert all(header == [*row] for row in found)


def read_cells(line: str) -> list[str]:
    """The cells of a table's line in Markdown."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_front_page_prints_an_answer() -> None:
    assert any(shown.id == "README.md-1" for shown in ANSWERED)
