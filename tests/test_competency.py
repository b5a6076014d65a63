"""The questions the graph must answer, each with its answer worked out by hand from the source tables.

Two engines answer: a query that only one of them reads as we mean it is not portable.
"""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import rdflib

from claimgraph.bundle import shipped
from claimgraph.exports.files import shown_quads
from claimgraph.generations import Generation
from claimgraph.stores.oxigraph import OxigraphStore
from claimgraph.validation import graph_of

QUESTIONS = sorted((shipped().root / "ontology" / "competency").glob("*.rq"))
Rows = list[dict[str, str]]

question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def store(generation: Generation) -> OxigraphStore:
    return OxigraphStore.open(generation)


@pytest.fixture(scope="module")
def graph(generation: Generation) -> rdflib.Graph:
    return graph_of({quad.triple for quad in shown_quads(generation)})


def expected(path: Path) -> Rows:
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(value: str) -> str | Decimal:
    """A number as a number: engines write 83.56 with more or fewer digits, and 7.0 as 7."""
    try:
        return round(Decimal(value), 6)
    except InvalidOperation:
        return value


def comparable(rows: Rows) -> list[dict[str, str | Decimal]]:
    return [{name: plain(value) for name, value in row.items()} for row in rows]


@question
def test_the_answer_is_the_one_worked_out_by_hand(path: Path, store: OxigraphStore) -> None:
    wanted = expected(path)
    solutions = store.select(path.read_text("utf-8"))
    answer = [{name: str(row[name].value) if name in row else "" for name in wanted[0]} for row in solutions]
    assert comparable(answer) == comparable(wanted)


@question
def test_another_engine_gives_the_same_answer(path: Path, graph: rdflib.Graph) -> None:
    wanted = expected(path)
    result = graph.query(path.read_text("utf-8"))
    answer = [{name: "" if row[name] is None else str(row[name]) for name in wanted[0]} for row in result]  # type: ignore[index,call-overload]
    assert comparable(answer) == comparable(wanted)
