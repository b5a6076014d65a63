"""TOP500's supercomputers by nation: counts and performance, compared with the file read another way."""

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

FOLDER = default_source_tree().root / "data" / "top500-country-totals"
FILE = "top500_country_totals.csv"
COLUMNS = {
    "top500-systems": ("systems", 1),
    "top500-accelerated-systems": ("accelerated_systems", 1),
    "top500-performance": ("rmax_tflops", 10**12),
    "top500-performance-share": ("rmax_share_percent", 1),
}
Figures = dict[tuple[str, str, str], Decimal]  # by metric, nation and list


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> Figures:
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    assert all(record.known_since == record.period for record in records)
    by_key = {
        (record.metric, record.subjects[0], record.period.text): record.value
        for record in records
        if record.period and record.value is not None
    }
    assert len(by_key) == len(records) == 864
    return by_key


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(216, 216)


@pytest.mark.parametrize("metric", COLUMNS)
def test_each_list_adds_up_to_what_the_file_has(figures: Figures, metric: str) -> None:
    column, factor = COLUMNS[metric]
    for month in ("2021-11", "2022-06", "2023-06", "2024-06", "2024-11", "2025-06"):
        lines = [line for line in table(f"{FOLDER.name}/{FILE}") if line["list"] == month]
        printed = sum(Decimal(line[column]) for line in lines) * factor
        assert sum(value for key, value in figures.items() if key[0] == metric and key[2] == month) == printed


def test_a_list_has_500_systems(figures: Figures) -> None:
    for month in {key[2] for key in figures}:
        systems = [value for key, value in figures.items() if key[0] == "top500-systems" and key[2] == month]
        assert sum(systems) == 500


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("top500-systems", "nation/china", "2022-06"), "173"),
        (("top500-systems", "nation/china", "2025-06"), "47"),
        (("top500-systems", "nation/us", "2025-06"), "175"),
        (("top500-performance-share", "nation/us", "2025-06"), "48.409"),
        (("top500-performance-share", "nation/china", "2025-06"), "2.033"),
        (("top500-performance-share", "nation/taiwan", "2021-11"), "0.372"),
        (("top500-performance", "nation/australia", "2021-11"), "13035450000000000"),
        (("top500-accelerated-systems", "nation/china", "2021-11"), "63"),
        (("top500-accelerated-systems", "nation/austria", "2021-11"), "0"),
    ],
)
def test_a_figure_is_as_printed(figures: Figures, key: tuple[str, str, str], value: str) -> None:
    assert figures[key] == Decimal(value)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("rmax_tflops", "rmax_pflops"), ["rmax_pflops"]),
        (lambda text: text.replace(",China,", ",PRC,", 1), ["'PRC' is no name we know"]),
        (lambda text: text.replace("2021-11,Austria", "2021-11,Australia"), ["is already in line"]),
        (lambda text: text.replace("2021-11,Australia,3,", "2021-11,Australia,3.5,"), ["is not a count"]),
        (lambda text: text.replace("2021-11,Brazil", "Nov 2021,Brazil"), ["list"]),
    ],
    ids=["unit", "nation", "twice", "count", "list"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
