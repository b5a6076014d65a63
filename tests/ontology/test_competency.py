"""The questions the graph must answer, each with its answer worked out from the source tables.

Two engines answer: a query that only one of them reads as we mean it is not portable. The second one is slow,
so it gets the data sets that the query's header names, and is not asked where these are large. Answers of too
many rows to read stand in no file: test_competency_data counts them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from claimgraph import namespaces
from claimgraph.generations import Generation
from claimgraph.reasoning import infer_ntriples
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore
from claimgraph.validation import to_rdflib_graph
from tests.support.competency import COMPUTED, QUESTIONS, answer, datasets, rows_of

MOST_TRIPLES = 65_000  # what rdflib loads and searches in seconds
Parts = dict[str, bytes]  # N-Triples by name of the graph

any_question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
in_a_file = pytest.mark.parametrize(
    "path", [path for path in QUESTIONS if path.with_suffix(".csv").exists()], ids=lambda path: path.stem
)


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


@pytest.fixture(scope="module")
def parts(whole: Generation) -> Parts:
    """The generation's graphs as N-Triples."""
    lines: dict[bytes, list[bytes]] = {}
    with whole.graph_file.open("rb") as file:
        for line in file:
            triple, _, graph = line.rpartition(b" <")
            lines.setdefault(graph, []).append(triple + b" .\n")
    start = len(namespaces.GRAPH)
    return {graph[start : -len("> .\n")].decode(): b"".join(found) for graph, found in lines.items()}


@pytest.fixture(scope="module")
def load_graph(parts: Parts) -> Callable[[tuple[str, ...]], rdflib.Graph]:
    """Loads graphs, and what follows from them, into the second engine; the last few stay loaded."""

    @lru_cache(maxsize=3)
    def load(names: tuple[str, ...]) -> rdflib.Graph:
        texts = [parts[name] for name in names]
        triples = (
            quad.triple
            for text in (*texts, infer_ntriples(texts))
            for quad in parse(text, format=RdfFormat.N_TRIPLES)
        )
        return to_rdflib_graph(triples)

    return load


@in_a_file
def test_the_answer_is_the_one_worked_out_from_the_tables(path: Path, store: EmbeddedStore) -> None:
    assert answer(path, store) == rows_of(path.with_suffix(".csv").read_bytes())


@any_question
def test_another_engine_gives_the_same_answer(
    path: Path, store: EmbeddedStore, parts: Parts, load_graph: Callable[[tuple[str, ...]], rdflib.Graph]
) -> None:
    names = ("ontology", *sorted(datasets(path)))
    if (triples := sum(parts[name].count(b"\n") for name in names)) > MOST_TRIPLES:
        pytest.skip(f"{triples:,} triples of {', '.join(names)} are too many for rdflib")
    found = rows_of(load_graph(names).query(path.read_text("utf-8")).serialize(format="csv") or b"")
    assert found
    assert found == answer(path, store)


@any_question
def test_another_engine_reads_the_query(path: Path) -> None:
    assert rdflib.plugins.sparql.prepareQuery(path.read_text("utf-8")).algebra.name == "SelectQuery"


@any_question
def test_each_question_names_the_data_sets_it_needs(path: Path) -> None:
    assert all(
        (default_source_tree().root / "data" / name).is_dir() or name in COMPUTED for name in datasets(path)
    )
