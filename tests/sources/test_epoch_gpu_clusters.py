"""The GPU clusters of Epoch AI: sizes, periods and nations, compared with the file read another way."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Involvement, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "epoch-gpu-clusters"
FILE = "gpu_clusters.csv"
SIZES = {
    "cluster-compute": "H100 equivalents",
    "cluster-chips": "Total number of AI chips",
    "cluster-power": "Power Capacity (MW)",
}


@pytest.fixture(scope="module")
def printed() -> Table:
    return table(f"{FOLDER.name}/{FILE}")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def clusters(dataset: DatasetRows) -> dict[str, Entity]:
    return {row.record.id: row.record for row in dataset.rows if isinstance(row.record, Entity)}


@pytest.fixture(scope="module")
def observations(dataset: DatasetRows) -> list[Observation]:
    return [row.record for row in dataset.rows if isinstance(row.record, Observation)]


def _is_stood_on(record: Observation, day: str) -> bool:
    if record.period is None or record.status == "planned":
        return False
    first, _, last = record.period.text.partition("/")
    return first <= day <= (last or first)


def _printed_compute_on(printed: list[dict[str, str]], day: str) -> dict[str, Decimal]:
    """The H100 equivalents by nation of the clusters that stood on a day, read from the file."""
    began = {row["Name"]: row["First Operational Date"] for row in printed if row["Status"] == "Existing"}
    totals: dict[str, Decimal] = Counter()  # type: ignore[assignment]
    for row in printed:
        first = row["First Operational Date"]
        gone = row["Decommissioned Date (if applicable)"]
        successor = began.get(row["Superseded by"], "")
        stands = row["Status"] != "Planned" and first and first <= day
        if stands and not (successor and successor <= day) and not (gone and gone <= day):
            totals[row["Country"]] += Decimal(row["H100 equivalents"] or 0)
    return totals


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(
        786,
        728,
        {
            "No size: neither H100 equivalents nor chips nor power": 57,
            "Superseded on its first day": 1,
        },
    )


@pytest.mark.parametrize(("metric", "column"), SIZES.items())
def test_each_size_of_a_named_cluster_is_as_printed(
    printed: list[dict[str, str]],
    clusters: dict[str, Entity],
    observations: list[Observation],
    metric: str,
    column: str,
) -> None:
    sizes = {
        clusters[record.subjects[0]].name: record.value for record in observations if record.metric == metric
    }
    expected = {
        row["Name"].strip().strip('"'): Decimal(row[column])
        for row in printed
        if row[column] and row["Name"] not in ("Anonymized Chinese System", "Sesterce H100s Phase 1")
    }
    named = {name: value for name, value in sizes.items() if not (name or "").startswith("Anonymized")}
    assert named == expected


@pytest.mark.parametrize(("metric", "column"), SIZES.items())
def test_sizes_of_anonymous_clusters_have_the_bounds_of_what_rounds_to_them(
    printed: list[dict[str, str]], observations: list[Observation], metric: str, column: str
) -> None:
    rounded = [record for record in observations if record.metric == metric and record.bounds == "rounding"]
    values = sorted(record.value for record in rounded if record.value is not None)
    assert values == sorted(
        Decimal(f"{Decimal(row[column]):.0e}")
        for row in printed
        if row[column] and row["Name"] == "Anonymized Chinese System"
    )
    for record in rounded:
        assert record.value is not None
        assert record.low is not None
        assert record.high is not None
        assert record.low < record.value < record.high
        middle = (record.low + record.high) / 2
        assert f"{middle:.0e}" == f"{record.value:.0e}"


@pytest.mark.parametrize("day", ["2025-05-31", "2025-10-31", "2020-01-01"])
def test_clusters_that_stood_on_a_day_add_up_to_those_of_the_file(
    printed: list[dict[str, str]],
    clusters: dict[str, Entity],
    observations: list[Observation],
    day: str,
) -> None:
    totals: Counter[str | None] = Counter()
    for record in observations:
        if record.metric == "cluster-compute" and _is_stood_on(record, day) and record.value:
            totals[clusters[record.subjects[0]].nation] += round(record.value, 6)  # type: ignore[assignment]
    expected = _printed_compute_on(printed, day)
    pairs = {
        "United States of America": "nation/us",
        "China": "nation/china",
        "France": "nation/france",
        "": "unknown",
    }
    for country, nation in pairs.items():
        assert abs(totals[nation] - expected[country]) < Decimal("0.01") + expected[country] / 1000


def test_the_filter_of_the_standard_analysis_decides_the_shares(
    clusters: dict[str, Entity], observations: list[Observation]
) -> None:
    def shares(method: str) -> list[Decimal]:
        totals: Counter[str | None] = Counter()
        for record in observations:
            if record.metric == "cluster-compute" and _is_stood_on(record, "2025-05-31"):
                counts = method in (record.method or "")
                totals[clusters[record.subjects[0]].nation] += record.value if counts else 0  # type: ignore[assignment, operator]
        world = Decimal(sum(totals.values()))
        return [round(100 * Decimal(totals[nation]) / world, 1) for nation in ("nation/us", "nation/china")]

    assert shares("Estimate") == [Decimal("68.7"), Decimal("15.8")]
    assert shares(", counted") == [Decimal("76.3"), Decimal("9.5")]


def test_a_stage_ends_before_the_next_begins(observations: list[Observation]) -> None:
    periods = {
        record.subjects[0]: record.period.text
        for record in observations
        if record.metric == "cluster-compute" and record.period
    }
    stages = [periods[f"cluster/xai-colossus-memphis-phase-{number}"] for number in (1, 2, 3)]
    assert stages == ["2024-09-02/2025-02-17", "2025-02-18/2025-07-21", "2025-07-22/2025-11-03"]


def test_doubtful_clusters_are_shown_and_do_not_decide(
    printed: list[dict[str, str]], observations: list[Observation]
) -> None:
    doubtful = {record.subjects[0] for record in observations if record.suspect}
    expected = [
        row
        for row in printed
        if (row["Possible Duplicate"] or row["Certainty"] == "Unlikely")
        and any(row[column] for column in SIZES.values())
    ]
    assert len(doubtful) == len(expected)
    assert "cluster/brazil-scala-ai-city-phase-2" in doubtful  # a rumour


def test_chips_are_of_one_type_or_of_none_that_is_named(observations: list[Observation]) -> None:
    chips = {record.subjects[0]: record for record in observations if record.metric == "cluster-chips"}
    assert chips["cluster/xai-colossus-memphis-phase-1"].partners == ("chip/nvidia-h100-sxm5-80gb",)
    assert chips["cluster/xai-colossus-memphis-phase-3"].partners == ()  # H100, H200 and GB200
    assert not any(record.partners for key, record in chips.items() if "anonymized" in key)


def test_every_owner_is_an_involvement(printed: list[dict[str, str]], dataset: DatasetRows) -> None:
    involvements = [row.record for row in dataset.rows if isinstance(row.record, Involvement)]
    names = Counter(record.agent_as_printed for record in involvements)
    assert names["Google"] == sum(
        "Google" in [name.strip() for name in row["Owner"].split(",")]
        and any(row[column] for column in SIZES.values())
        for row in printed
    )
    assert {record.agent for record in involvements if record.agent_as_printed == "xAI"} == {"company/xai"}


def _without_last_day_of_summit(text: str) -> str:
    before, name, after = text.partition("Oak Ridge NL Summit,Decommissioned")
    return before + name + after.replace(",2024-11-15,", ",,", 1)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("H100 equivalents", "H200 equivalents", 1), ["H200 equivalents"]),
        (
            lambda text: text.replace(",Existing,", ",Rumoured,", 1),
            ["Status", "'Rumoured' is not a category"],
        ),
        (lambda text: text.replace(",Japan,", ",Nippon,", 1), ["Country", "'Nippon' is no name we know"]),
        (
            lambda text: text.replace(",2025-02-18,", ",2/18/2025,", 1),
            ["First Operational Date", "not a date"],
        ),
        (_without_last_day_of_summit, ["rejected 1", "on a day that is not stated"]),
    ],
    ids=["column", "status", "nation", "date", "last day"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
