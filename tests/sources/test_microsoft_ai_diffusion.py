"""Microsoft's AI Diffusion: shares of users by economy, compared with the file read another way."""

import csv
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
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "microsoft-ai-diffusion"
FILE = "AI_Diffusion_Q12026_Update.csv"
PERIODS = ("2025-01/2025-06", "2025-07/2025-12", "2026-01/2026-03")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def shares(dataset: DatasetRows) -> dict[tuple[str, str], Decimal]:
    """The shares by economy and period."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {
        (record.subjects[0], record.period.text): record.value
        for record in records
        if record.period and record.value is not None
    }
    assert len(by_key) == len(records) == 441
    return by_key


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(147, 147)


def test_shares_add_up_to_those_of_the_file(shares: dict[tuple[str, str], Decimal]) -> None:
    text = (FOLDER / FILE).read_bytes().decode("mac_roman")
    lines = list(csv.reader(text.splitlines()))[1:]
    for column, period in enumerate(PERIODS, 1):
        printed = sum(Decimal(line[column].rstrip("%")) for line in lines)
        assert sum(value for (_, its_period), value in shares.items() if its_period == period) == printed


@pytest.mark.parametrize(
    ("subject", "period", "value"),
    [
        ("nation/united-arab-emirates", PERIODS[2], "70.10"),
        ("nation/united-arab-emirates", PERIODS[0], "59.40"),
        ("nation/singapore", PERIODS[1], "60.90"),
        ("nation/france", PERIODS[2], "47.80"),
        ("nation/south-korea", PERIODS[2], "37.10"),
        ("nation/us", PERIODS[2], "31.30"),
        ("nation/india", PERIODS[2], "17.60"),
        ("nation/china", PERIODS[2], "16.40"),
        ("nation/norway", PERIODS[0], "45.30"),
        ("nation/ireland", PERIODS[1], "44.60"),
    ],
)
def test_a_share_is_as_printed(
    shares: dict[tuple[str, str], Decimal], subject: str, period: str, value: str
) -> None:
    assert shares[subject, period] == Decimal(value)


def test_names_in_mac_os_roman_are_read(shares: dict[tuple[str, str], Decimal]) -> None:
    assert shares["nation/turkiye", PERIODS[0]] > 0


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("Q1 2026", "Q2 2026").encode("mac_roman"), ["Q2 2026 AI Diffusion"]),
        (lambda text: text.encode("utf-8"), ["is no name we know", "rkiye"]),
        (lambda text: text.replace("31.30%", "0.313").encode("mac_roman"), ["is no percentage"]),
        (lambda text: text.replace("31.30%", "131.30%").encode("mac_roman"), ["is no share"]),
        (lambda text: text.replace("France", "Singapore").encode("mac_roman"), ["is already in line"]),
    ],
    ids=["period", "encoding", "unit", "share", "twice"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], bytes], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / FILE
    path.write_bytes(spoil(path.read_bytes().decode("mac_roman")))
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
