"""How much of what is claimed was measured by others, and whose claims these are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimgraph.stores import EmbeddedStore
from tests.support.competency import Row, answer, question, rows_of
from tests.support.source_tables import table

CLAIMS = ("curated", "claims-2026-11", "claims-lineage")
PREFIXES = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX verdict: <https://w3id.org/claimgraph/vocab/verdict/>
"""

SPEAKERS = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT (COUNT(DISTINCT ?claim) AS ?claims)"""


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


def rows(store: EmbeddedStore, name: str) -> list[Row]:
    return answer(question(name), store)


def counts(store: EmbeddedStore, name: str) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in rows(store, name)}


def test_more_than_three_of_five_claims_have_a_figure(store: EmbeddedStore) -> None:
    ((claims, with_figure, without),) = rows(store, "CQ-15a")
    assert claims == sum(len(table(f"{folder}/claims.csv")) for folder in CLAIMS)
    figured = {row["claim"] for folder in CLAIMS for row in table(f"{folder}/quantity_propositions.csv")}
    assert with_figure == len(figured) > Decimal("0.6") * Decimal(claims)
    related = {row["claim"] for folder in CLAIMS for row in table(f"{folder}/relation_propositions.csv")}
    assert without == Decimal(claims) - len(figured | related)


def test_speakers_of_the_us_are_first_in_less_than_a_third_of_claims(store: EmbeddedStore) -> None:
    ours = 3 * counts(store, "CQ-15b")["United States"]
    assert ours < sum(len(table(f"{folder}/claims.csv")) for folder in CLAIMS)
    body = question("CQ-15b").read_text("utf-8").partition("WHERE {")[2].rpartition("}")[0]
    known = f'{SPEAKERS} {{ {body} FILTER (?nation NOT IN ("unknown", "none")) }}'
    ((claims,),) = rows_of(b"".join(store.answer(known, format="csv").chunks))
    assert ours < int(claims)


def test_every_claim_that_others_measured_is_decided_or_says_what_stops_it(store: EmbeddedStore) -> None:
    outcomes = counts(store, "CQ-15c")
    assert "read" not in outcomes
    assert outcomes["decided"] + outcomes["stopped"] > 100


def test_what_is_no_reading_is_of_another_partner_or_scope(store: EmbeddedStore) -> None:
    """An observation of the same metric, subject and partner, with no scope on either side, is read."""
    unread = """SELECT ?proposition ?observation WHERE {
      ?assessment cg:isCurrent true ; cg:hasPropositionVerdict ?part ; cg:verdict ?verdict .
      FILTER (?verdict IN (verdict:unresolved, verdict:pending))
      ?part cg:onProposition ?proposition .
      FILTER NOT EXISTS { ?part cg:hasReading ?reading }
      ?proposition cg:assertsMetric ?metric ; cg:assertsSubject ?subject .
      ?observation cg:subject ?subject ; cg:metric ?metric .
      FILTER NOT EXISTS { ?proposition cg:scope|cg:definition|cg:assertsPartner ?any }
      FILTER NOT EXISTS { ?observation cg:scope|cg:definition|cg:partner ?any }
      FILTER NOT EXISTS { ?observation cg:supersededIn ?release }
      FILTER NOT EXISTS {
        ?proposition cg:comparator ?comparator
        VALUES ?comparator {
          <https://w3id.org/claimgraph/vocab/comparator/rank>
          <https://w3id.org/claimgraph/vocab/comparator/multiple>
        }
      }
    }"""
    found = rows_of(b"".join(store.answer(PREFIXES + unread, format="csv").chunks))
    assert found == []


def test_every_nation_with_three_claims_has_five_metrics_with_a_source(store: EmbeddedStore) -> None:
    found = rows(store, "CQ-15d")
    assert len(found) > 8
    assert all(int(metrics) >= 5 for _, _, metrics in found)
