"""The questions the graph must answer, each with its answer worked out from the source tables.

Two engines answer: a query that only one of them reads as we mean it is not portable. The second one is slow, so it
gets the data sets that the query's header names, and an excerpt of those that are large. Answers of too many rows to
read stand in no file: test_competency_data counts them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse

from claimgraph import iris
from claimgraph.bundle import shipped
from claimgraph.generations import Generation
from claimgraph.reasoning.closure import closure_text
from claimgraph.stores.oxigraph import OxigraphStore
from claimgraph.validation import graph_of
from tests.competency import QUESTIONS, answer, datasets, rows_of

MOST_TRIPLES = 60_000  # what rdflib loads and searches in seconds
Parts = dict[str, bytes]  # N-Triples by name of the graph

_METRIC = f"<{iris.expand('cg:metric')}> <".encode()

any_question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
in_a_file = pytest.mark.parametrize(
    "path", [path for path in QUESTIONS if path.with_suffix(".csv").exists()], ids=lambda path: path.stem
)


@pytest.fixture(scope="module")
def store(generation: Generation) -> OxigraphStore:
    return OxigraphStore.open(generation)


@pytest.fixture(scope="module")
def parts(generation: Generation) -> Parts:
    """The generation's graphs as N-Triples."""
    lines: dict[bytes, list[bytes]] = {}
    with generation.graph_file.open("rb") as file:
        for line in file:
            triple, _, graph = line.rpartition(b" <")
            lines.setdefault(graph, []).append(triple + b" .\n")
    start = len(iris.GRAPH)
    return {graph[start : -len("> .\n")].decode(): b"".join(found) for graph, found in lines.items()}


def excerpt(text: bytes, query: str) -> bytes:
    """The lines with predicates that the query names; of measurements only those of metrics it names, if any."""
    names = {name.encode() for name in re.findall(r"\w+:(\w+)", query)} | {b"type"}
    metrics = {name.encode() for name in re.findall(r"<(\S+/vocab/metric/\S+)>", query)}
    lines = text.splitlines(keepends=True)
    other = {
        line.split(b" ", 1)[0]
        for line in lines
        if _METRIC in line and metrics and line.split(_METRIC)[1].split(b">")[0] not in metrics
    }
    return b"".join(line for line in lines if line.split(b" ", 1)[0] not in other and _predicate(line) in names)


def _predicate(line: bytes) -> bytes:
    return re.split(rb"[/#]", line.split(b" ", 2)[1].rstrip(b">"))[-1]


def oxigraph_answer(texts: Iterable[bytes], query: str) -> bytes:
    store = Store()
    for text in texts:
        store.bulk_load(text, format=RdfFormat.N_TRIPLES)
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=QueryResultsFormat.CSV) or b""


def rdflib_answer(texts: Iterable[bytes], query: str) -> bytes:
    triples = (quad.triple for text in texts for quad in parse(text, format=RdfFormat.N_TRIPLES))
    return graph_of(triples).query(query).serialize(format="csv") or b""


@in_a_file
def test_the_answer_is_the_one_worked_out_from_the_tables(path: Path, store: OxigraphStore) -> None:
    assert answer(path, store) == rows_of(path.with_suffix(".csv").read_bytes())


@any_question
def test_another_engine_gives_the_same_answer(path: Path, store: OxigraphStore, parts: Parts) -> None:
    query = path.read_text("utf-8")
    whole = [parts[name] for name in ("ontology", *datasets(path))]
    large = sum(text.count(b"\n") for text in whole) > MOST_TRIPLES
    texts = [excerpt(text, query) for text in whole] if large else whole
    if (triples := sum(text.count(b"\n") for text in texts)) > MOST_TRIPLES:
        pytest.skip(f"{triples:,} triples are too many for rdflib")
    texts.append(closure_text(texts))
    found = rows_of(rdflib_answer(texts, query))
    assert found and found == rows_of(oxigraph_answer(texts, query))
    assert large or found == answer(path, store)


@any_question
def test_another_engine_reads_the_query(path: Path) -> None:
    assert rdflib.plugins.sparql.prepareQuery(path.read_text("utf-8")).algebra.name == "SelectQuery"


@any_question
def test_each_question_names_the_data_sets_it_needs(path: Path) -> None:
    assert all((shipped().root / "data" / name).is_dir() for name in datasets(path))
