"""What the documents say about queries is what their headers say."""

from __future__ import annotations

import re

import pytest

from claimgraph.queries import QueryParameter, default_catalog
from claimgraph.queries.header import KEYS
from claimgraph.source_tree import default_source_tree

DOCS = default_source_tree().root / "docs"
API = (DOCS / "reference" / "api.md").read_text("utf-8")
GUIDE = (DOCS / "guides" / "add-a-query.md").read_text("utf-8")
EXPOSED = default_catalog().public_queries
TABLE = API.partition("| name | takes | answers |")[2].partition("\n\n")[0]
ROWS = re.findall(r"^\| `([^`]+)` \| (.*?) \| (.*) \|$", TABLE, re.MULTILINE)


def in_brackets(parameter: QueryParameter) -> str:
    return f"[`{parameter.name}`]" if parameter.is_optional else f"`{parameter.name}`"


def test_queries_are_shown_in_a_table() -> None:
    assert len(ROWS) > 10


@pytest.mark.parametrize(("name", "takes", "answers"), ROWS)
def test_a_row_of_the_table_is_what_the_header_says(name: str, takes: str, answers: str) -> None:
    header = EXPOSED[name].header
    assert takes == (", ".join(map(in_brackets, header.parameters)) or "–")
    assert answers == header.summary


def test_every_query_that_the_documents_name_is_published() -> None:
    texts = [path.read_text("utf-8") for path in DOCS.glob("**/*.md")]
    names = {
        name
        for text in texts
        for name in re.findall(r"(?:/queries/|--named )(?!NAME)([\w-]+)(?![\w/])", text)
    }
    names.discard("NAME")  # as the help of the command has it
    assert names - set(EXPOSED) == {"claims_by_speaker"}  # the guide adds it


def test_every_key_of_a_header_is_explained() -> None:
    keys = re.findall(r"^\| `([a-z ]+)` \|", GUIDE.partition("### The header")[2], re.MULTILINE)
    assert keys[: len(KEYS)] == list(KEYS)
