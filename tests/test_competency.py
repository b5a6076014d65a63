"""The questions the graph must answer, each with its answer worked out by hand from the source tables.

Two engines answer: a query that only one of them reads as we mean it is not portable. The second one is slow, so it
gets the data sets that the query's header names, and only if they are small.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from claimgraph import iris
from claimgraph.bundle import shipped
from claimgraph.generations import Generation
from claimgraph.reasoning.closure import closure_text
from claimgraph.stores.oxigraph import OxigraphStore
from claimgraph.validation import graph_of
from tests.competency import QUESTIONS, answer, datasets, rows_of

MOST_TRIPLES = 60_000  # what rdflib answers in seconds
Parts = dict[str, bytes]  # N-Triples by name of the graph

any_question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
answered = pytest.mark.parametrize(
    "path", [path for path in QUESTIONS if path.with_suffix(".csv").exists()], ids=lambda path: path.stem
)


@pytest.fixture(scope="module")
def store(generation: Generation) -> OxigraphStore:
    return OxigraphStore.open(generation)


@pytest.fixture(scope="module")
def parts(generation: Generation) -> Parts:
    """The generation's graphs that are small enough, as N-Triples."""
    ends = {
        f" <{graph}> .\n".encode(): graph.removeprefix(iris.GRAPH)
        for graph, entry in generation.manifest["graphs"].items()
        if entry["triples"] <= MOST_TRIPLES and graph not in generation.withheld_graphs
    }
    lines: dict[str, list[bytes]] = {name: [] for name in ends.values()}
    with generation.graph_file.open("rb") as file:
        for line in file:
            end = line[line.rindex(b" <") :]
            if end in ends:
                lines[ends[end]].append(line[: -len(end)] + b" .\n")
    return {name: b"".join(found) for name, found in lines.items()}


@pytest.fixture(scope="module")
def graphs(parts: Parts):  # type: ignore[no-untyped-def]
    """The graph that a few data sets make with the ontology and what follows from both."""

    @cache
    def of(names: tuple[str, ...]) -> rdflib.Graph:
        needed = [parts["ontology"], *(parts[name] for name in names)]
        text = b"".join([*needed, closure_text(needed)])
        return graph_of(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))

    return of


def wanted(path: Path) -> list[tuple[object, ...]]:
    return list(rows_of(path.with_suffix(".csv").read_bytes()))


def size(generation: Generation, names: tuple[str, ...]) -> int:
    graphs = generation.manifest["graphs"]
    return sum(graphs[iris.GRAPH + name]["triples"] for name in ("ontology", *names))


@answered
def test_the_answer_is_the_one_worked_out_from_the_tables(path: Path, store: OxigraphStore) -> None:
    assert answer(path, store) == wanted(path)


@any_question
def test_another_engine_gives_the_same_answer(  # type: ignore[no-untyped-def]
    path: Path, store: OxigraphStore, generation: Generation, graphs
) -> None:
    names = datasets(path)
    if (triples := size(generation, names)) > MOST_TRIPLES:
        pytest.skip(f"{triples:,} triples in {', '.join(names)} are too many for rdflib")
    table = graphs(names).query(path.read_text("utf-8")).serialize(format="csv")
    assert rows_of(table) == answer(path, store)


@any_question
def test_another_engine_reads_the_query(path: Path) -> None:
    assert rdflib.plugins.sparql.prepareQuery(path.read_text("utf-8")).algebra.name == "SelectQuery"


@any_question
def test_each_question_names_the_data_sets_it_needs(path: Path) -> None:
    assert all((shipped().root / "data" / name).is_dir() for name in datasets(path))
