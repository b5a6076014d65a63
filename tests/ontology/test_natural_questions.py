"""Questions that newcomers ask first have short queries, with the answers that the tables give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimgraph.stores import EmbeddedStore
from tests.support.competency import QUESTIONS, Row, answer, comparable, question, rows_of
from tests.support.source_tables import COMPANIES, by_id, models, nations, table

NATURAL = [path for path in QUESTIONS if path.stem.startswith("CQ-13")]
EPOCH = "epoch-models-chips-costs"
CLAIMS = ("curated", "claims-2026-11", "claims-lineage")
PREFIXES = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


def rows(store: EmbeddedStore, name: str) -> list[Row]:
    return answer(question(name), store)


def ask(store: EmbeddedStore, query: str) -> list[Row]:
    return rows_of(b"".join(store.answer(PREFIXES + query, format="csv").chunks))


def list_claims() -> list[dict[str, str]]:
    return [row for folder in CLAIMS for row in table(f"{folder}/claims.csv")]


@pytest.mark.parametrize("path", NATURAL, ids=lambda path: path.stem)
def test_the_query_is_short(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    body = lines[next(number for number, line in enumerate(lines) if line.startswith("SELECT")) :]
    assert len(body) <= 12


def test_chips_of_china_are_the_last_totals_of_each_maker(store: EmbeddedStore) -> None:
    totals = [
        (COMPANIES.get(row["Chip manufacturer"], row["Chip manufacturer"]), iso(row["End date"]), row)
        for maker in ("nvidia", "amd", "tpu", "trainium")
        for row in table(f"epoch-ai-chip-counts/owners_csv_export/{maker}_owners_cumulative_totals.csv")
        if row["Owner"] == "China"
    ]
    last = {maker: (day, row) for maker, day, row in sorted(totals, key=lambda total: total[1])}
    figures = ("Number of Units", "Number of Units (5th percentile)", "Number of Units (95th percentile)")
    wanted = [(maker, day, *(row[figure] for figure in figures)) for maker, (day, row) in last.items()]
    assert sorted(rows(store, "CQ-13a"), key=str) == sorted(comparable(wanted), key=str)


def iso(american: str) -> str:
    """12/31/2025 as 2025-12-31."""
    month, day, year = american.split("/")
    return f"{int(year) % 100 + 2000}-{int(month):02}-{int(day):02}"


def test_each_claim_is_counted_under_one_verdict(store: EmbeddedStore) -> None:
    counts = [int(row[1]) for row in rows(store, "CQ-13b")]
    assessed = "SELECT DISTINCT ?claim { ?verdict <https://w3id.org/claimgraph/ns#assesses> ?claim }"
    claims = b"".join(store.answer(assessed, format="csv").chunks).splitlines()[1:]
    assert sum(counts) == len(claims) > 100


def test_notable_models_are_those_of_the_table(store: EmbeddedStore) -> None:
    wanted = {
        (row["Model"], row["Publication date"])
        for row in models()
        if row["Notability criteria"]
        and row["Publication date"].startswith("2024")
        and "United States" in nations(row["Country (of organization)"])
    }
    assert {(str(model), str(day)) for model, day in rows(store, "CQ-13c")} == wanted
    assert len(rows(store, "CQ-13c")) == len(wanted) > 30


def test_training_costs_are_of_models_since_2024_and_come_once_a_data_set(store: EmbeddedStore) -> None:
    found = rows(store, "CQ-13d")
    assert len(set(found)) == len(found) > 30
    assert all(str(released) >= "2024" for _, released, *_ in found)
    costs = by_id(f"{EPOCH}/model_costs.csv", "Model")
    amortised = [row for row in found if row[2] == "training-cost-amortised" and EPOCH in str(row[4])]
    wanted = comparable((costs[str(row[0])]["Hardware_Capex_Energy_Cost"],) for row in amortised)
    assert [(row[3],) for row in amortised] == wanted


def test_overdue_predictions_fell_due_after_they_were_made_and_before_the_data(store: EmbeddedStore) -> None:
    claims = {row["identifier"]: row for row in list_claims()}
    found = rows(store, "CQ-13e")
    assert "C037" not in {row[0] for row in found}  # its figure of 2022 is what the forecast starts from
    for identifier, _, due in found:
        assert claims[str(identifier)]["claim_type"] == "prediction"
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", str(due))
    assert ("C070", "2025-12-31") in {(row[0], row[2]) for row in found}


def test_observations_that_dispute_a_claim_are_those_of_the_evidence_table(store: EmbeddedStore) -> None:
    claims = {row["id"]: row for row in list_claims()}
    wanted = {
        (claims[row["claim"]]["identifier"], item)
        for folder in ("curated", "claims-lineage", "evidence-2026-11")
        for row in table(f"{folder}/evidence.csv")
        if row["direction"] == "contradicts"
        for item in row["items"].split("|")
        if item.startswith("observation/")
    }
    found = [(str(row[0]), str(row[4]).partition("/id/")[2]) for row in rows(store, "CQ-13f")]
    assert sorted(found) == sorted(wanted)


def test_each_conflict_comes_once_and_only_if_it_counts_against_the_claim(store: EmbeddedStore) -> None:
    found = [(row[0], row[5]) for row in rows(store, "CQ-13g")]
    assert len(set(found)) == len(found) > 5
    counted = """SELECT DISTINCT ?claim ?observation {
      ?assessment cg:assesses/<http://purl.org/dc/terms/identifier> ?claim ; cg:isCurrent true ;
        cg:hasPropositionVerdict/cg:hasReading ?reading .
      ?reading cg:outcome <https://w3id.org/claimgraph/vocab/comparison-outcome/conflicts> ;
        cg:readsEvidence ?observation ; cg:standing ?standing .
      FILTER NOT EXISTS { ?reading cg:failedGate ?gate } }"""
    assert set(found) <= set(ask(store, counted))


def test_whoever_said_a_claim_first_comes_before_all_others(store: EmbeddedStore) -> None:
    said: dict[str, list[str]] = {}
    for folder in CLAIMS:
        for row in table(f"{folder}/utterances.csv"):
            said.setdefault(row["claim"], []).append(row["said"])
    repeated = {row["identifier"] for row in list_claims() if len(said.get(row["id"], [])) > 1}
    ids = {row["identifier"]: row["id"] for row in list_claims()}
    found = rows(store, "CQ-13h")
    assert {row[0] for row in found} <= repeated
    for claim, _, when in ((row[0], row[1], str(row[2]).partition(".")[0]) for row in found):
        assert not [other for other in said[ids[str(claim)]] if other and other < when[: len(other)]]


def test_a_plain_count_of_verdicts_counts_each_claim_once(store: EmbeddedStore) -> None:
    counts = ask(
        store,
        "SELECT ?verdict (COUNT(?assessment) AS ?n) { ?assessment cg:verdict ?verdict } GROUP BY ?verdict",
    )
    assert {(str(verdict).rpartition("/")[2], n) for verdict, n in counts} == set(rows(store, "CQ-13b"))


def test_a_plain_count_by_review_counts_each_claim_once(store: EmbeddedStore) -> None:
    counts = dict(
        ask(store, "SELECT ?is (COUNT(?claim) AS ?n) { ?claim a cg:Claim ; cg:reviewed ?is } GROUP BY ?is")
    )
    assert counts == {"true": len(table("curated/claims.csv")), "false": len(list_claims()) - counts["true"]}


def test_a_plain_count_of_fabs_by_the_name_of_a_place_counts_each_fab_once(store: EmbeddedStore) -> None:
    counts = ask(
        store,
        "SELECT ?name (COUNT(?fab) AS ?n) { ?fab a cg:Fab ; cg:locatedIn/rdfs:label ?name } GROUP BY ?name",
    )
    fabs = table("fabs/fabs.csv")
    assert sum(int(n) for _, n in counts) == len(fabs)
    assert len(counts) == len({row["nation"] for row in fabs})


def test_a_plain_query_for_names_has_one_for_each_thing(store: EmbeddedStore) -> None:
    twice = (
        "SELECT ?thing { ?thing a cg:Entity ; rdfs:label ?name } GROUP BY ?thing HAVING (COUNT(?name) != 1)"
    )
    assert ask(store, twice) == []
