"""The gates: what must hold for any measurement, and which marks let it decide."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.assessment import Gate, GateMark, Standing
from claimgraph.assessment.gates import (
    find_bounds,
    find_standing,
    mark_definition,
    mark_origin,
    mark_period,
    mark_scope,
    mark_status,
)
from claimgraph.assessment.provenance import count_independent
from claimgraph.assessment.scopes import UNKNOWN, ScopeRelation, Scopes
from claimgraph.quantities import Bound, DefinitionRelation, Timing

NAMES = st.frozensets(st.sampled_from("abcdefgh"), max_size=4)
# top-2 ⊂ top-20 ⊂ researchers; rental and purchase exclude each other.
SCOPES = Scopes(
    by_text={"top 20 %": frozenset({"top-20"}), "as the metric": frozenset({"as-the-metric"})},
    broader={
        "top-2": frozenset({"top-20", "researchers"}),
        "top-20": frozenset({"researchers"}),
        "h20-rental": frozenset({"rental"}),
    },
    disjoint=frozenset({frozenset({"rental", "purchase"})}),
)
SCOPE_SETS = st.frozensets(
    st.sampled_from(["top-2", "top-20", "researchers", "rental", "purchase", "h20-rental", "text:case x"]),
    max_size=3,
)


@given(NAMES, NAMES)
def test_a_measurement_is_independent_exactly_if_it_shares_no_origin(
    claim: frozenset[str], other: frozenset[str]
) -> None:
    assert mark_origin(claim, other).passed is (claim.isdisjoint(other) and bool(other))


@given(st.lists(NAMES.filter(bool)))
def test_what_shares_an_origin_counts_once_in_whatever_order(origins: list[frozenset[str]]) -> None:
    count = count_independent(origins)
    assert count == count_independent(reversed(origins))
    assert count <= len(set(origins))
    assert count_independent([*origins, *origins]) == count


@given(SCOPE_SETS, SCOPE_SETS)
def test_scopes_lie_to_each_other_in_both_directions(
    claimed: frozenset[str], measured: frozenset[str]
) -> None:
    mirror = {ScopeRelation.NARROWER: ScopeRelation.BROADER, ScopeRelation.BROADER: ScopeRelation.NARROWER}
    there, back = SCOPES.relate(claimed, measured), SCOPES.relate(measured, claimed)
    assert back is mirror.get(there, there)


@given(SCOPE_SETS)
def test_a_scope_equals_itself_unless_nobody_can_make_it_out(scope: frozenset[str]) -> None:
    assert SCOPES.relate(scope, scope) is ScopeRelation.EQUAL
    assert SCOPES.relate(scope | {UNKNOWN}, scope) is ScopeRelation.UNKNOWN
    assert SCOPES.relate(scope | {UNKNOWN}, scope | {UNKNOWN}) is ScopeRelation.UNKNOWN


@pytest.mark.parametrize(
    ("claimed", "measured", "relation"),
    [
        ({"top-20"}, {"top-2"}, ScopeRelation.NARROWER),
        ({"top-20"}, {"researchers"}, ScopeRelation.BROADER),
        ({"top-20"}, set(), ScopeRelation.BROADER),
        (set(), {"top-20"}, ScopeRelation.NARROWER),
        ({"rental"}, {"purchase"}, ScopeRelation.DISJOINT),
        ({"h20-rental"}, {"purchase"}, ScopeRelation.DISJOINT),
        ({"rental"}, {"top-20"}, ScopeRelation.UNKNOWN),
        (set(), {"text:10 nm and below"}, ScopeRelation.UNKNOWN),
        ({"text:10 nm and below"}, {"text:10 nm and below"}, ScopeRelation.EQUAL),
    ],
)
def test_scopes_that_were_judged(claimed: set[str], measured: set[str], relation: ScopeRelation) -> None:
    assert SCOPES.relate(frozenset(claimed), frozenset(measured)) is relation


def test_a_text_that_no_concept_has_is_a_scope_of_its_own_and_a_definition_of_the_kind_is_none() -> None:
    assert SCOPES.read_text("Top 20 %.") == {"top-20"}
    assert SCOPES.read_text("As the metric") == set()
    assert SCOPES.read_text("Only on Sundays") == {"text:only on sundays"}
    assert SCOPES.read_text("Only on Sundays", is_scope=False) == set()


@pytest.mark.parametrize("relation", ScopeRelation)
def test_a_narrower_or_broader_scope_bounds_only_what_adds_up(relation: ScopeRelation) -> None:
    assert mark_scope(relation, adds_up=False).passed is (relation is ScopeRelation.EQUAL)
    bounds = {ScopeRelation.NARROWER: (Bound.PART,), ScopeRelation.BROADER: (Bound.MORE,)}
    assert find_bounds(DefinitionRelation.SAME, relation, adds_up=True) == bounds.get(relation, ())
    assert find_bounds(DefinitionRelation.SAME, relation, adds_up=False) == ()


def test_a_doubted_or_revised_measurement_never_decides() -> None:
    assert mark_status("a misprint", None) == GateMark(
        Gate.STATUS, "suspect", passed=False, detail="a misprint"
    )
    assert not mark_status(None, "revised").passed
    assert mark_status(None, None).passed


def every_reading() -> list[tuple[DefinitionRelation, tuple[GateMark, ...]]]:
    origins = (mark_origin(frozenset("a"), frozenset("a")), mark_origin(frozenset("a"), frozenset("b")))
    scopes = (mark_scope(ScopeRelation.EQUAL, adds_up=False), mark_scope(ScopeRelation.UNKNOWN, adds_up=True))
    periods = (mark_period(Timing.SAME), mark_period(Timing.NEAR))
    statuses = (mark_status(None, None), mark_status("doubt", None))
    return [
        (relation, (*marks, mark_definition(relation, None)))
        for relation, *marks in product(DefinitionRelation, origins, scopes, periods, statuses)
    ]


def test_only_a_reading_that_passes_every_gate_counts_for_others_than_its_own_source() -> None:
    for relation, marks in every_reading():
        standing, failed = find_standing(relation, marks), [mark.gate for mark in marks if not mark.passed]
        if standing in (Standing.DECIDES, Standing.READS, Standing.LEANS):
            assert failed == []
        assert (standing is Standing.SELF) is (failed == [Gate.ORIGIN])
        assert (standing is Standing.DECIDES) is (not failed and relation.is_own)
