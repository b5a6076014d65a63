"""Releases of a series: what a release repeats is stated once, what it revises or drops says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph.datasets import Dataset, DatasetError, Series
from claimgraph.namespaces import CG, GRAPH, ID, expand_iri
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.note_cache import NoteCache
from claimgraph.pipeline.releases import link_releases

METRIC = "https://w3id.org/claimgraph/vocab/metric/"
TYPE = expand_iri("rdf:type")
MODELS = {"id": "models", "title": "Models", "key": ("partners", "scope")}
REFITTED = {"id": "index", "title": "Index", "key": ("method",), "complete": True}


def release(slug: str, issued: date, values: dict[str, dict[str, str]], **series: Any) -> DatasetGraph:
    """A release with these observations, by id; their cells are properties."""
    lines = [line for name, cells in values.items() for line in observation(f"{slug}-{name}", slug, **cells)]
    dataset = Dataset(
        slug=slug,
        title=slug,
        description=slug,
        publisher="Example",
        version="1",
        issued=issued,
        licence="CC0-1.0",
        attribution="Example",
        reuse="open",
        series=Series(**(MODELS | series)),
    )
    return DatasetGraph(Path(slug), dataset, "".join(sorted(lines)).encode(), {})


def observation(
    name: str, graph: str, *, subject: str, metric: str = "parameters", **cells: str
) -> list[str]:
    node = f"<{ID}observation/{name}>"
    lines = [
        f"{node} <{TYPE}> <{CG}Observation> .\n",
        f"{node} <{CG}metric> <{METRIC}{metric}> .\n",
        f"{node} <{CG}subject> <{ID}{subject}> .\n",
        f"{node} <{expand_iri('qb:dataSet')}> <{GRAPH}{graph}> .\n",
    ]
    decimal = expand_iri("xsd:decimal")
    figures = {"value": "qudt:numericValue", "low": "cg:low", "high": "cg:high"}
    for cell, text in cells.items():
        if cell in figures:
            lines.append(f'{node} <{expand_iri(figures[cell])}> "{text}"^^<{decimal}> .\n')
        else:
            lines.append(f'{node} <{CG}{cell}> "{text}" .\n')
    return lines


def link(*graphs: DatasetGraph) -> list[DatasetGraph]:
    return link_releases(list(graphs), NoteCache(Path("notes"), is_ignored=True))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stated(graph: DatasetGraph, predicate: str) -> set[tuple[str, str]]:
    """Subject and object of a property in a graph, by their last part."""
    triples = parse(input=graph.text, format=RdfFormat.N_TRIPLES)
    return {
        (triple.subject.value.rpartition("/")[2], triple.object.value.rpartition("/")[2])
        for triple in triples
        if triple.predicate.value == expand_iri(predicate)
    }


FIRST, SECOND, THIRD = date(2025, 6, 20), date(2026, 7, 23), date(2026, 9, 1)


def test_a_value_that_a_release_repeats_is_stated_by_the_first_alone() -> None:
    first = release("first", FIRST, {"a": {"subject": "model/a", "value": "7"}})
    second = release("second", SECOND, {"a": {"subject": "model/a", "value": "7.0"}})
    first, second = link(first, second)
    assert stated(first, "cg:metric") == {("first-a", "parameters")}
    assert stated(second, "cg:metric") == stated(second, "cg:supersededIn") == set()


def test_a_value_that_a_release_revises_is_current_until_then() -> None:
    first = release("first", FIRST, {"a": {"subject": "model/a", "value": "7"}})
    second = release("second", SECOND, {"a": {"subject": "model/a", "value": "8"}})
    _, second = link(first, second)
    assert stated(second, "prov:wasRevisionOf") == {("second-a", "first-a")}
    assert stated(second, "cg:supersededIn") == {("first-a", "second")}
    assert stated(second, "cg:currentUntil") == {("first-a", "2026-07-23")}
    assert stated(second, "cg:earliest") == {("2026-07-23", "2026-07-23")}


def test_a_value_that_a_release_drops_is_superseded_only_if_it_lists_subject_and_metric() -> None:
    values = {
        "a": {"subject": "model/a", "value": "7"},
        "b": {"subject": "model/b", "value": "7"},
        "other": {"subject": "model/a", "metric": "citations", "value": "7"},
    }
    first = release("first", FIRST, values)
    second = release(
        "second",
        SECOND,
        {
            "cost": {"subject": "model/a", "metric": "cost", "value": "1"},
            "c": {"subject": "model/c", "value": "3"},
        },
    )
    _, second = link(first, second)
    assert stated(second, "cg:supersededIn") == {("first-a", "second")}
    assert stated(second, "prov:wasRevisionOf") == set()


@pytest.mark.parametrize(
    ("before", "after", "is_repeated"),
    [
        ("37334305", "37334304.976625234", True),
        ("8.54", "8.542235671062665", True),
        ("45", "45.3", False),
        ("1099604.99", "1102561.194", False),
    ],
)
def test_a_rounded_figure_is_repeated_if_it_keeps_three_digits(
    *, before: str, after: str, is_repeated: bool
) -> None:
    first = release("first", FIRST, {"a": {"subject": "model/a", "value": before}})
    second = release("second", SECOND, {"a": {"subject": "model/a", "value": after}})
    assert (stated(link(first, second)[1], "cg:supersededIn") == set()) is is_repeated


def test_a_release_without_bounds_repeats_a_figure_that_had_some() -> None:
    first = release("first", FIRST, {"a": {"subject": "model/a", "value": "7", "low": "5", "high": "9"}})
    second = release("second", SECOND, {"a": {"subject": "model/a", "value": "7"}})
    assert stated(link(first, second)[1], "cg:metric") == set()
    bounded = release("second", SECOND, {"a": {"subject": "model/a", "value": "7", "low": "6", "high": "9"}})
    assert stated(link(first, bounded)[1], "cg:supersededIn") == {("first-a", "second")}


def test_a_series_that_is_fitted_anew_supersedes_every_value_even_an_equal_one() -> None:
    values = {
        "a": {"subject": "model/a", "value": "150", "method": "Version a"},
        "old": {"subject": "model/a", "value": "140", "method": "Version old"},
        "b": {"subject": "model/b", "value": "130", "method": "Version b"},
    }
    first = release("first", FIRST, values, **REFITTED)
    second = release("second", SECOND, {"a": values["a"]}, **REFITTED)
    _, second = link(first, second)
    assert stated(second, "cg:supersededIn") == {(f"first-{name}", "second") for name in ("a", "old", "b")}
    assert stated(second, "prov:wasRevisionOf") == {("second-a", "first-a")}


def test_a_third_release_revises_what_was_current_by_then() -> None:
    first = release(
        "first", FIRST, {"a": {"subject": "model/a", "value": "7"}, "b": {"subject": "model/b", "value": "1"}}
    )
    second = release(
        "second",
        SECOND,
        {"a": {"subject": "model/a", "value": "8"}, "b": {"subject": "model/b", "value": "1"}},
    )
    third = release(
        "third",
        THIRD,
        {"a": {"subject": "model/a", "value": "7"}, "b": {"subject": "model/b", "value": "2"}},
    )
    _, third, second = link(first, third, second)
    assert stated(second, "prov:wasRevisionOf") == {("second-a", "first-a")}
    assert stated(third, "prov:wasRevisionOf") == {("third-a", "second-a"), ("third-b", "first-b")}
    assert stated(third, "cg:supersededIn") == {("second-a", "third"), ("first-b", "third")}


def test_an_earlier_build_is_used_until_a_release_changes(tmp_path: Path) -> None:
    notes = NoteCache(tmp_path / "notes")
    first = release("first", FIRST, {"a": {"subject": "model/a", "value": "7"}})
    second = release("second", SECOND, {"a": {"subject": "model/a", "value": "8"}})
    once = link_releases([first, second], notes)[1].text
    assert link_releases([first, second], notes)[1].text == once
    corrected = release("first", FIRST, {"a": {"subject": "model/a", "value": "8"}})
    assert b"supersededIn" in once
    assert b"supersededIn" not in link_releases([corrected, second], notes)[1].text


def test_releases_of_one_day_or_of_different_rules_are_refused() -> None:
    first, same_day = release("first", FIRST, {}), release("second", FIRST, {})
    with pytest.raises(DatasetError, match="issued: first is a release of the same day"):
        link(first, same_day)
    refitted = release("second", SECOND, {}, complete=True)
    with pytest.raises(DatasetError, match="it differs from that of first"):
        link(first, refitted)
