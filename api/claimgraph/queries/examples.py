"""Queries a reader can start from: the competency questions, and those behind our own pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimgraph import source_tree
from claimgraph.queries import catalog

_FRONT = ("CQ-01", "CQ-03", "CQ-06")


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A query with its summary. `group` is where it comes from."""

    name: str
    summary: str
    text: str
    group: str


@cache
def all_examples() -> list[QueryExample]:
    """The competency questions first: they are what the graph was made to answer."""
    folder = source_tree.default_source_tree().root / "ontology" / "competency"
    questions = sorted(folder.glob("*.rq"))
    asked = [_example(path.stem, path.read_text("utf-8"), "Questions") for path in questions]
    behind = [_example(name, catalog.read_query(name), "Behind the pages") for name in catalog.query_names()]
    return asked + behind


def front_page_examples() -> list[QueryExample]:
    """Three that show what the graph is for; any others where those are missing."""
    first = {name: [each for each in all_examples() if each.name.startswith(name)][:1] for name in _FRONT}
    rest = [each for each in all_examples() if not each.name.startswith(_FRONT)]
    return [*(each for found in first.values() for each in found), *rest][:3]


def _example(name: str, text: str, group: str) -> QueryExample:
    header = (line.partition("summary:") for line in text.splitlines() if line.startswith("#+"))
    summary = next((found.strip() for _, label, found in header if label), name)
    return QueryExample(name, summary, text, group)
