"""The Epoch Capabilities Index: scores, models and nations, compared with the file read another way."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Involvement, ModelFacts, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "epoch-capabilities-index"
FILE = "epoch_capabilities_index.csv"


@pytest.fixture(scope="module")
def printed() -> Table:
    return table(f"{FOLDER.name}/{FILE}")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def scores(dataset: DatasetRows) -> dict[str, Observation]:
    """The observations by version."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    return {(record.method or "").removeprefix("Version "): record for record in records}


@pytest.fixture(scope="module")
def nations(dataset: DatasetRows) -> dict[str, tuple[str, ...]]:
    return {
        row.record.thing: row.record.nations for row in dataset.rows if isinstance(row.record, Involvement)
    }


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(
        683, 428, {"No score: the index does not rate this version": 255}
    )


def test_each_score_is_that_of_its_version_and_day(
    printed: list[dict[str, str]], scores: dict[str, Observation]
) -> None:
    assert {
        version: (record.value, record.period.text if record.period else "")
        for version, record in scores.items()
    } == {
        row["Model version"].strip(): (Decimal(row["ECI Score"]), row["Release date"])
        for row in printed
        if row["ECI Score"]
    }


def test_every_score_names_its_release(scores: dict[str, Observation]) -> None:
    assert {
        (record.definition, record.known_since.text) for record in scores.values() if record.known_since
    } == {("Release of 2026-07-01", "2026-07-01")}


def test_models_of_the_table_of_models_are_the_same_here(scores: dict[str, Observation]) -> None:
    assert scores["o1-2024-12-17_high"].subjects == ("model/o1",)
    assert scores["DeepSeek-R1"].subjects == ("model/deepseek-r1",)
    assert {
        record.subjects[0] for version, record in scores.items() if version.startswith("grok-3-beta")
    } <= {"model/grok-3"}


def test_new_models_have_a_nation_and_known_ones_are_not_described_again(dataset: DatasetRows) -> None:
    models = {row.record.id: row.record for row in dataset.rows if isinstance(row.record, Entity)}
    facts = {row.record.id: row.record for row in dataset.rows if isinstance(row.record, ModelFacts)}
    assert len(models) == 81
    assert facts.keys() - models.keys() == {"model/deepseek-v3-1", "model/llama-2-13b"}
    assert all(record.developed_in for record in facts.values())
    assert models["model/claude-opus-4-5"].part_of == ("model-family/claude",)
    assert models["model/glm-5"].part_of == ()


@pytest.mark.parametrize(
    ("version", "days", "american"),
    [("DeepSeek-R1", 34, "o1-2024-12-17_high"), ("DeepSeek-V3", 105, "o1-preview-2024-09-12")],
)
def test_the_lag_behind_the_first_american_model_with_as_much(
    scores: dict[str, Observation],
    nations: dict[str, tuple[str, ...]],
    version: str,
    days: int,
    american: str,
) -> None:
    chinese = scores[version]
    assert chinese.value is not None
    assert chinese.period is not None
    rivals = [
        (record.period.text, name)
        for name, record in scores.items()
        if nations[record.subjects[0]] == ("nation/us",)
        and record.period
        and record.value is not None
        and record.value >= chinese.value
    ]
    day = min(day for day, _ in rivals)
    assert (day, american) in rivals
    assert (date.fromisoformat(chinese.period.text) - date.fromisoformat(day)).days == days


def test_the_best_american_model_is_ahead_of_the_best_chinese_one(
    scores: dict[str, Observation], nations: dict[str, tuple[str, ...]]
) -> None:
    best: dict[str, Decimal] = {"nation/us": Decimal(0), "nation/china": Decimal(0)}
    for record in scores.values():
        for nation in nations[record.subjects[0]]:
            best[nation] = max(best.get(nation, Decimal(0)), record.value or Decimal(0))
    assert round(best["nation/us"], 1) == Decimal("161.3")
    assert round(best["nation/china"], 1) == Decimal("153.2")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("ECI Score", "ECI 2 Score", 1), ["unknown columns ['ECI 2 Score']"]),
        (lambda text: text.replace("152.7211558043359", "top", 1), ["ECI Score", "'top' is not a number"]),
        (lambda text: text.replace(",2026-06-16,", ",June,", 1), ["Release date", "is not a date"]),
        (lambda text: text.replace(",China,", ",Cathay,", 1), ["Country", "'Cathay' is no name we know"]),
        (lambda text: text.replace(",API access,", ",Telegram,", 1), ["'Telegram' is not a category"]),
        (lambda text: text.replace("qwen3.7-max,", "glm-5.2_max,", 1), ["is already in line 2"]),
    ],
    ids=["column", "score", "date", "nation", "access", "twice"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / FILE).write_text(spoil((copy / FILE).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []


APRIL = FOLDER.with_name("epoch-capabilities-index-2026-04")


@pytest.fixture(scope="module")
def april() -> DatasetRows:
    return read_dataset_rows(APRIL, read_dataset(APRIL))


def test_the_release_of_april_has_its_own_scores_and_no_models(april: DatasetRows) -> None:
    printed = {
        row["Model version"].strip(): (Decimal(row["ECI Score"]), row["Release date"])
        for row in table(f"{APRIL.name}/{FILE}")
        if row["ECI Score"]
    }
    observations = [row.record for row in april.rows if isinstance(row.record, Observation)]
    assert april.accounts[FILE] == FileAccount(
        591, 348, {"No score: the index does not rate this version": 243}
    )
    assert {
        (record.method or "").removeprefix("Version "): (
            record.value,
            record.period.text if record.period else "",
        )
        for record in observations
    } == printed
    assert {
        (record.definition, record.known_since.text) for record in observations if record.known_since
    } == {("Release of 2026-04-19", "2026-04-19")}
    assert not [row for row in april.rows if isinstance(row.record, Entity | ModelFacts | Involvement)]


def test_both_releases_rate_the_same_models(april: DatasetRows, scores: dict[str, Observation]) -> None:
    moved = []
    for row in april.rows:
        if isinstance(row.record, Observation):
            later = scores.get((row.record.method or "").removeprefix("Version "))
            assert later is None or later.subjects == row.record.subjects
            if later and later.value is not None and row.record.value is not None:
                moved.append(later.value - row.record.value)
    assert len(moved) == 347
    assert sum(1 for change in moved if change) == 340
    assert (round(min(moved), 1), round(max(moved), 1)) == (Decimal("-1.6"), Decimal("3.7"))
