"""The pairs that the curated tables hold, in Python and in the graph."""

from __future__ import annotations

from collections import Counter

import pytest

from claimgraph.analysis.contradictions import (
    ContradictionKind,
    Contradictions,
    PairClass,
    find_contradictions,
)
from claimgraph.assessment import Knowledge
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore
from tests.support.competency import answer, question

# Each was counted as a contradiction while scopes, changes and ways of putting it were not compared.
FALSE_PAIRS = {
    ("huang-2025-nvidia-out-of-china", "huang-2025-nvidia-china-share-95-to-50"): "before and after",
    ("nvidia-amd-2025-15-percent-of-china-revenue", "trump-2025-h200-for-25-percent"): "H20 and H200",
    ("deepseek-2024-v3-cost-5-576-million", "deepseek-means-2025-h800-cost-61-million"): "rented, bought",
    ("sacks-2025-china-3-6-months-behind", "white-house-2025-chips-1-2-years-behind"): "models and chips",
    ("eto-2023-joint-papers-up-3-percent", "nistep-2023-joint-papers-down-5-percent"): "AI and all fields",
}


@pytest.fixture(scope="module")
def store(generation: Generation) -> EmbeddedStore:
    return EmbeddedStore.open(generation)


@pytest.fixture(scope="module")
def contradictions(store: EmbeddedStore) -> Contradictions:
    return find_contradictions(Knowledge.load(store))


@pytest.mark.parametrize("claims", FALSE_PAIRS, ids=FALSE_PAIRS.values())
def test_pairs_that_differ_in_one_circumstance_do_not_conflict(
    contradictions: Contradictions, claims: tuple[str, str]
) -> None:
    pairs = contradictions.iterate(claim=claims[0])
    kinds = {pair.kind for pair in pairs if set(pair.claims) == set(claims)}
    assert all(kind.pair_class is PairClass.TENSION for kind in kinds)


def test_a_share_before_a_change_has_no_period(contradictions: Contradictions) -> None:
    """Said in October: "from 95 % to 0 %". The 95 % are not those of October."""
    undated = contradictions.iterate([ContradictionKind.UNKNOWN_PERIOD])
    figures = {figure.id: figure.period for pair in undated if pair.pair for figure in pair.pair[1:]}
    assert figures["huang-2025-nvidia-out-of-china-before"] is None


def test_people_are_quoted_on_what_no_figure_shows(contradictions: Contradictions) -> None:
    judged = {pair.claims for pair in contradictions.iterate([ContradictionKind.JUDGED])}
    assert (
        "cnas-2025-140000-chips-smuggled",
        "huang-2025-no-evidence-of-diversion",
    ) in judged  # against a denial
    assert (
        "epoch-2025-ascend-made-by-smic",
        "musk-2025-all-chip-fabs-in-taiwan",
    ) in judged  # a counterexample


def test_the_graph_holds_the_pairs_that_are_listed(
    store: EmbeddedStore, contradictions: Contradictions
) -> None:
    rows = answer(question("CQ-14"), store)
    listed = Counter(str(pair.kind) for pair in contradictions.iterate() if pair.pair)
    assert Counter(str(row[1]) for row in rows) == listed != Counter()


def test_a_pair_in_the_graph_has_period_and_scope_on_both_sides(store: EmbeddedStore) -> None:
    rows = answer(question("CQ-14"), store)
    assert (
        "tension",
        "different-period",
        "C074",
        "2025-10",
        "as-the-metric",
        "C073",
        "2025-05",
        "as-the-metric",
        "One figure holds in 2025-10, the other in 2025-05.",
    ) in rows
