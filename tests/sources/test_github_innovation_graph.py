"""GitHub's Innovation Graph, compared with the files read another way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "github-innovation-graph"
YEARS = range(2020, 2026)


def third_quarters(file: str) -> Table:
    """The rows of third quarters, without the European Union."""
    return [
        row for row in table(f"{FOLDER.name}/{file}") if row["quarter"] == "3" and "EU" not in row.values()
    ]


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> dict[str, list[Observation]]:
    """The observations by metric."""
    by_metric = defaultdict(list)
    for row in dataset.rows:
        if isinstance(row.record, Observation):
            by_metric[row.record.metric].append(row.record)
    return by_metric


def test_each_metric_has_its_figures(figures: dict[str, list[Observation]]) -> None:
    assert {metric: len(records) for metric, records in figures.items()} == {
        "github-developers": 1348,
        "github-pushes": 1043,
        "github-topic-pushers": 302,
        "github-collaboration": 158,
    }


@pytest.mark.parametrize(
    ("file", "column", "metric"),
    [
        ("developers.csv", "developers", "github-developers"),
        ("git_pushes.csv", "git_pushes", "github-pushes"),
    ],
)
def test_sums_are_those_of_the_members_without_the_union(
    figures: dict[str, list[Observation]], file: str, column: str, metric: str
) -> None:
    printed = sum(int(row[column]) for row in third_quarters(file) if row["iso2_code"] != "XK")
    assert sum(record.value or 0 for record in figures[metric]) == printed
    assert not [record for record in figures[metric] if not record.subjects[0].startswith("nation/")]


def test_shares_of_accounts(figures: dict[str, list[Observation]]) -> None:
    accounts = {
        record.subjects[0]: record.value or 0
        for record in figures["github-developers"]
        if record.period and record.period.text == "2025-07/2025-09"
    }
    shares = {nation: round(100 * accounts[f"nation/{nation}"] / sum(accounts.values()), 1) for nation in
              ("us", "india", "china")}  # fmt: skip
    assert {nation: str(share) for nation, share in shares.items()} == {
        "us": "17.2",
        "india": "13.6",
        "china": "6.5",
    }


def pair_sums(year: int) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for row in third_quarters("economy_collaborators.csv"):
        if row["year"] == str(year):
            first, second = sorted((row["source"], row["destination"]))
            sums[first, second] += int(row["weight"])
    return sums


def test_pairs_are_sums_of_both_directions_and_keep_their_rank(
    figures: dict[str, list[Observation]],
) -> None:
    found = []
    for year in YEARS:
        sums = pair_sums(year)
        values = {
            record.subjects: record.value
            for record in figures["github-collaboration"]
            if record.period and record.period.text.startswith(str(year))
        }
        assert Counter(values.values()) == Counter(value for value in sums.values() if value >= 50_000)
        pair = values["nation/china", "nation/us"]
        assert pair == sums["CN", "US"]
        ahead = [value for value in values.values() if value and pair and value > pair]
        found.append((int(pair or 0), len(ahead) + 1))
    assert found == [(107736, 6), (113824, 7), (77685, 17), (70034, 18), (62784, 26), (57991, 31)]


def test_what_is_not_printed_of_a_topic_is_not_there(figures: dict[str, list[Observation]]) -> None:
    chinese = {
        (record.period.text[:4], record.scope): record.value
        for record in figures["github-topic-pushers"]
        if record.subjects == ("nation/china",) and record.period
    }
    learning = "Repositories with the topic machine-learning"
    assert (chinese["2023", learning], chinese.get(("2025", learning))) == (109, None)
    assert chinese["2025", "Repositories with the topic llm"] == 146


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        ("developers.csv", lambda text: text.replace("developers,", "people,", 1), "unknown columns"),
        ("git_pushes.csv", lambda text: text.replace(",2020,1", ",1920,1", 1), "'1920'"),
        ("topics.csv", lambda text: text.replace("7206,", "many,", 1), "'many' is not a number"),
        ("economy_collaborators.csv", lambda text: text.replace("873657", "-873657", 1), "is not a count"),
    ],
    ids=["column", "year", "number", "count"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, file: str, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert told in str(error.value)
