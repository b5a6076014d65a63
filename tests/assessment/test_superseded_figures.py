"""A figure of a series counts from the release that gave it to the release that replaces it."""

from __future__ import annotations

from datetime import date

import pytest

from claimgraph.analysis import compute_impact
from claimgraph.assessment import Knowledge, Policy, Verdict, assess_claim, load_verdict_history
from claimgraph.generations import Generation
from claimgraph.namespaces import GRAPH, thing_iri
from claimgraph.stores import EmbeddedStore
from tests.support.builds import build_changed
from tests.support.releases import CLAIM, add_release, claim_of_india
from tests.support.source_trees import own_tables

CLAIM_IRI = thing_iri(f"claim/{CLAIM}")
FIRST, SECOND, THIRD = date(2026, 1, 15), date(2026, 5, 1), date(2026, 9, 1)


@pytest.fixture(scope="module")
def store(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("releases")
    source_tree = own_tables(folder / "tree")
    claim_of_india(source_tree)
    add_release(source_tree, "example-a", FIRST, india="41", france="9")
    add_release(source_tree, "example-b", SECOND, india="40", france="9")
    add_release(source_tree, "example-c", THIRD, france="9")
    return EmbeddedStore.open(build_changed(source_tree, folder / "build", generation))


def rests_on(store: EmbeddedStore, policy: Policy) -> tuple[Verdict, list[str]]:
    verdict = assess_claim(Knowledge.load(store), CLAIM_IRI, policy)
    assert verdict
    return verdict.verdict, [iri.rpartition("/")[2] for iri in verdict.rests_on]


@pytest.mark.parametrize(
    ("day", "verdict", "figures"),
    [
        (date(2026, 1, 14), Verdict.UNRESOLVED, []),
        (FIRST, Verdict.CONTRADICTED, ["example-a-india"]),
        (date(2026, 4, 30), Verdict.CONTRADICTED, ["example-a-india"]),
        (SECOND, Verdict.SUPPORTED, ["example-b-india"]),
        (date(2026, 8, 31), Verdict.SUPPORTED, ["example-b-india"]),
        (THIRD, Verdict.UNRESOLVED, []),
    ],
)
def test_a_verdict_rests_on_the_figure_that_was_current_on_the_day(
    store: EmbeddedStore, day: date, verdict: Verdict, figures: list[str]
) -> None:
    assert rests_on(store, Policy(as_of=day)) == (verdict, figures)


def test_the_history_names_what_a_release_replaced(store: EmbeddedStore) -> None:
    history = load_verdict_history(Knowledge.load(store), CLAIM_IRI, Policy(as_of=date(2026, 12, 1)))
    assert history
    changes = [
        (
            change.day,
            change.verdict,
            [iri.rpartition("/")[2] for measurement in change.superseded for iri in measurement.rests_on],
        )
        for change in history.changes[-3:]
    ]
    assert changes == [
        (FIRST, Verdict.CONTRADICTED, []),
        (SECOND, Verdict.SUPPORTED, ["example-a-india"]),
        (THIRD, Verdict.UNRESOLVED, ["example-b-india"]),
    ]


def test_without_a_release_the_one_before_it_is_current(store: EmbeddedStore) -> None:
    today = date(2026, 12, 1)
    assert rests_on(store, Policy(as_of=today, without=(f"{GRAPH}example-c",))) == (
        Verdict.SUPPORTED,
        ["example-b-india"],
    )
    both = (f"{GRAPH}example-b", f"{GRAPH}example-c")
    assert rests_on(store, Policy(as_of=today, without=both)) == (Verdict.CONTRADICTED, ["example-a-india"])


def test_the_impact_of_a_release_is_that_the_one_before_it_counts_again(store: EmbeddedStore) -> None:
    impact = compute_impact(Knowledge.load(store), f"{GRAPH}example-b", date(2026, 6, 1))
    changes = {
        change.before.content.claim.id: (change.before.verdict, change.after.verdict)
        for change in impact.verdict_changes
    }
    assert changes == {CLAIM: (Verdict.SUPPORTED, Verdict.CONTRADICTED)}
