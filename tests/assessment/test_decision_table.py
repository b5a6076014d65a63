"""The decision table: docs/reference/model.md says what the code does, and every row decides something."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from claimgraph.assessment import (
    CLAIM_TABLE,
    PROPOSITION_TABLE,
    Circumstances,
    ClaimCircumstances,
    Verdict,
    find_deciding_row,
)
from claimgraph.generations import Generation
from claimgraph.namespaces import VOCAB
from claimgraph.quantities import Comparison, ComparisonOutcome
from claimgraph.stores import EmbeddedStore

MODEL = Path(__file__).parents[2] / "docs" / "reference" / "model.md"
AGREES, CONFLICTS, OVERLAPS = (
    Comparison(each)
    for each in (ComparisonOutcome.AGREES, ComparisonOutcome.CONFLICTS, ComparisonOutcome.OVERLAPS)
)
OTHER_AGREES, OTHER_CONFLICTS = (
    Comparison(ComparisonOutcome.OTHER_DEFINITION, each)
    for each in (ComparisonOutcome.AGREES, ComparisonOutcome.CONFLICTS)
)
PERIOD = Comparison(ComparisonOutcome.OTHER_PERIOD)


@pytest.mark.parametrize("table", [PROPOSITION_TABLE, CLAIM_TABLE], ids=["parts", "claims"])
def test_the_documented_rows_are_those_of_the_code(table: tuple[object, ...]) -> None:
    rows = [(row.number, row.condition, str(row.verdict)) for row in table]  # type: ignore[attr-defined]
    told = re.findall(
        rf"^\| ({rows[0][0][0]}\d) \| (.+?) \| \*(.+?)\* \|$", MODEL.read_text("utf-8"), re.MULTILINE
    )
    assert told == rows


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("P1", Circumstances(normative=True, comparisons=(AGREES,))),
        ("P2", Circumstances(open_forecast=True, comparisons=(AGREES,))),
        ("P3", Circumstances(before_due=True, comparisons=(CONFLICTS,))),
        ("P4", Circumstances(comparisons=(AGREES, CONFLICTS, OTHER_AGREES))),
        ("P5", Circumstances(comparisons=(CONFLICTS, OTHER_AGREES))),
        ("P6", Circumstances(comparisons=(CONFLICTS, OVERLAPS, OTHER_CONFLICTS))),
        ("P7", Circumstances(comparisons=(AGREES, OTHER_CONFLICTS))),
        ("P8", Circumstances(comparisons=(OTHER_AGREES, OTHER_CONFLICTS))),
        ("P9", Circumstances()),
        ("P9", Circumstances(comparisons=(OTHER_CONFLICTS,))),
        ("P9", Circumstances(comparisons=(OTHER_AGREES, OVERLAPS, PERIOD))),
    ],
)
def test_rows_for_parts(row: str, known: Circumstances) -> None:
    assert find_deciding_row(PROPOSITION_TABLE, known).number == row


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("C1", ClaimCircumstances([Verdict.SUPPORTED], is_made=False)),
        ("C2", ClaimCircumstances([])),
        ("C2", ClaimCircumstances([Verdict.NOT_CHECKABLE])),
        ("C3", ClaimCircumstances([Verdict.SUPPORTED, Verdict.CONTRADICTED])),
        ("C3", ClaimCircumstances([Verdict.MIXED, Verdict.UNRESOLVED])),
        ("C4", ClaimCircumstances([Verdict.CONTRADICTED, Verdict.DEPENDS, Verdict.UNRESOLVED])),
        ("C5", ClaimCircumstances([Verdict.DEPENDS, Verdict.SUPPORTED, Verdict.PENDING])),
        ("C6", ClaimCircumstances([Verdict.PENDING, Verdict.UNRESOLVED])),
        ("C7", ClaimCircumstances([Verdict.UNRESOLVED, Verdict.SUPPORTED])),
        ("C8", ClaimCircumstances([Verdict.SUPPORTED, Verdict.NOT_CHECKABLE])),
    ],
)
def test_rows_for_claims(row: str, parts: ClaimCircumstances) -> None:
    assert find_deciding_row(CLAIM_TABLE, parts).number == row


def test_something_is_decided_whatever_is_known() -> None:
    comparisons = (AGREES, CONFLICTS, OVERLAPS, OTHER_AGREES, OTHER_CONFLICTS, PERIOD)
    for chosen in product((True, False), repeat=len(comparisons)):
        known = Circumstances(
            comparisons=tuple(each for each, there in zip(comparisons, chosen, strict=True) if there)
        )
        assert find_deciding_row(PROPOSITION_TABLE, known).verdict in Verdict


def test_another_definition_alone_never_supports_or_contradicts() -> None:
    for chosen in (
        (OTHER_AGREES,),
        (OTHER_CONFLICTS,),
        (OTHER_AGREES, OTHER_CONFLICTS),
        (OVERLAPS, OTHER_AGREES),
    ):
        verdict = find_deciding_row(PROPOSITION_TABLE, Circumstances(comparisons=chosen)).verdict
        assert verdict in (Verdict.UNRESOLVED, Verdict.DEPENDS)


@pytest.mark.parametrize(
    ("scheme", "terms"), [("verdict", Verdict), ("comparison-outcome", ComparisonOutcome)]
)
def test_the_terms_are_those_of_the_vocabulary(
    scheme: str, terms: type[Verdict] | type[ComparisonOutcome], generation: Generation
) -> None:
    found = EmbeddedStore.open(generation).select(
        f"SELECT ?term {{ ?term <http://www.w3.org/2004/02/skos/core#inScheme> <{VOCAB}{scheme}> }}"
    )
    assert {row["term"].value.rpartition("/")[2] for row in found} == {str(term) for term in terms}
