"""Computing power of laboratories: every figure compared with the file read another way."""

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
from tests.support.source_tables import table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "epoch-lab-compute"
FILE = "lab_compute_year_end_by_lab.csv"
LABORATORIES = {
    "Anthropic": "company/anthropic",
    "Google DeepMind": "company/google-deepmind",
    "Meta Superintelligence Labs": "company/meta-superintelligence-labs",
    "OpenAI": "company/openai",
    "SpaceXAI": "company/spacexai",
}


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(dataset: DatasetRows) -> list[Observation]:
    return [row.record for row in dataset.rows if isinstance(row.record, Observation)]


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(11, 11)


def test_each_row_is_a_median_between_two_percentiles(observations: list[Observation]) -> None:
    assert {
        (record.subjects, record.period.text if record.period else "", record.low, record.value, record.high)
        for record in observations
    } == {
        (
            (LABORATORIES[row["Lab"]],),
            row["Date"],
            *(Decimal(row[column]) for column in ("h100e_p5", "h100e_med", "h100e_p95")),
        )
        for row in table(f"{FOLDER.name}/{FILE}")
    }
    assert {record.bounds for record in observations} == {"percentiles-5-95"}
    assert all(
        record.low is not None and record.high is not None and record.low < (record.value or 0) < record.high
        for record in observations
    )


def test_the_medians_of_the_last_year_sum_to_what_the_readme_says(observations: list[Observation]) -> None:
    last = [record for record in observations if record.period and record.period.text == "2025-12-31"]
    assert round(sum(record.value or Decimal(0) for record in last) / 10**6, 2) == Decimal("6.15")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("h100e_med", "h200e_med"), "unknown columns ['h200e_med']"),
        (lambda text: text.replace("102534.71096180622", "about 100000"), "is not a number"),
        (lambda text: text.replace("2023-12-31", "end of 2023"), "is not a date"),
        (lambda text: text.replace(",Anthropic,", ",Misanthropic,"), "'Misanthropic' is no name we know"),
    ],
    ids=["unit", "figure", "date", "laboratory"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / FILE).write_text(spoil((copy / FILE).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in (told, "SHA-256") if part not in str(error.value)] == []
