"""The data centres of Epoch AI: sites, parts and figures, compared with the files read another way."""

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Involvement, Observation, SiteFacts
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

DATA = default_source_tree().root / "data"
FOLDER = DATA / "epoch-data-centers"
SITES, TIMELINES = "data_centers.csv", "data_center_timelines.csv"
METRICS = {
    "Buildings operational": "site-buildings-operational",
    "IT power (MW)": "site-it-power",
    "Power (MW)": "site-power",
    "H100 equivalents": "site-compute",
    "Performance (8-bit OP/s)": "site-performance-8-bit",
    "Total capital cost (2025 USD billions)": "site-capital-cost",
    "Compute cost (2025 USD billions)": "site-compute-cost",
    "Construction cost (2025 USD billions)": "site-construction-cost",
    "Annual operating cost (2025 USD billions)": "site-annual-operating-cost",
    "Water use (MGD)": "site-water-use",
}
CURRENT = {
    "Current H100 equivalents": ("site-compute-current", "H100 equivalents"),
    "Current power (MW)": ("site-it-power-current", "IT power (MW)"),
    "Current total capital cost (2025 USD billions)": (
        "site-capital-cost-current",
        "Total capital cost (2025 USD billions)",
    ),
}


def _rows(file: str) -> Table:
    return table(f"{FOLDER.name}/{file}")


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(gathered: DatasetRows) -> list[Observation]:
    return [row.record for row in gathered.rows if isinstance(row.record, Observation)]


@pytest.fixture(scope="module")
def sites(gathered: DatasetRows) -> dict[str, Entity]:
    found = [row.record for row in gathered.rows if isinstance(row.record, Entity)]
    return {each.name or "": each for each in found if each.id.startswith("data-center/")}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def test_the_account_adds_up(gathered: DatasetRows) -> None:
    assert gathered.accounts[SITES] == FileAccount(75, 75)
    assert gathered.accounts[TIMELINES] == FileAccount(
        424,
        422,
        {"Only the construction status, without a figure": 1},
        {"The site is not in data_centers.csv": 1},
    )


def test_each_site_is_in_its_nation(sites: dict[str, Entity]) -> None:
    assert {name: each.place or "" for name, each in sites.items()} == {
        row["Name"]: row["Address"] for row in _rows(SITES)
    }
    assert Counter(each.nation for each in sites.values()) == {
        "nation/us": 66,
        "nation/china": 3,
        "nation/australia": 1,
        "nation/indonesia": 1,
        "nation/malaysia": 1,
        "nation/portugal": 1,
        "nation/uk": 1,
        "nation/united-arab-emirates": 1,
    }


def test_a_timeline_site_that_is_not_listed_is_not_made_up(sites: dict[str, Entity]) -> None:
    assert {row["Data center"] for row in _rows(TIMELINES)} - sites.keys() == {"EdgeCore Mesa PH03"}


@pytest.mark.parametrize(("column", "metric"), METRICS.items())
def test_each_cell_of_the_timelines_is_an_observation(
    observations: list[Observation], sites: dict[str, Entity], column: str, metric: str
) -> None:
    factor = Decimal(10**9) if "billions" in column else Decimal(1)
    expected = {
        (sites[row["Data center"]].id, row["Date"]): Decimal(row[column]) * factor
        for row in _rows(TIMELINES)
        if row[column] and row["Data center"] in sites
    }
    found = {
        (each.subjects[0], each.period.text): each.value
        for each in observations
        if each.metric == metric and each.period
    }
    assert found == expected


def test_days_after_the_version_of_the_file_are_plans(observations: list[Observation]) -> None:
    planned = {
        (each.subjects, each.period.text) for each in observations if each.status == "planned" and each.period
    }
    later = [row for row in _rows(TIMELINES) if row["Date"] > "2026-08-03"]
    assert len(planned) == len(later) == 71
    assert min(day for _, day in planned) > "2026-08-03"


@pytest.mark.parametrize(("column", "metric", "timeline"), [(key, *value) for key, value in CURRENT.items()])
def test_current_figures_are_the_latest_of_the_timelines_up_to_the_end_of_july(
    observations: list[Observation], sites: dict[str, Entity], column: str, metric: str, timeline: str
) -> None:
    found = {each.subjects[0]: each for each in observations if each.metric == metric}
    assert len(found) == 75
    factor = Decimal(10**9) if "billions" in column else Decimal(1)
    for row in _rows(SITES):
        past = [
            line
            for line in _rows(TIMELINES)
            if line["Data center"] == row["Name"] and line["Date"] <= "2026-07-31"
        ]
        value = found[sites[row["Name"]].id].value
        assert value == Decimal(row[column]) * factor
        assert value == Decimal(max(past, key=lambda line: line["Date"])[timeline] or 0) * factor


def test_the_column_left_out_repeats_the_sites_own() -> None:
    current = {row["Name"]: row["Current H100 equivalents"] for row in _rows(SITES)} | {
        "EdgeCore Mesa PH03": "0"
    }
    assert all(
        Decimal(row["Current H100 equivalents (from Data center)"]) == Decimal(current[row["Data center"]])
        for row in _rows(TIMELINES)
    )


