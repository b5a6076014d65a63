"""US prices and exchange rates: each figure compared with the files read another way."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import mean

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "deflators-exchange-rates"
PRICES, YEARS = "us_cpi_monthly.csv", "exchange_rates_yearly.csv"
MONTHS, POUNDS = "exchange_rates_monthly_2026.csv", "exchange_rates_monthly_uk.csv"
EARLY = "Before 2010: no amount of a claim or a measurement is of such a year"
UNUSED = "A currency in which no claim states an amount"


def _lines(file: str) -> Table:
    return table(f"{FOLDER.name}/{file}")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(dataset: DatasetRows) -> dict[tuple[str, str, str], Observation]:
    """The observations by metric, subject and period."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {
        (record.metric, record.subjects[0], record.period.text): record for record in records if record.period
    }
    assert len(by_key) == len(records) == 620
    return by_key


def _price(observations: dict[tuple[str, str, str], Observation], month: str) -> Decimal:
    value = observations["us-consumer-price-index", "nation/us", month].value
    assert value is not None
    return value


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert {file: dataset.accounts[file] for file in (PRICES, YEARS, MONTHS, POUNDS)} == {
        PRICES: FileAccount(1360, 196, {EARLY: 1164}),
        YEARS: FileAccount(993, 208, {UNUSED: 384, EARLY: 401}),
        MONTHS: FileAccount(78, 78),
        POUNDS: FileAccount(138, 138),
    }


def test_each_price_of_the_file_from_2010_on_is_that_of_its_month(
    observations: dict[tuple[str, str, str], Observation],
) -> None:
    printed = {line["Date"][:7]: Decimal(line["Index"]) for line in _lines(PRICES) if line["Date"] >= "2010"}
    prices = {key[2]: record.value for key, record in observations.items() if "price-index" in key[0]}
    assert prices == printed
    assert (prices["2025-01"], prices["2026-05"]) == (Decimal("317.671"), Decimal("335.123"))


def test_october_2025_is_no_observation(observations: dict[tuple[str, str, str], Observation]) -> None:
    months = {month for metric, _, month in observations if metric == "us-consumer-price-index"}
    assert "2025-10" not in months
    assert len([month for month in months if month.startswith("2025")]) == 11


def test_dollars_of_2023_become_dollars_of_january_2025(
    observations: dict[tuple[str, str, str], Observation],
) -> None:
    prices_2023 = [_price(observations, f"2023-{month:02}") for month in range(1, 13)]
    factor = _price(observations, "2025-01") / mean(prices_2023)
    assert round(factor, 4) == Decimal("1.0426")
    assert round(Decimal("5.39") * factor, 2) == Decimal("5.62")


@pytest.mark.parametrize(("file", "digits"), [(YEARS, 4), (MONTHS, 7), (POUNDS, 7)])
def test_each_rate_of_a_file_is_that_of_its_currency_and_period(
    observations: dict[tuple[str, str, str], Observation], file: str, digits: int
) -> None:
    subjects = {
        "Brazil": "nation/brazil",
        "Canada": "nation/canada",
        "China": "nation/china",
        "Euro": "region/euro-area",
        "Hong Kong": "nation/hong-kong",
        "India": "nation/india",
        "Japan": "nation/japan",
        "Norway": "nation/norway",
        "Singapore": "nation/singapore",
        "South Africa": "nation/south-africa",
        "South Korea": "nation/south-korea",
        "Switzerland": "nation/switzerland",
        "Taiwan": "nation/taiwan",
        "United Kingdom": "nation/uk",
    }
    printed = {
        (subjects[line["Country"]], line["Date"][:digits]): Decimal(line["Value"])
        for line in _lines(file)
        if line["Country"] in subjects and line["Date"] >= "2010"
    }
    rates = {
        key[1:]: record.value
        for key, record in observations.items()
        if key[0] == "units-per-us-dollar" and key[1:] in printed
    }
    assert rates == printed


@pytest.mark.parametrize(
    ("subject", "period", "rate"),
    [
        ("region/euro-area", "2025", "0.8845"),
        ("nation/uk", "2026-06", "0.7497"),
        ("nation/china", "2024", "7.1957"),
        ("nation/taiwan", "2025", None),
    ],
)
def test_every_rate_is_units_per_dollar(
    observations: dict[tuple[str, str, str], Observation], subject: str, period: str, rate: str | None
) -> None:
    value = observations["units-per-us-dollar", subject, period].value
    assert value is not None
    if rate:
        assert value == Decimal(rate)
    assert (value > 1) == (subject in ("nation/china", "nation/taiwan"))


def test_each_rate_is_in_the_currency_of_its_nation(
    observations: dict[tuple[str, str, str], Observation],
) -> None:
    units = {
        subject: record.unit for (metric, subject, _), record in observations.items() if "per-us" in metric
    }
    assert len(units) == len(set(units.values())) == 14
    assert (units["nation/china"], units["region/euro-area"]) == ("unit:CCY_CNY", "unit:CCY_EUR")


def test_a_figure_is_known_in_the_month_after_its_period(
    observations: dict[tuple[str, str, str], Observation],
) -> None:
    for (_, _, period), record in observations.items():
        last = period if "-" in period else f"{period}-12"
        year, month = map(int, last.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1)
        assert record.known_since
        assert record.known_since.earliest == following


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (PRICES, lambda text: text.replace("2025-09-01", "2025-09-15", 1), ["not the first day of a month"]),
        (YEARS, lambda text: text.replace("2020-01-01", "2020-02-01", 1), ["not the first day of a year"]),
        (PRICES, lambda text: text.replace("Index", "Index 2015=100", 1), [f"{PRICES}:1", "unknown columns"]),
        (YEARS, lambda text: text.replace("China", "Cathay", 1), ["Country", "'Cathay' is no name we know"]),
        (POUNDS, lambda text: text.replace("0.6604", "£0.6604", 1), [f"{POUNDS}:2", "is not a number"]),
        (
            PRICES,
            lambda text: text + text.splitlines(keepends=True)[-1],
            [f"{PRICES}:1362", "is already in line 1361"],
        ),
        (
            PRICES,
            lambda text: "".join(text.splitlines(keepends=True)[:-1]),
            ["1359 rows read", "imported 196"],
        ),
    ],
    ids=["month", "year", "column", "currency", "sign", "twice", "short"],
)
def test_a_spoiled_file_is_refused(
    tmp_path: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
