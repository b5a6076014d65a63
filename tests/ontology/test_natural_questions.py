"""Questions that newcomers ask first have short queries, with the answers that the tables give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimgraph.stores import EmbeddedStore
from tests.support.competency import QUESTIONS, Row, answer, comparable, question
from tests.support.source_tables import COMPANIES, by_id, models, nations, table

NATURAL = [path for path in QUESTIONS if path.stem.startswith("CQ-13")]
EPOCH = "epoch-models-chips-costs"
CLAIMS = ("curated", "claims-2026-11", "claims-lineage")


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


def rows(store: EmbeddedStore, name: str) -> list[Row]:
    return answer(question(name), store)


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
    claims = {row["identifier"]: row for folder in CLAIMS for row in table(f"{folder}/claims.csv")}
    found = rows(store, "CQ-13e")
    assert "C037" not in {row[0] for row in found}  # its figure of 2022 is what the forecast starts from
    for identifier, _, due in found:
        assert claims[str(identifier)]["claim_type"] == "prediction"
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", str(due))
    assert ("C070", "2025-12-31") in {(row[0], row[2]) for row in found}


def test_observations_that_dispute_a_claim_are_those_of_the_evidence_table(store: EmbeddedStore) -> None:
    claims = {row["id"]: row for folder in CLAIMS for row in table(f"{folder}/claims.csv")}
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