def test_spot_values(observations: list[Observation]) -> None:
    by_id = {each.id: each for each in observations}
    cost = by_id["epoch-dc-colossus-2-site-capital-cost-2026-04-06"]
    assert (cost.value, cost.unit, cost.definition) == (
        Decimal("18562179999.999998"),
        "unit:CCY_USD",
        "In US dollars of 2025",
    )
    assert cost.source_text == "Total capital cost (2025 USD billions): 18.562179999999998"
    assert by_id["epoch-dc-colossus-2-site-power-2026-07-01"].value == 1276
    assert by_id["epoch-dc-colossus-2-site-it-power-current-2026-07"].value == 946
    assert by_id["epoch-dc-colossus-2-site-performance-8-bit-2026-07-01"].value == Decimal("2.2e21")
    assert "another unit" in (by_id["epoch-dc-meta-kuna-site-water-use-2026-06-01"].note or "")
    assert sum("another unit" in (each.note or "") for each in observations) == 1


def test_the_text_on_construction_stands_once_for_each_row(observations: list[Observation]) -> None:
    notes = Counter(
        (each.note or "").removeprefix("Construction status: ") for each in observations if each.note
    )
    texts = Counter(
        row["Construction status"].strip()
        for row in _rows(TIMELINES)
        if row["Data center"] != "EdgeCore Mesa PH03" and row["IT power (MW)"]
    )
    assert texts == Counter({text: n for text, n in notes.items() if "another unit" not in text})


@pytest.mark.parametrize(
    ("column", "role"), [("Owner", "owner"), ("Users", "user"), ("Project", "programme")]
)
def test_each_name_with_a_tag_is_an_involvement(
    gathered: DatasetRows, sites: dict[str, Entity], column: str, role: str
) -> None:
    expected = {
        (sites[row["Name"]].id, name.strip(), f"tagged-{tag}" if tag else None)
        for row in _rows(SITES)
        for name, tag in re.findall(r"([^,#]+)(?:#(\w+))?", row[column])
    }
    found = {
        (each.thing, each.agent_as_printed, each.confidence)
        for row in gathered.rows
        if isinstance(each := row.record, Involvement) and each.role == role
    }
    assert found == expected


def test_only_what_is_confident_is_a_direct_link(gathered: DatasetRows, sites: dict[str, Entity]) -> None:
    facts = {row.record.id: row.record for row in gathered.rows if isinstance(row.record, SiteFacts)}
    atlanta, bristow = facts["data-center/microsoft-fairwater-atlanta"], facts["data-center/google-bristow"]
    assert (atlanta.owned_by, atlanta.used_by, atlanta.hosts) == (
        ("company/microsoft",),
        (),
        ("chip/nvidia-b200",),
    )
    assert (bristow.owned_by, bristow.used_by) == ((), ())  # names without a tag
    assert facts["data-center/meta-sarpy"].hosts == ()  # its B300 are to come
    assert sites["OpenAI Stargate Abilene"].part_of == ("programme/stargate",)
    sure = sum(row["Owner"].count("#confident") for row in _rows(SITES))
    assert sum(len(each.owned_by) for each in facts.values()) == sure


def test_every_owner_user_and_programme_is_an_entity(gathered: DatasetRows) -> None:
    named = [row.record for row in gathered.rows if isinstance(row.record, Involvement)]
    assert [
        each
        for each in named
        if each.agent is None and each.role in ("owner", "user", "programme", "investor")
    ] == []


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (
            SITES,
            lambda text: text.replace("(2025 USD billions)", "(2026 USD billions)", 1),
            [f"{SITES}:1", "2026 USD"],
        ),
        (
            TIMELINES,
            lambda text: text.replace("Water use (MGD)", "Water use (ML/d)", 1),
            [f"{TIMELINES}:1", "ML/d"],
        ),
        (
            TIMELINES,
            lambda text: text.replace(",239.0,", ",239.0 MW,", 1),
            ["IT power (MW)", "'239.0 MW' is not a number"],
        ),
        (
            SITES,
            lambda text: text.replace("#likely", "#probable", 1),
            ["Users", "'probable' is not a category", "Known:"],
        ),
        (
            SITES,
            lambda text: text.replace("Meta #confident", "#confident", 1),
            ["Owner", "no name with a tag"],
        ),
        (
            SITES,
            lambda text: text.replace("Softbank,OpenAI", "Softbank #likely,OpenAI", 1),
            ["Investors", "without a tag"],
        ),
        (
            SITES,
            lambda text: text.replace(",Portugal,", ",Lusitania,", 1),
            ["Country", "'Lusitania' is no name we know"],
        ),
        (
            TIMELINES,
            lambda text: text.replace("2025-09-08", "9/8/2025", 1),
            [f"{TIMELINES}:3", "Date", "not a date"],
        ),
        (
            TIMELINES,
            lambda text: text.replace("Colossus 2,2025-02-28", "Colossus 3,2025-02-28", 1),
            ["imported 421"],
        ),
        (
            TIMELINES,
            lambda text: text + text.splitlines(keepends=True)[-1],
            ["Data center", "is already in line", "Keep one"],
        ),
    ],
    ids=[
        "cost's year",
        "water's unit",
        "unit in cell",
        "tag",
        "no name",
        "tag new",
        "nation",
        "date",
        "site",
        "row twice",
    ],
)
def test_a_spoiled_file_is_refused(
    copy: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    path = copy / file
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
