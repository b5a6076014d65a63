"""Taiwan's exports of integrated circuits: amounts, compared with the file read another way."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Bridge, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows, read_record_table
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import table
from tests.support.source_trees import dataset_copy

DATA = default_source_tree().root / "data"
FOLDER = DATA / "taiwan-ic-exports"
FILE = "taiwan_ic_exports_by_destination.csv"
GONE = ("Netherlands Antilles", "Others")
Exports = dict[tuple[str, str], Observation]  # by destination and period


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def exports(dataset: DatasetRows) -> Exports:
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {(record.partners[0], record.period.text): record for record in records if record.period}
    assert len(by_key) == len(records) == 1554
    assert {record.subjects for record in records} == {("nation/taiwan",)}
    return by_key


def _total(exports: Exports, year: str) -> Decimal:
    values = [record.value for key, record in exports.items() if key[1].startswith(year)]
    return sum((value for value in values if value is not None), Decimal())


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(1567, 1554, {"No one nation or territory of today": 13})


def test_each_year_adds_up_to_what_the_file_has(exports: Exports) -> None:
    for year in map(str, range(2013, 2026)):
        lines = [
            line
            for line in table(f"{FOLDER.name}/{FILE}")
            if line["year"] == year and line["destination_en"] not in GONE
        ]
        assert _total(exports, year) == sum(Decimal(line["exports_usd"]) for line in lines)


@pytest.mark.parametrize(
    ("destination", "year", "amount"),
    [
        ("nation/hong-kong", "2013", "19014571673.3"),
        ("nation/china", "2013", "13051806469.57"),
        ("nation/singapore", "2013", "11773451290.8"),
        ("nation/south-korea", "2013", "6118736487.37"),
        ("nation/japan", "2013", "4643032231.73"),
        ("nation/malaysia", "2013", "2244017057.6"),
        ("nation/philippines", "2013", "1690159038.71"),
    ],
)
def test_an_amount_is_as_printed(exports: Exports, destination: str, year: str, amount: str) -> None:
    assert exports[destination, year].value == Decimal(amount)


def test_shares_of_2024_are_those_that_the_file_prints(exports: Exports) -> None:
    total = sum(
        Decimal(line["exports_usd"]) for line in table(f"{FOLDER.name}/{FILE}") if line["year"] == "2024"
    )
    shares = {}
    for nation in ("nation/china", "nation/hong-kong", "nation/us"):
        value = exports[nation, "2024"].value
        assert value is not None
        shares[nation] = round(100 * value / total, 1)
    assert shares == {
        "nation/china": Decimal("29.4"),
        "nation/hong-kong": Decimal("22.3"),
        "nation/us": Decimal("4.5"),
    }


def test_the_year_that_is_not_over_is_provisional(exports: Exports) -> None:
    unfinished = {key[1] for key, record in exports.items() if record.status == "provisional"}
    assert unfinished == {"2025-01/2025-08~"}
    assert not any(period == "2025" for _, period in exports)


def test_a_zero_is_less_than_half_a_thousand(exports: Exports) -> None:
    zeros = [record for record in exports.values() if record.value == 0]
    printed = [line for line in table(f"{FOLDER.name}/{FILE}") if line["exports_usd"] == "0.0"]
    assert 0 < len(zeros) <= len(printed)
    assert {(record.low, record.high, record.bounds) for record in zeros} == {(0, 500, "rounding")}


def test_exports_are_compared_with_nothing() -> None:
    bridges = [row.record for row in read_record_table(DATA / "curated" / "bridges.csv", Bridge)]
    kinds = {
        bridge.kind
        for bridge in bridges
        if isinstance(bridge, Bridge)
        and "taiwan-ic-exports" in (bridge.claimed_metric, bridge.measured_metric)
    }
    assert kinds == {"differs-in-kind"}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("exports_usd", "exports_twd"), ["exports_twd"]),
        (lambda text: text.replace(",Japan,", ",Nippon,", 1), ["'Nippon' is no name we know"]),
        (lambda text: text.replace(",19014571673.3,", ",-19014571673.3,"), ["is negative"]),
        (lambda text: text.replace("2013,中國大陸,China", "2013,中國大陸,Hong Kong"), ["is already in line"]),
        (lambda text: text.replace("2013,日本", "102,日本"), ["is not of the form"]),
    ],
    ids=["currency", "nation", "negative", "twice", "year"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
