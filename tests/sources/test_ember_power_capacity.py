"""Ember's power capacity of China and the United States, compared with the files read another way."""

from collections import Counter
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

FOLDER = default_source_tree().root / "data" / "ember-power-capacity"
FUELS, TOTALS = "capacity_by_fuel.csv", "capacity_totals.csv"
NATIONS = {"CN": "nation/china", "US": "nation/us"}
Figures = dict[tuple[str, str, str, str | None], Decimal]  # by metric, nation, year and fuel


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> Figures:
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {
        (record.metric, record.subjects[0], record.period.text, record.scope): record.value
        for record in records
        if record.period and record.value is not None
    }
    assert len(by_key) == len(records) == 158
    return by_key


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    accounts = {file: dataset.accounts[file] for file in (FUELS, TOTALS)}
    assert accounts == {FUELS: FileAccount(128, 128), TOTALS: FileAccount(16, 16)}


def test_each_total_is_the_sum_of_its_fuels(figures: Figures) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for line in table(f"{FOLDER.name}/{FUELS}"):
        sums[NATIONS[line["country"]], line["year"]] += Decimal(line["capacity_mw"])  # type: ignore[assignment]
    totals = {key[1:3]: value for key, value in figures.items() if key[0] == "installed-power-capacity"}
    assert totals.keys() == sums.keys()
    assert all(abs(totals[key] * 1000 - megawatts) <= 5 for key, megawatts in sums.items())
    by_fuel = [value for key, value in figures.items() if key[0] == "installed-power-capacity-by-fuel"]
    assert sum(by_fuel) == sum(sums.values())


def test_what_was_added_is_the_difference_of_two_years(figures: Figures) -> None:
    added = {key[1:3]: value for key, value in figures.items() if key[0] == "power-capacity-net-added"}
    assert len(added) == 14
    for (nation, year), value in added.items():
        before, after = (
            figures["installed-power-capacity", nation, text, None] for text in (str(int(year) - 1), year)
        )
        assert value == after - before
    assert not any(year == "2017" for _, year in added)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("power-capacity-net-added", "nation/china", "2024", None), "425.26"),
        (("power-capacity-net-added", "nation/us", "2024", None), "37.74"),
        (("power-capacity-net-added", "nation/us", "2019", None), "10.04"),
        (("installed-power-capacity", "nation/china", "2024", None), "3217.6"),
        (("installed-power-capacity", "nation/us", "2017", None), "1128.03"),
        (("installed-power-capacity-by-fuel", "nation/china", "2017", "Fuel: coal"), "954630"),
        (("installed-power-capacity-by-fuel", "nation/china", "2017", "Fuel: nuclear"), "35820"),
        (("installed-power-capacity-by-fuel", "nation/china", "2017", "Fuel: unknown"), "5610"),
    ],
)
def test_a_figure_is_as_printed(figures: Figures, key: tuple[str, str, str, str | None], value: str) -> None:
    assert figures[key] == Decimal(value)


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (FUELS, lambda text: text.replace("capacity_mw", "capacity_gw"), ["capacity_gw"]),
        (FUELS, lambda text: text.replace(",coal,", ",lignite,", 1), ["'lignite' is not a category"]),
        (FUELS, lambda text: text.replace("CN,2017,gas", "CN,2017,coal"), ["is already in line"]),
        (TOTALS, lambda text: text.replace("CN,2024", "IN,2024"), ["'IN' is no name we know"]),
        (TOTALS, lambda text: text.replace("3217.6", "3,217.6"), ["the row has 6 cells"]),
    ],
    ids=["unit", "fuel", "twice", "nation", "comma"],
)
def test_a_spoiled_file_is_refused(
    tmp_path: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / file
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in told if part not in str(error.value)] == []
