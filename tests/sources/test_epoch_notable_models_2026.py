"""Notable models and chips of July 2026, compared with the files read another way."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, ModelFacts, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "epoch-notable-models-2026"
MODELS, CHIPS = "notable_ai_models.csv", "ml_hardware.csv"
NATIONS = {"nation/us": "United States of America", "nation/china": "China"}
NATIONS |= {"nation/south-korea": "Korea (Republic of)"}
RENAMED = {
    "GPT-4 (Mar 2023)": "model/gpt-4",
    "GPT-4 Turbo (Nov 2023)": "model/gpt-4-turbo",
    "Grok 3": "model/grok-3",
    "Gemini 2.5 Pro (Mar 2025)": "model/gemini-2-5-pro",
}


@pytest.fixture(scope="module")
def models() -> Table:
    return table(f"{FOLDER.name}/{MODELS}")


@pytest.fixture(scope="module")
def chips() -> Table:
    return table(f"{FOLDER.name}/{CHIPS}")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> dict[tuple[str, str], Observation]:
    """The observations by metric and subject."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    return {(record.metric, record.subjects[0]): record for record in records}


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[MODELS] == FileAccount(1036, 1036)
    assert dataset.accounts[CHIPS] == FileAccount(176, 176)


@pytest.mark.parametrize(
    ("column", "metric"),
    [
        ("Parameters", "model-parameters"),
        ("Training compute (FLOP)", "training-compute"),
        ("Hardware quantity", "training-chips-used"),
        ("Training compute cost (2023 USD)", "training-compute-cost-epoch"),
    ],
)
def test_figures_are_those_of_the_column(
    models: Table, dataset: DatasetRows, column: str, metric: str
) -> None:
    values = [
        row.record.value
        for row in dataset.rows
        if isinstance(row.record, Observation) and row.record.metric == metric
    ]
    printed = [Decimal(row[column]) for row in models if row[column]]
    assert Counter(values) == Counter(printed)
    assert sum(value for value in values if value is not None) == sum(printed)


def test_processing_performance_is_counted_as_the_export_rule_counts(
    chips: Table, figures: dict[tuple[str, str], Observation]
) -> None:
    performances = {key: record for key, record in figures.items() if "processing" in key[0]}
    assert len(performances) == 162
    assert sum(record.value or 0 for record in performances.values()) == sum(
        Decimal(row["Total processing performance (bit-OP/s)"]).scaleb(-12)
        for row in chips
        if row["Total processing performance (bit-OP/s)"]
    )
    metric = "chip-total-processing-performance"
    h100, ascend = (
        figures[metric, chip] for chip in ("chip/nvidia-h100-sxm5-80gb", "chip/huawei-ascend-910c")
    )
    assert (h100.value, h100.unit, h100.period and h100.period.text) == (15832, "tpp", "2022-09-20")
    assert (ascend.value, ascend.period and ascend.period.text) == (12800, "2024-10-15")


@pytest.mark.parametrize(
    ("year", "counts"),
    [("2024", {"nation/us": 57, "nation/china": 31}), ("2025", {"nation/us": 60, "nation/south-korea": 8})],
)
def test_notable_models_of_a_nation_and_year_count_once(
    models: Table,
    dataset: DatasetRows,
    figures: dict[tuple[str, str], Observation],
    year: str,
    counts: dict[str, int],
) -> None:
    facts = [row.record for row in dataset.rows if isinstance(row.record, ModelFacts)]
    years = {
        subject: record.date_value.text[:4]
        for (metric, subject), record in figures.items()
        if metric == "release-date" and record.date_value
    }
    for nation, count in counts.items():
        assert count == sum(
            nation in fact.developed_in and years.get(fact.id) == year for fact in facts if fact.notability
        )
        assert count == sum(
            row["Publication date"].startswith(year)
            and NATIONS[nation] in next(csv.reader([row["Country (of organization)"]]))
            for row in models
        )


def test_models_that_got_another_name_are_the_same(
    models: Table, figures: dict[tuple[str, str], Observation]
) -> None:
    days = {row["Model"]: row["Publication date"] for row in models}
    for name, model in RENAMED.items():
        day = figures["release-date", model].date_value
        assert day
        assert day.text == days[name]


def test_only_new_models_and_chips_are_described(dataset: DatasetRows) -> None:
    names = [row.record.id for row in dataset.rows if isinstance(row.record, Entity)]
    assert Counter(name.partition("/")[0] for name in names) == {"model": 293, "chip": 20}
    assert not set(names) & {*RENAMED.values(), "model/claude-opus-4-5", "chip/nvidia-h100-sxm5-80gb"}


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (MODELS, lambda text: text.replace("Parameters,", "Weights,", 1), "unknown columns"),
        (MODELS, lambda text: text.replace(",China,", ",Cathay,", 1), "'Cathay' is no name we know"),
        (MODELS, lambda text: text.replace("Discretionary", "Famous", 1), "'Famous' is not a category"),
        (CHIPS, lambda text: text.replace("9600000000000000.0", "much", 1), "'much' is not a number"),
        (CHIPS, lambda text: text.replace(",2026-03-11,", ",March,", 1), "is not a date"),
    ],
    ids=["column", "nation", "criterion", "performance", "date"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, file: str, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8-sig")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert told in str(error.value)
