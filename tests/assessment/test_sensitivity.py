"""What verdicts hang on: each way to read a claim, the smallest loss, and the figures at which they turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.assessment import (
    Assessor,
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    Policy,
    Sensitivity,
    Side,
    Standing,
    TurningFigure,
    Verdict,
    analyse_sensitivity,
    assess_claim,
)
from claimgraph.assessment.sensitivity_loss import list_pieces
from claimgraph.assessment.smallest_set import find_smallest_set
from claimgraph.assessment.verdicts import decide_claim
from claimgraph.documents import loss_text
from claimgraph.documents.sensitivity import SmallestLoss
from claimgraph.generations import Generation
from claimgraph.model import QuantityProposition
from claimgraph.quantities import ComparisonOutcome
from claimgraph.stores import EmbeddedStore
from tests.support.counting_store import CountingStore

TODAY = date(2026, 11, 28)
SIDED = (ComparisonOutcome.AGREES, ComparisonOutcome.CONFLICTS)
FEW = 4  # pieces of evidence of which every set is tried by assessing anew
Analysed = dict[str, tuple[ClaimVerdict, Sensitivity]]  # by identifier of the claim


@pytest.fixture(scope="module")
def knowledge(generation: Generation) -> Knowledge:
    return Knowledge.load(EmbeddedStore.open(generation))


@pytest.fixture(scope="module")
def analysed(knowledge: Knowledge) -> Analysed:
    """Every claim of our own tables."""
    assessor = Assessor(knowledge, Policy(as_of=TODAY))
    verdicts = [assessor.assess(content, TODAY) for content in assessor.contents]
    return {
        verdict.content.claim.identifier: (verdict, analyse_sensitivity(verdict, knowledge))
        for verdict in verdicts
    }


def reassess(knowledge: Knowledge, verdict: ClaimVerdict, lost: Sequence[str]) -> Verdict:
    """The verdict with a policy that is without some things, from new runs of the queries."""
    anew = assess_claim(knowledge, verdict.content.iri, Policy(as_of=TODAY, without=tuple(lost)))
    assert anew
    return anew.verdict


@given(
    st.integers(0, 6).flatmap(
        lambda count: st.tuples(st.just(range(count)), st.sets(st.integers(1, 2**count - 1 if count else 1)))
    )
)
def test_the_smallest_set_is_one_that_trying_all_sets_finds(drawn: tuple[range, set[int]]) -> None:
    """Whatever sets have the effect: it need not grow with them."""
    items, effective = drawn
    subsets = list(chain.from_iterable(combinations(items, size) for size in range(1, len(items) + 1)))
    best = min((len(chosen) for chosen in subsets if encode(chosen) in effective), default=0)
    smallest = find_smallest_set(items, lambda chosen: encode(chosen) in effective, 10_000)
    assert smallest.is_exact
    assert len(smallest.members) == best
    assert not smallest.members or encode(smallest.members) in effective


@given(st.integers(2, 300), st.data())
def test_an_upper_bound_has_the_effect_and_takes_few_tries(count: int, data: st.DataObject) -> None:
    needed = data.draw(st.sets(st.integers(0, count - 1), min_size=1))
    tried: list[int] = []

    def has_effect(chosen: Sequence[int]) -> bool:
        tried.append(len(chosen))
        return needed <= set(chosen)

    smallest = find_smallest_set(range(count), has_effect, 50)
    assert needed <= set(smallest.members)
    assert len(tried) <= 50 + 4 * 65
    if smallest.is_exact:
        assert len(smallest.members) == len(needed)


def encode(chosen: Sequence[int]) -> int:
    return sum(1 << item for item in chosen)


def test_an_analysis_asks_no_query(generation: Generation) -> None:
    store = CountingStore(EmbeddedStore.open(generation))
    knowledge = Knowledge.load(store)
    assessor = Assessor(knowledge, Policy(as_of=TODAY))
    verdicts = [assessor.assess(content, TODAY) for content in assessor.contents]
    assert knowledge.names
    assert knowledge.provenance.source_publishers
    assert knowledge.provenance.dataset_titles
    store.queries.clear()
    for verdict in verdicts:
        analyse_sensitivity(verdict, knowledge)
    assert store.queries == []


def test_without_the_smallest_loss_the_verdict_is_the_one_that_it_names(
    analysed: Analysed, knowledge: Knowledge
) -> None:
    flipped = [(verdict, found.loss) for verdict, found in analysed.values() if found.loss.pieces]
    assert len(flipped) > 3
    for verdict, loss in flipped:
        assert loss.verdict is not verdict.verdict
        assert reassess(knowledge, verdict, loss.things) is loss.verdict


def test_no_smaller_loss_changes_the_verdict(analysed: Analysed, knowledge: Knowledge) -> None:
    for verdict, found in analysed.values():
        readings = [reading for part in verdict.propositions for reading in part.readings]
        pieces = list_pieces(readings, knowledge)
        most = len(found.loss.pieces) - 1 if found.loss.pieces else len(pieces)
        if not found.loss.is_exact or len(pieces) > FEW:
            continue
        for size in range(1, most + 1):
            for lost in combinations(pieces, size):
                things = sorted(frozenset().union(*lost))
                assert reassess(knowledge, verdict, things) is verdict.verdict


def move(verdict: ClaimVerdict, turning: TurningFigure, number: Decimal, knowledge: Knowledge) -> Verdict:
    """The verdict on the proposition if it gave another number, from new readings of what was measured."""
    moved = [
        replace_number(proposition, turning.bound, number)
        if isinstance(proposition, QuantityProposition) and turning.proposition.endswith(f"/{proposition.id}")
        else proposition
        for proposition in verdict.content.propositions
    ]
    content: ClaimContent = replace(verdict.content, propositions=tuple(moved))
    anew = decide_claim(content, verdict.policy, verdict.measurements, knowledge)
    return next(part.verdict for part in anew.propositions if part.iri == turning.proposition)


def replace_number(proposition: QuantityProposition, bound: str, number: Decimal) -> QuantityProposition:
    if bound == "low":
        return replace(proposition, low=number, as_printed=None)
    if bound == "high":
        return replace(proposition, high=number, as_printed=None)
    return replace(proposition, value=number, as_printed=None)


def list_turnings(analysed: Analysed) -> list[tuple[ClaimVerdict, TurningFigure, QuantityProposition]]:
    """The turning figures of claims whose figures are no rounded values: these would round otherwise."""
    return [
        (verdict, turning, part.proposition)
        for verdict, found in analysed.values()
        for turning in found.turning_figures
        for part in verdict.propositions
        if part.iri == turning.proposition
        and isinstance(part.proposition, QuantityProposition)
        and (turning.bound != "value" or part.proposition.comparator != "equal")
    ]


def test_beyond_a_turning_figure_the_verdict_is_the_one_that_it_names(
    analysed: Analysed, knowledge: Knowledge
) -> None:
    turnings = list_turnings(analysed)
    assert turnings
    for verdict, turning, _ in turnings:
        bit = abs(turning.figure) * Decimal("1e-12") * (1 if turning.is_above else -1)
        assert move(verdict, turning, turning.figure + bit, knowledge) is turning.verdict


def test_before_a_turning_figure_the_verdict_stays(analysed: Analysed, knowledge: Knowledge) -> None:
    for verdict, turning, proposition in list_turnings(analysed):
        start = getattr(proposition, turning.bound)
        part = next(part for part in verdict.propositions if part.iri == turning.proposition)
        for share in ("0", "0.3", "0.7", "0.999999999"):
            number = start + (turning.figure - start) * Decimal(share)
            assert move(verdict, turning, number, knowledge) is part.verdict


def test_a_rank_has_no_turning_figure(analysed: Analysed) -> None:
    ranks = [
        (found, part)
        for verdict, found in analysed.values()
        for part in verdict.propositions
        if isinstance(part.proposition, QuantityProposition) and part.proposition.unit == "rank"
    ]
    assert any(part.readings for _, part in ranks)
    assert [
        figure for found, part in ranks for figure in found.turning_figures if figure.proposition == part.iri
    ] == []


def test_every_reading_that_decides_is_one_of_the_ways_to_read_a_claim(analysed: Analysed) -> None:
    for verdict, found in analysed.values():
        ways = {
            iri
            for way in found.specifications
            if way.counts
            for reading in way.readings
            for iri in reading.measurement.rests_on
        }
        for part in verdict.propositions:
            for reading in part.readings:
                if reading.standing is Standing.DECIDES and reading.outcome in SIDED:
                    assert ways.issuperset(reading.measurement.rests_on)


def test_the_readings_are_counted_by_what_they_make_of_the_claim(analysed: Analysed) -> None:
    verdict, found = analysed["S18"]
    assert verdict.verdict is Verdict.CONTRADICTED
    assert found.side_counts[Side.AGAINST] == len(found.specifications) == 1


@pytest.mark.parametrize(
    ("pieces", "is_exact", "text"),
    [
        ([], True, "no loss of its 9 pieces of evidence changes the verdict"),
        ([["x"]], True, "unresolved without 1 of 9 pieces of evidence"),
        ([["x"], ["y"]], False, "perhaps without fewer; up to 3 pieces, every loss was tried"),
        ([], False, "none was found: no loss that was tried"),
    ],
)
def test_an_upper_bound_is_called_one(pieces: list[list[str]], is_exact: bool, text: str) -> None:  # noqa: FBT001
    verdict = Verdict.UNRESOLVED if pieces else None
    loss = SmallestLoss(pieces=pieces, verdict=verdict, is_exact=is_exact, searched=3, piece_count=9)
    assert text in loss_text(loss)


def test_the_figures_counted_from_many_things_are_lost_together(analysed: Analysed) -> None:
    _, found = analysed["S18"]
    (piece,) = found.loss.pieces
    assert len(piece) > 20
    assert found.loss.verdict is Verdict.UNRESOLVED
    assert found.loss.is_exact
