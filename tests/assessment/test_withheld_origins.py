"""What is withheld takes along what passes it on, and nothing that it was itself taken from."""

from __future__ import annotations

from datetime import date

import pytest

from claimgraph import namespaces
from claimgraph.assessment import (
    Knowledge,
    Policy,
    assess_claim,
    evidence_exclusions,
    exclusions,
    load_claim_contents,
)
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

TODAY = date(2026, 11, 28)
WIRED = namespaces.thing_iri("publisher/wired")
COUNT = namespaces.thing_iri("observation/ev004-us-china-neurips-2024")  # by a page that relays Wired


@pytest.fixture(scope="module")
def knowledge(generation: Generation) -> Knowledge:
    return Knowledge.load(EmbeddedStore.open(generation))


def rests_on(knowledge: Knowledge, claim: str, *without: str) -> tuple[str, ...]:
    verdict = assess_claim(knowledge, claim, Policy(as_of=TODAY, without=without))
    assert verdict
    return verdict.rests_on


def test_without_a_publisher_its_word_in_other_pages_is_no_evidence(knowledge: Knowledge) -> None:
    contents = load_claim_contents(knowledge.store)
    claims = [content.iri for content in contents if COUNT in rests_on(knowledge, content.iri)]
    assert claims
    for claim in claims:
        assert COUNT not in rests_on(knowledge, claim, WIRED)


def test_without_a_document_a_page_that_passes_it_on_is_no_evidence(knowledge: Knowledge) -> None:
    provenance = knowledge.provenance
    report = namespaces.thing_iri("source/sia-and-bcg-2024-emerging-resilience")
    page = namespaces.thing_iri("source/thincb2b-2024-geography-of-ic-production")
    assert {report, page, "agent:sia-and-bcg", "agent:thincb2b"} <= provenance.origins_of_source(page)
    assert page not in provenance.origins_of_source(report)
    assert page in provenance.find_passed_on(frozenset({report}))
    assert report not in provenance.find_passed_on(frozenset({page}))


def test_without_a_source_no_repeat_of_it_counts_and_its_own_origins_do(knowledge: Knowledge) -> None:
    provenance, checked = knowledge.provenance, 0
    for iri, origin in provenance.utterances.items():
        for antecedent in provenance.walk_back(iri) - {iri}:
            for source in provenance.utterances[antecedent].sources - origin.sources:
                passed_on = provenance.find_passed_on(frozenset({source}))
                assert iri in passed_on
                earlier = provenance.walk_back(antecedent) - {antecedent} - {iri}
                assert not any(
                    utterance in passed_on
                    for utterance in earlier
                    if not {source}
                    & {
                        name
                        for older in provenance.walk_back(utterance)
                        for name in provenance.utterances[older].sources
                    }
                )
                checked += 1
    assert checked


def test_a_source_that_says_something_of_its_own_still_counts(knowledge: Knowledge) -> None:
    """A document falls only if all that is recorded of it repeats what is withheld."""
    provenance = knowledge.provenance
    for withheld in sorted(provenance.source_tiers):
        passed_on = provenance.find_passed_on(frozenset({withheld}))
        for iri, origin in provenance.utterances.items():
            if iri not in passed_on:
                assert passed_on.isdisjoint(origin.sources - {withheld})


def test_what_passes_on_something_withheld_stays_on_record(knowledge: Knowledge) -> None:
    policy = Policy(as_of=TODAY, without=(WIRED,))
    assert WIRED in exclusions(knowledge, policy)
    relaying = {
        source
        for source in knowledge.provenance.source_agents
        if WIRED in knowledge.provenance.find_agents(source)
    }
    assert relaying <= set(evidence_exclusions(knowledge, policy))
    assert relaying.isdisjoint(exclusions(knowledge, policy))
