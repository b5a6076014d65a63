"""The benchmark of endpoints: it goes on where it was stopped, and its figures can be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib.plugins.sparql import prepareQuery

from endpoint import Notebook
from endpoint_queries import QUERIES, UNDER_LOAD
from endpoint_report import write_report

FIGURES = {"p50": 2.0, "p95": 3.0}


def note_run(notebook: Notebook, endpoint: str, milliseconds: float) -> None:
    notebook.note(size="shipped", endpoint=endpoint, kind="start", triples=7, start=1.5, load=2.0)
    for query in QUERIES:
        notebook.note(
            size="shipped", endpoint=endpoint, kind="one", query=query, **FIGURES | {"p50": milliseconds}
        )
    about = {"query": UNDER_LOAD[0], "connections": 8, "beside": "nothing", "failed": 0, "rate": 1234.0}
    notebook.note(size="shipped", endpoint=endpoint, kind="load", p99=4.0, **about, **FIGURES)


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    Notebook(tmp_path / "measured.jsonl").note(size="shipped", endpoint="Virtuoso", kind="done")
    again = Notebook(tmp_path / "measured.jsonl")
    assert again.has(size="shipped", endpoint="Virtuoso", kind="done")
    assert not again.has(size="shipped", endpoint="Fuseki", kind="done")


def test_the_report_has_every_figure_and_says_who_is_faster(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "measured.jsonl")
    note_run(notebook, "claimgraph", 2.0)
    note_run(notebook, "Virtuoso", 1.0)
    notebook.note(size="shipped", endpoint="Fuseki", kind="missing", what="the program java")
    write_report(tmp_path, notebook.entries, 5)
    [page] = tmp_path.glob("*-endpoint.md")
    text = page.read_text("utf-8")
    assert "| point look-up | 2.0 (3.0) | 1.0 (3.0) |" in text
    assert "| point look-up | 8 | nothing | Virtuoso | 1,234 | 2.0 | 3.0 | 4.0 | 0 |" in text
    assert "| Virtuoso | 7 | 1.5 | 2.0 | 3.5 |" in text
    assert "- shipped, describe: Virtuoso, 2.0 times" in text
    assert "Fuseki | not measured: the program java is missing" in text
    [plot] = tmp_path.glob("*.svg")
    dots = ElementTree.parse(plot).getroot().iter("{http://www.w3.org/2000/svg}circle")
    assert len(list(dots)) == 2 * len(QUERIES) + 5


@pytest.mark.parametrize("name", QUERIES)
def test_the_queries_are_sparql(name: str) -> None:
    prepareQuery(QUERIES[name])
    assert len(QUERIES) == 20
