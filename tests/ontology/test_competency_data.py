"""Answers about the data sets of others, compared with the same figures counted from their files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

import pytest

from claimgraph.stores import EmbeddedStore
from tests.support.competency import answer, comparable, question
from tests.support.source_tables import (
    COMPANIES,
    NATIONS,
    TYPES,
    by_id,
    models,
    nations,
    providers,
    reached,
    supply,
    table,
)

NCSES = "ncses-ai-coauthorship"
EPOCH = "epoch-models-chips-costs"
ETO = "eto-chip-explorer"


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


def same(store: EmbeddedStore, name: str, rows: Iterable[Iterable[object]]) -> None:
    """The rows, whatever their order: where a table of the answer stands beside the query, that says it."""
    found = answer(question(name), store)
    assert Counter(found) == Counter(comparable(rows))


def joint_papers() -> dict[tuple[str, str], int]:
    """Each pair of nations in alphabetical order; the columns are in the order of the rows."""
    rows = table(f"{NCSES}/10060.csv")
    names = [NATIONS.get(row["region_country_or_economy"], row["region_country_or_economy"]) for row in rows]
    cells = [list(row.values())[3:] for row in rows]
    return {(names[a], names[b]): int(cells[a][b]) for a, b in combinations(range(len(names)), 2)}


def test_us_chinese_papers_are_those_of_the_two_files(store: EmbeddedStore) -> None:
    metrics = {
        "coauthored-ai-papers-ai-index": "co-written AI papers (AI Index 2022)",
        "coauthored-ai-papers-eto": "co-written AI papers (ETO)",
        "coauthored-ai-papers-ncses": "co-written AI papers (NCSES)",
        "coauthored-neurips-papers": "co-written NeurIPS papers",
    }
    curated = {
        (metrics[row["metric"]], row["period"], row["value"], "curated")
        for row in table("curated/observations.csv")
        if row["metric"] in metrics and set(row["subjects"].split("|")) == {"nation/us", "nation/china"}
    }
    counted = str(joint_papers()["China", "United States"])
    wanted = curated | {(metrics["coauthored-ai-papers-ncses"], "2003/2022", counted, NCSES)}
    found = [(row[1], row[4], row[5], row[6]) for row in answer(question("CQ-02a"), store)]
    assert sorted(found, key=str) == sorted(comparable(wanted), key=str)


def test_the_ten_pairs_with_most_papers_are_those_of_the_square(store: EmbeddedStore) -> None:
    top = sorted(joint_papers().items(), key=lambda pair: -pair[1])[:10]
    same(store, "CQ-02c", [(*sorted(pair), papers, "2003/2022") for pair, papers in top])


def test_the_rank_of_a_pair_is_its_place_in_the_square(store: EmbeddedStore) -> None:
    pairs = joint_papers()
    papers = pairs["China", "United States"]
    same(store, "CQ-02d", [(papers, 1 + sum(other > papers for other in pairs.values()), len(pairs))])


def test_models_of_each_nation_and_year_are_counted_right(store: EmbeddedStore) -> None:
    counts = Counter(
        (nation, row["Publication date"][:4])
        for row in models()
        for nation in nations(row["Country (of organization)"])
    )
    same(store, "CQ-08a", [(*key, count) for key, count in counts.items()])


def test_shares_of_nations_are_those_of_the_latest_year_in_the_file(store: EmbeddedStore) -> None:
    names, rows = providers(), table(f"{ETO}/provision.csv")
    of_nations = {
        row["provider_id"] for row in table(f"{ETO}/providers.csv") if row["provider_type"] == "country"
    }
    shares = [row for row in rows if row["share_provided"] and row["provider_id"] in of_nations]
    latest: dict[str, str] = defaultdict(str)
    for row in shares:
        latest[row["provided_id"]] = max(latest[row["provided_id"]], row["year"])
    wanted = [
        (
            row["provided_name"],
            "supply-chain-capacity-share-nation"  # by site: fabrication, and assembly, testing and packaging
            if row["provided_id"] in ("S2", "S3")
            else "supply-chain-provision-share-nation",
            NATIONS.get(names[row["provider_id"]], names[row["provider_id"]]),
            row["year"],
            row["share_provided"],
        )
        for row in shares
        if row["year"] == latest[row["provided_id"]]
    ]
    same(store, "CQ-08b", wanted)


def owner(row: dict[str, str]) -> str:
    """Who is meant, by the label in the graph: "Other" is somebody else in each file."""
    if row["Owner"] == "China":
        return "Chinese owners of AI chips (as Epoch AI counts them)"
    if row["Owner"] != "Other":
        return row["Owner"]
    if row["Chip manufacturer"] == "AMD":
        return "Other owners of AMD chips"
    without = "without" if row["Notes"].startswith("Excludes") else "with"
    return f"Other owners of Nvidia chips ({without} xAI and CoreWeave)"


def test_compute_of_each_owner_is_that_of_the_files_of_totals(store: EmbeddedStore) -> None:
    files = [
        *(
            f"owners_csv_export/{maker}_owners_cumulative_totals.csv"
            for maker in ("nvidia", "amd", "tpu", "trainium")
        ),
        "owners_csv_export/nvidia_owners_OTHER_cumulative_totals.csv",
        "owners_csv_export/coreweave/coreweave_owners_cumulative_totals.csv",
        "data_inputs/nvidia_other_cumulative_totals.csv",
        "data_inputs/named_other_owners_cumulative_totals.csv",
    ]
    rows = [row for file in files for row in table(f"epoch-ai-chip-counts/{file}")]
    figures = ("Compute estimate in H100e (median)", "H100e (5th percentile)", "H100e (95th percentile)")
    same(
        store,
        "CQ-08c",
        [
            (
                owner(row),
                COMPANIES.get(row["Chip manufacturer"], row["Chip manufacturer"]),
                day(row["End date"]),
                *(row[figure] for figure in figures),
            )
            for row in rows
        ],
    )


def day(american: str) -> str:
    """12/31/2024 or 12/31/24 as 2024-12-31."""
    year = "%Y" if len(american.split("/")[2]) == 4 else "%y"
    return datetime.strptime(american, f"%m/%d/{year}").date().isoformat()


def test_articles_of_the_ten_nations_with_most_are_those_of_the_table(store: EmbeddedStore) -> None:
    articles = {}
    for row in table(f"{NCSES}/10067.csv"):
        path = row["region_country_or_economy_full_path"].replace("<sup>a</sup>", "").split(" -> ")
        if path[-1] == "Total articles":
            articles[path[-2]] = {year: int(row[f"field_{year}"]) for year in range(2003, 2023)}
    total = articles.pop("World")
    top = sorted(articles, key=lambda nation: -sum(articles[nation].values()))[:10]
    wanted = [
        (nation, year, count, 100 * count / total[year])
        for nation in top
        for year, count in articles[nation].items()
    ]
    same(store, "CQ-08d", wanted)


def test_machine_learning_chips_are_counted_by_foundry_and_node(store: EmbeddedStore) -> None:
    labels = {"Samsung": "Samsung Electronics"}
    chips = {
        (labels.get(foundry, foundry), row["Process size (nm)"], row["Hardware name"])
        for row in table(f"{EPOCH}/chips.csv")
        if row["ML hardware"] and row["Process size (nm)"]
        for foundry in row["Foundry"].split(",")
        if foundry not in ("", "Unknown")
    }
    same(store, "CQ-08e", [(*key, count) for key, count in Counter(chip[:2] for chip in chips).items()])


def test_the_largest_model_of_each_nation_is_that_of_the_table(store: EmbeddedStore) -> None:
    column = "Training compute (FLOP)"
    trained = [row for row in models() if row[column]]
    most: dict[str, float] = defaultdict(float)
    for row in trained:
        for nation in nations(row["Country (of organization)"]):
            most[nation] = max(most[nation], float(row[column]))
    wanted = [
        (
            nation,
            row["Model"],
            row["Publication date"],
            row[column],
            row["Training compute lower bound"],
            row["Training compute upper bound"],
            row["Confidence"].lower(),
        )
        for row in trained
        for nation in nations(row["Country (of organization)"])
        if float(row[column]) == most[nation]
    ]
    same(store, "CQ-08f", wanted)


def test_power_of_sites_adds_up_by_nation(store: EmbeddedStore) -> None:
    sites = defaultdict(list)
    for row in table("epoch-data-centers/data_centers.csv"):
        if row["Current power (MW)"]:
            sites[row["Country"]].append(float(row["Current power (MW)"]))
    same(
        store,
        "CQ-08g",
        [(NATIONS.get(nation, nation), len(each), sum(each)) for nation, each in sites.items()],
    )


def test_suppliers_and_their_seats_are_those_of_the_files(store: EmbeddedStore) -> None:
    suppliers = by_id(f"{ETO}/providers.csv", "provider_id")
    codes = {
        row["provider_name"]: row["alias"] for row in suppliers.values() if row["provider_type"] == "country"
    }
    wanted = [
        (
            row["provided_name"],
            COMPANIES.get(supplier["provider_name"], supplier["provider_name"]),
            NATIONS.get(codes.get(supplier["country"], ""), codes.get(supplier["country"], "")),
            row["year"],
            row["share_provided"],
        )
        for row in table(f"{ETO}/provision.csv")
        if (supplier := suppliers[row["provider_id"]])["provider_type"] == "organization"
        and supplier["provider_name"] != "Various companies"
    ]
    same(store, "CQ-09a", wanted)


def test_what_goes_into_photolithography_follows_the_file_of_sequence(store: EmbeddedStore) -> None:
    inputs, (into, kind) = by_id(f"{ETO}/inputs.csv", "input_id"), supply()
    target = "N25"
    direct = {each for each in into if target in into[each]}

    def how(each: str) -> str:
        if each in direct:
            return "directly"
        return "as a kind of it" if reached(each, kind) & direct else "by way of others"

    wanted = [
        (row["input_name"], TYPES[row["type"]], how(each))
        for each, row in inputs.items()
        if target in reached(each, into, kind)
    ]
    same(store, "CQ-09b", wanted)


def test_inputs_of_a_stage_are_those_before_its_first_process(store: EmbeddedStore) -> None:
    inputs, (into, kind) = by_id(f"{ETO}/inputs.csv", "input_id"), supply()
    staged = {each for each, row in inputs.items() if row["stage_id"]}
    counts: Counter[tuple[str, str]] = Counter()
    for each, row in inputs.items():
        ahead = ({each} | reached(each, into, kind)) & staged
        first = {
            process for process in ahead if not any(process in reached(other, into, kind) for other in ahead)
        }
        for stage in {inputs[process]["stage_name"] for process in first}:
            counts[stage, TYPES[row["type"]]] += 1
    same(store, "CQ-09c", [(*key, count) for key, count in counts.items()])


def test_operators_of_fabs_are_counted_by_seat_and_place(store: EmbeddedStore) -> None:
    entities = by_id("entities/entities.csv", "id") | by_id("curated/entities.csv", "id")
    seats = {company: entities[row["nation"]]["name"] for company, row in entities.items() if row["nation"]}
    eto = {row["provider_name"]: row["country"] for row in table(f"{ETO}/providers.csv")}
    assert (eto["Kioxia"], eto["Renesas"], eto["STMicroelectronics"]) == ("JPN", "JPN", "CHE")
    seats |= {
        "company/kioxia": "Japan",
        "company/renesas-electronics": "Japan",
        "company/stmicroelectronics": "Switzerland",
    }
    fabs = Counter(
        (
            entities[operator]["name"],
            seats.get(operator, "not known here"),
            entities[row["nation"]]["name"],
        )
        for row in table("fabs/fabs.csv")
        if row["status"] == "operating"
        for operator in row["operators"].split("|")
        if operator
    )
    same(store, "CQ-09d", [(*key, count) for key, count in fabs.items()])


def test_measured_training_costs_beside_claims_are_those_of_the_tables(store: EmbeddedStore) -> None:
    columns = {
        "training cost as amortised hardware and energy": "Hardware_Capex_Energy_Cost",
        "training cost as hardware purchase": "Hardware_Acquisition_Cost",
        "training cost at cloud rental prices": "Cloud_Cost",
    }
    costs = by_id(f"{EPOCH}/model_costs.csv", "Model")
    later = by_id(f"{EPOCH}/model_costs_updated.csv", "Model")
    systems = {row["Model"]: row for row in models()}
    found = [row for row in answer(question("CQ-04b"), store) if row[8] == EPOCH]
    wanted = [
        costs[str(row[1])][columns[str(row[3])]]
        if str(row[3]) in columns
        else later[str(row[1])]["Cost"]
        if str(row[3]) == "training cost in Epoch AI's later table"
        else systems[str(row[1])]["Training compute cost (2023 USD)"].removeprefix("$")
        for row in found
    ]
    assert found
    assert [(row[6],) for row in found] == comparable((value,) for value in wanted)
