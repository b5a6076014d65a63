"""The decision table: docs/model.md says what the code does, and every row decides something."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from claimgraph.assessment.decision_table import CLAIM, PART, Known, Parts, Verdict, decide
from claimgraph.generations import Generation
from claimgraph.namespaces import VOCAB
from claimgraph.quantities import Comparison, Outcome
from claimgraph.stores.embedded import OxigraphStore

MODEL = Path(__file__).parents[2] / "docs" / "model.md"
AGREES, CONFLICTS, OVERLAPS = (
    Comparison(each) for each in (Outcome.AGREES, Outcome.CONFLICTS, Outcome.OVERLAPS)
)
OTHER_AGREES, OTHER_CONFLICTS = (
    Comparison(Outcome.OTHER_DEFINITION, each) for each in (Outcome.AGREES, Outcome.CONFLICTS)
)
PERIOD = Comparison(Outcome.OTHER_PERIOD)


@pytest.mark.parametrize("table", [PART, CLAIM], ids=["parts", "claims"])
def test_the_documented_rows_are_those_of_the_code(table: tuple[object, ...]) -> None:
    rows = [(row.number, row.condition, str(row.verdict)) for row in table]  # type: ignore[attr-defined]
    told = re.findall(
        rf"^\| ({rows[0][0][0]}\d) \| (.+?) \| \*(.+?)\* \|$", MODEL.read_text("utf-8"), re.MULTILINE
    )
    assert told == rows


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("P1", Known(normative=True, comparisons=(AGREES,))),
        ("P2", Known(open_forecast=True, comparisons=(AGREES,))),
        ("P3", Known(before_due=True, comparisons=(CONFLICTS,))),
        ("P4", Known(comparisons=(AGREES, CONFLICTS, OTHER_AGREES))),
        ("P5", Known(comparisons=(CONFLICTS, OTHER_AGREES))),
        ("P6", Known(comparisons=(CONFLICTS, OVERLAPS, OTHER_CONFLICTS))),
        ("P7", Known(comparisons=(AGREES, OTHER_CONFLICTS))),
        ("P8", Known(comparisons=(OTHER_AGREES, OTHER_CONFLICTS))),
        ("P9", Known()),
        ("P9", Known(comparisons=(OTHER_CONFLICTS,))),
        ("P9", Known(comparisons=(OTHER_AGREES, OVERLAPS, PERIOD))),
    ],
)
def test_rows_for_parts(row: str, known: Known) -> None:
    assert decide(PART, known).number == row


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("C1", Parts([Verdict.SUPPORTED], said=False)),
        ("C2", Parts([])),
        ("C2", Parts([Verdict.NOT_CHECKABLE])),
        ("C3", Parts([Verdict.SUPPORTED, Verdict.CONTRADICTED])),
        ("C3", Parts([Verdict.MIXED, Verdict.UNRESOLVED])),
        ("C4", Parts([Verdict.CONTRADICTED, Verdict.DEPENDS, Verdict.UNRESOLVED])),
        ("C5", Parts([Verdict.DEPENDS, Verdict.SUPPORTED, Verdict.PENDING])),
        ("C6", Parts([Verdict.PENDING, Verdict.UNRESOLVED])),
        ("C7", Parts([Verdict.UNRESOLVED, Verdict.SUPPORTED])),
        ("C8", Parts([Verdict.SUPPORTED, Verdict.NOT_CHECKABLE])),
    ],
)
def test_rows_for_claims(row: str, parts: Parts) -> None:
    assert decide(CLAIM, parts).number == row


def test_something_is_decided_whatever_is_known() -> None:
    comparisons = (AGREES, CONFLICTS, OVERLAPS, OTHER_AGREES, OTHER_CONFLICTS, PERIOD)
    for chosen in product((True, False), repeat=len(comparisons)):
        known = Known(
            comparisons=tuple(each for each, there in zip(comparisons, chosen, strict=True) if there)
        )
        assert decide(PART, known).verdict in Verdict


def test_another_definition_alone_never_supports_or_contradicts() -> None:
    for chosen in (
        (OTHER_AGREES,),
        (OTHER_CONFLICTS,),
        (OTHER_AGREES, OTHER_CONFLICTS),
        (OVERLAPS, OTHER_AGREES),
    ):
        verdict = decide(PART, Known(comparisons=chosen)).verdict
        assert verdict in (Verdict.UNRESOLVED, Verdict.DEPENDS)


@pytest.mark.parametrize(("scheme", "terms"), [("verdict", Verdict), ("comparison-outcome", Outcome)])
def test_the_terms_are_those_of_the_vocabulary(
    scheme: str, terms: type[Verdict] | type[Outcome], generation: Generation
) -> None:
    found = OxigraphStore.open(generation).select(
        f"SELECT ?term {{ ?term <http://www.w3.org/2004/02/skos/core#inScheme> <{VOCAB}{scheme}> }}"
    )
    assert {row["term"].value.rpartition("/")[2] for row in found} == {str(term) for term in terms}
