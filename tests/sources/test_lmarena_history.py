"""LMArena's ratings: which rows are imported, compared with the file read another way."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "lmarena-history"
FILE = "text_overall_ratings.csv"


@pytest.fixture(scope="module")
def printed() -> Table:
    return table(f"{FOLDER.name}/{FILE}")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def ratings(dataset: DatasetRows) -> dict[tuple[str, str], Observation]:
    """The observations by day and version."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    return {
        (record.period.text if record.period else "", (record.method or "").removeprefix("Version ")): record
        for record in records
    }


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(
        11827,
        917,
        {"Not of the last list of its month": 9767},
        {"No model of the graph is judged to be this version": 1143},
    )


def test_every_rating_of_a_known_version_on_the_last_day_of_a_month_is_imported(
    printed: Table, ratings: dict[tuple[str, str], Observation]
) -> None:
    days = sorted({row["date"] for row in printed})
    last_days = set({day[:7]: day for day in days}.values())
    known = {row["name"] for row in table(f"{FOLDER.name}/aliases.csv") if row["judgement"] == "same"}
    assert len(last_days) == 22
    assert {key: record.value for key, record in ratings.items()} == {
        (row["date"], row["model"]): Decimal(row["rating"])
        for row in printed
        if row["date"] in last_days and row["model"] in known
    }


def test_each_list_is_a_scope_of_its_own(ratings: dict[tuple[str, str], Observation]) -> None:
    assert {record.scope for (day, _), record in ratings.items() if day == "2025-02-27"} == {
        "List of 2025-02-27"
    }
    assert len({record.scope for record in ratings.values()}) == 22


def test_the_scale_was_shifted_between_two_lists(ratings: dict[tuple[str, str], Observation]) -> None:
    version = "gpt-4o-2024-05-13"
    assert ratings["2024-05-27", version].value == Decimal("1151.63")
    assert ratings["2024-06-29", version].value == Decimal("1287.02")


def test_r1_is_behind_the_best_version_known_on_the_last_day(
    ratings: dict[tuple[str, str], Observation],
) -> None:
    last = {version: record for (day, version), record in ratings.items() if day == "2025-02-27"}
    assert last["deepseek-r1"].value == Decimal("1362.66")
    assert max(last, key=lambda version: last[version].value or 0) == "gemini-2.0-flash-thinking-exp-01-21"


def test_a_version_that_is_not_surely_a_model_is_left_out(
    ratings: dict[tuple[str, str], Observation],
) -> None:
    assert {version for _, version in ratings} & {"early-grok-3", "gpt-4", "gemini-exp-1121"} == set()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("rating", "elo", 1), "unknown columns ['elo']"),
        (lambda text: text.replace("918.22", "ca. 918", 1), "'ca. 918' is not a number"),
        (lambda text: text.replace("2023-05-08,", "5/8/2023,", 1), "'5/8/2023' is not a date"),
        (lambda text: text.replace("fastchat-t5-3b", "chatglm-6b", 1), "is already in line 2"),
    ],
    ids=["column", "rating", "date", "twice"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / FILE).write_text(spoil((copy / FILE).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in (told, "SHA-256") if part not in str(error.value)] == []
