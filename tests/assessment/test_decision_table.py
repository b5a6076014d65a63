"""The decision table: docs/reference/model.md says what the code does, and every row decides something."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import product
from pathlib import Path

import pytest

from claimgraph.assessment import (
    CLAIM_TABLE,
    PROPOSITION_TABLE,
    Circumstances,
    ClaimCircumstances,
    EvidenceWeight,
    Gate,
    Reason,
    Side,
    Standing,
    Verdict,
    find_deciding_row,
)
from claimgraph.generations import Generation
from claimgraph.namespaces import VOCAB
from claimgraph.quantities import ComparisonOutcome
from claimgraph.stores import EmbeddedStore

MODEL = Path(__file__).parents[2] / "docs" / "reference" / "model.md"
FOR, AGAINST = frozenset({Side.FOR}), frozenset({Side.AGAINST})
BOTH = FOR | AGAINST


@pytest.mark.parametrize("table", [PROPOSITION_TABLE, CLAIM_TABLE], ids=["parts", "claims"])
def test_the_documented_rows_are_those_of_the_code(table: tuple[object, ...]) -> None:
    rows = [(row.number, row.condition, str(row.verdict)) for row in table]  # type: ignore[attr-defined]
    pattern = rf"^\| ({rows[0][0][0]}\d+) \| (.+?) \| \*(.+?)\* \|$"
    assert re.findall(pattern, MODEL.read_text("utf-8"), re.MULTILINE) == rows


def weigh(**fields: object) -> Circumstances:
    return Circumstances(weight=EvidenceWeight(**fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "case"),
    [
        ("D1", Circumstances(is_value_judgement=True, weight=EvidenceWeight(decided=FOR))),
        ("D1", Circumstances(is_counterfactual=True)),
        ("D1", Circumstances(is_open_forecast=True)),
        ("D2", Circumstances(is_self_inconsistent=True, weight=EvidenceWeight(decided=FOR))),
        ("D3", weigh(decided=BOTH, sides_by_definition=(FOR,))),
        ("D4", weigh(decided=AGAINST, sides_by_definition=(FOR, FOR))),
        ("D5", weigh(decided=FOR, sides_by_definition=(AGAINST,), own_sides=AGAINST)),
        ("D5", Circumstances(is_before_due=True, weight=EvidenceWeight(decided=FOR))),
        ("D6", Circumstances(is_before_due=True, weight=EvidenceWeight(sides_by_definition=(AGAINST,)))),
        ("D7", weigh(sides_by_definition=(FOR, AGAINST), reading_origins=1)),
        ("D7", weigh(sides_by_definition=(FOR, AGAINST, AGAINST, AGAINST), reading_origins=2)),
        ("D8", weigh(sides_by_definition=(FOR,) + (AGAINST,) * 4, reading_origins=2)),
        ("D8", weigh(sides_by_definition=(FOR, FOR), reading_origins=2)),
        ("D9", weigh(sides_by_definition=(FOR, FOR), reading_origins=1)),
        ("D9", weigh(proxy_sides=AGAINST, own_sides=FOR)),
        ("D10", weigh(own_sides=FOR)),
        ("D10", weigh(own_sides=BOTH)),
        ("D11", weigh(has_overlap=True)),
        ("D11", Circumstances()),
    ],
)
def test_rows_for_parts(row: str, case: Circumstances) -> None:
    assert find_deciding_row(PROPOSITION_TABLE, case).number == row


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("C1", ClaimCircumstances([Verdict.SUPPORTED], is_made=False)),
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


SIDES = [frozenset[Side](), FOR, AGAINST, BOTH]
DEFINITIONS = [(), (FOR,), (AGAINST,), (FOR, AGAINST), (BOTH,), (FOR, *[AGAINST] * 4), (*[FOR] * 4, AGAINST)]


def every_case() -> list[Circumstances]:
    """All combinations of what the rows look at."""
    flags = product((False, True), repeat=5)
    weights = [
        EvidenceWeight(
            decided=decided,
            sides_by_definition=definitions,
            reading_origins=origins,
            proxy_sides=proxies,
            own_sides=own,
        )
        for decided, definitions, origins, proxies, own in product(SIDES, DEFINITIONS, (1, 2), SIDES, SIDES)
    ]
    return [
        Circumstances(**dict(zip(FLAGS, row, strict=True)), weight=weight)
        for row in flags
        for weight in weights
    ]


FLAGS = (
    "is_value_judgement",
    "is_counterfactual",
    "is_open_forecast",
    "is_self_inconsistent",
    "is_before_due",
)


def test_each_combination_is_decided_by_one_row_and_each_row_decides_some() -> None:
    """A row decides where its condition holds and no condition above it does."""
    numbers = {find_deciding_row(PROPOSITION_TABLE, case).number for case in every_case()}
    assert numbers == {row.number for row in PROPOSITION_TABLE}


def test_only_independent_evidence_by_its_own_definition_supports_or_contradicts() -> None:
    for case in every_case():
        row = find_deciding_row(PROPOSITION_TABLE, case)
        if row.verdict is Verdict.SUPPORTED:
            assert case.weight.decided == FOR
        if row.verdict is Verdict.CONTRADICTED:
            assert case.weight.decided == AGAINST or case.is_self_inconsistent


@pytest.mark.parametrize(
    ("scheme", "terms"),
    [
        ("verdict", Verdict),
        ("comparison-outcome", ComparisonOutcome),
        ("gate", Gate),
        ("standing", Standing),
        ("reason", Reason),
    ],
)
def test_the_terms_are_those_of_the_vocabulary(
    scheme: str, terms: type[StrEnum], generation: Generation
) -> None:
    rows = EmbeddedStore.open(generation).select(
        f"SELECT ?term {{ ?term <http://www.w3.org/2004/02/skos/core#inScheme> <{VOCAB}{scheme}> "
        "FILTER NOT EXISTS { ?term <http://www.w3.org/2002/07/owl#deprecated> true } }"
    )
    assert {row["term"].value.rpartition("/")[2] for row in rows} == {str(term) for term in terms}
