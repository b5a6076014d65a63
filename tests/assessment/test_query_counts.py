"""What a generation says is read once: how many queries an assessment and the page of a claim take."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import namespaces
from claimgraph.assessment import Assessor, ClaimContent, Knowledge, Policy, load_claim_contents
from claimgraph.config import Settings
from claimgraph.documents.lookups import load_verdict
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore
from claimgraph.stores.dataset import prepare_graphs
from claimgraph.web import create_app
from tests.support.counting_store import CountingStore
from tests.support.serving import serve_app

ASSESSMENT, PAGE = 8, 12
RETRACTION = 2  # one more day of the history: its evidence query may be answered for the day and the eve
RELEASE = 2  # likewise, of a series whose figures the claim is set against
TODAY = date(2026, 11, 28)
CLAIMS = {
    "S18": "musk-2025-all-chip-fabs-in-taiwan",
    "S02": "the-national-2025-r1-cost-6-million",
    "S08": "the-national-2025-us-china-46000-ai-papers",
}


def count_assessment(knowledge: Knowledge, store: CountingStore, claim: str) -> int:
    """How many queries an assessment takes, with those for what the knowledge still lacks."""
    store.queries.clear()
    assert load_verdict(knowledge, claim, Policy(as_of=TODAY))
    return len(store.queries)


def load_knowledge(store: CountingStore) -> Knowledge:
    """Knowledge that has served assessments before, as a server's has."""
    knowledge = Knowledge.load(store)
    for slug in CLAIMS.values():
        load_verdict(knowledge, namespaces.thing_iri(f"claim/{slug}"), Policy(as_of=TODAY))
    return knowledge


def count_releases(knowledge: Knowledge, content: ClaimContent) -> int:
    """How many releases replaced figures that a claim is set against."""
    return len(Assessor(knowledge, Policy(as_of=TODAY), content.iri).release_days(content))


def test_an_assessment_takes_at_most_eight_queries(whole_store: EmbeddedStore) -> None:
    """Of any claim, with whatever has to be computed anew for the days of its history.

    A release of a series that the claim is set against costs two more at most, as a retraction does.
    """
    store = CountingStore(whole_store)
    knowledge = load_knowledge(store)
    contents = load_claim_contents(store)
    counts = {content.claim.id: count_assessment(knowledge, store, content.iri) for content in contents}
    released = {content.claim.id: count_releases(knowledge, content) for content in contents}
    limits = {claim: ASSESSMENT + RELEASE * count for claim, count in released.items()}
    assert {claim: count for claim, count in counts.items() if count > limits[claim]} == {}
    assert set(CLAIMS.values()) <= set(counts)
    assert {counts[content.claim.id] for content in contents if not content.propositions} == {2}


@pytest.mark.parametrize("retracted", ["fab/tsmc-fab-18", "source/eto-2026-chip-explorer"])
def test_a_retraction_costs_an_assessment_at_most_a_query_or_two(
    generation: Generation, retracted: str
) -> None:
    store = CountingStore(with_retraction(generation, namespaces.thing_iri(retracted), date(2026, 6, 1)))
    knowledge = load_knowledge(store)
    iris = (namespaces.thing_iri(f"claim/{slug}") for slug in CLAIMS.values())
    assert max(count_assessment(knowledge, store, iri) for iri in iris) <= ASSESSMENT + RETRACTION


def with_retraction(generation: Generation, thing: str, day: date) -> EmbeddedStore:
    """A store on a generation in which a thing has been retracted since."""
    store = ox.Store()
    store.bulk_load(path=generation.graph_file, format=ox.RdfFormat.N_QUADS)
    retraction, period = NamedNode("x:retraction"), NamedNode("x:period")
    graph = NamedNode(namespaces.GRAPH + "curated")
    for subject, name, object_ in (
        (retraction, "cg:retracts", NamedNode(thing)),
        (retraction, "cg:retractedDuring", period),
        (
            period,
            "cg:latest",
            Literal(day.isoformat(), datatype=NamedNode(namespaces.expand_iri("xsd:date"))),
        ),
    ):
        store.add(Quad(subject, NamedNode(namespaces.expand_iri(name)), object_, graph))
    graphs = prepare_graphs(store, generation.withheld_graphs, generation.manifest["graphs"])
    return EmbeddedStore(graphs, generation.name)


@pytest.mark.parametrize("identifier", [*CLAIMS, "without propositions"])
def test_the_page_of_a_claim_takes_at_most_twelve_queries(
    whole: Generation, whole_store: EmbeddedStore, identifier: str
) -> None:
    store = CountingStore(whole_store)
    unstructured = (each.claim.id for each in load_claim_contents(store) if not each.propositions)
    slug = CLAIMS.get(identifier) or next(unstructured)
    with serve_app(create_app(Settings(), store, whole)) as client:
        for claim in {*CLAIMS.values()} - {slug}:
            client.get(f"/claims/{claim}").raise_for_status()  # reads what the app still lacks
        store.queries.clear()
        client.get(f"/claims/{slug}").raise_for_status()
    assert 0 < len(store.queries) <= PAGE
