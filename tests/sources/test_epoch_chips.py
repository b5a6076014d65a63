"""Epoch AI's chips, prices and training costs, compared with their files; and spoilt copies."""

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from claimgraph.datasets import read_dataset
from claimgraph.edtf import Period
from claimgraph.errors import ClaimgraphError
from claimgraph.model import ChipFacts, Entity, Observation, Remainder
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.importers.epoch_models_chips_costs.chips import import_chips
from claimgraph.sources.importers.epoch_models_chips_costs.prices import import_prices
from claimgraph.sources.intake import Intake
from claimgraph.sources.mapped_file import import_mapped_file
from claimgraph.sources.reconcile import read_aliases
from tests.support.source_trees import dataset_copy

ROOT = default_source_tree().root
FOLDER = ROOT / "data/epoch-models-chips-costs"
CHIPS, PRICES, COSTS, UPDATED = (
    "chips.csv",
    "hardware_prices.csv",
    "model_costs.csv",
    "model_costs_updated.csv",
)
HEADERS = {
    "chip-release-price": "Release price (USD)",
    "chip-peak-fp64": "FP64 (double precision) performance (FLOP/s)",
    "chip-peak-fp32": "FP32 (single precision) performance (FLOP/s)",
    "chip-peak-fp16": "FP16 (half precision) performance (FLOP/s)",
    "chip-peak-tf32": "TF32 (TensorFloat-32) performance (FLOP/s)",
    "chip-peak-tensor-fp16": "Tensor-FP16/BF16 performance (FLOP/s)",
    "chip-peak-fp8": "FP8 performance (FLOP/s)",
    "chip-peak-fp4": "FP4 performance (FLOP/s)",
    "chip-peak-int16": "INT16 performance (OP/s)",
    "chip-peak-int8": "INT8 performance (OP/s)",
    "chip-peak-int4": "INT4 performance (OP/s)",
    "chip-memory-size": "Memory size per board (Byte)",
    "chip-memory-bandwidth": "Memory bandwidth (byte/s)",
    "chip-intranode-bandwidth": "Intranode bandwidth (byte/s)",
    "chip-internode-bandwidth": "Internode bandwidth (bit/s)",
    "chip-die-area": "Die Size (mm^2)",
    "chip-thermal-design-power": "TDP (W)",
}


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(gathered: DatasetRows) -> list[Observation]:
    files = (CHIPS, PRICES, COSTS, UPDATED)
    return [
        row.record for row in gathered.rows if row.file_name in files and isinstance(row.record, Observation)
    ]


@pytest.fixture(scope="module")
def chips(gathered: DatasetRows) -> dict[str, Entity]:
    rows = [row.record for row in gathered.rows if row.file_name == CHIPS]
    return {each.id: each for each in rows if isinstance(each, Entity)}


@pytest.fixture(scope="module")
def printed() -> pandas.DataFrame:
    """The file as pandas reads it, of two rows with one name the fuller."""
    table = pandas.read_csv(FOLDER / CHIPS, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert len(table) == 5775
    filled = (table != "").sum(axis=1)
    kept = table.assign(filled=filled).sort_values("filled", ascending=False, kind="stable")
    return kept[~kept["Hardware name"].duplicated() | (kept["Hardware name"] == "")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def map_costs(intake: Intake) -> None:
    """Import both files of costs, which dataset.toml maps."""
    for file in read_dataset(intake.folder).files:
        if file.columns:
            import_mapped_file(intake, file)


def value(observations: list[Observation], metric: str, subject: str) -> Decimal | None:
    """The only figure of this metric and subject."""
    (found,) = [each for each in observations if each.metric == metric and subject in each.subjects]
    return found.value


def test_every_row_has_one_fate(gathered: DatasetRows) -> None:
    accounts = {name: gathered.accounts[name] for name in (CHIPS, PRICES, COSTS, UPDATED)}
    fates = {
        name: (each.read, each.imported, sum(each.ignored.values()), sum(each.rejected.values()))
        for name, each in accounts.items()
    }
    assert fates == {
        CHIPS: (5775, 5768, 1, 6),
        PRICES: (591, 579, 1, 11),
        COSTS: (82, 82, 0, 0),
        UPDATED: (61, 61, 0, 0),
    }


def test_each_column_of_figures_is_there_to_the_last_cell(
    observations: list[Observation], printed: pandas.DataFrame
) -> None:
    counted = Counter(each.metric for each in observations)
    summed: Counter[str] = Counter()
    for each in observations:
        summed[each.metric] += each.value or 0
    for metric, column in HEADERS.items():
        cells = [Decimal(cell.lstrip("$").replace(",", "")) for cell in printed[column] if cell]
        assert (metric, counted[metric], summed[metric]) == (metric, len(cells), sum(cells))


def test_transistors_are_written_out_but_for_the_figure_that_already_is(
    gathered: DatasetRows, observations: list[Observation], printed: pandas.DataFrame
) -> None:
    cells = [Decimal(cell) for cell in printed["Number of transistors (millions)"] if cell]
    figures = [each.value for each in observations if each.metric == "chip-transistors"]
    left = [
        row.record for row in gathered.rows if row.file_name == CHIPS and isinstance(row.record, Remainder)
    ]
    assert sum(figures) == 1_000_000 * (sum(cells) - Decimal("2600000000000"))
    assert [(each.record, each.text) for each in left] == [("chip/cerebras-cs-2", "2600000000000")]


def test_every_name_is_one_chip_and_no_two_are_merged(
    chips: dict[str, Entity], printed: pandas.DataFrame
) -> None:
    names = {" ".join(name.split()) for name in printed["Hardware name"]} - {""}
    assert len(names) == len(chips) == 5768
    assert {"chip/intel-core-i5-11400", "chip/intel-core-i5-11400-epoch-models-chips-costs"} <= chips.keys()


def test_a_chip_that_data_entities_names_is_not_named_or_dated_otherwise(chips: dict[str, Entity]) -> None:
    with (ROOT / "data/entities/entities.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"]: row for row in csv.DictReader(file) if row["id"] in chips}
    assert len(known) == 98
    for row, chip in ((row, chips[identifier]) for identifier, row in known.items()):
        assert (chip.name, chip.homepage) == (None, None)
        assert (chip.released.text if chip.released else "") == row["released"]
        assert str(chip.process_nm or "") == row["process_nm"]


def test_the_row_broken_after_its_name_is_whole_again(
    chips: dict[str, Entity], observations: list[Observation]
) -> None:
    chip = "chip/nvidia-geforce-rtx-2080-ti-founders-edition"
    assert str(chips[chip].released) == str(Period.parse("2018-09-20"))
    assert value(observations, "chip-peak-fp32", chip) == 1423000000000


def test_designers_and_foundries_are_the_entities_meant(chips: dict[str, Entity]) -> None:
    foundries = Counter(each for chip in chips.values() for each in chip.manufacturers)
    designers = Counter(each for chip in chips.values() for each in chip.developers)
    names = ("tsmc", "samsung-electronics", "smic", "globalfoundries")
    assert [foundries[f"company/{name}"] for name in names] == [2236, 71, 8, 270]
    assert foundries["unknown"] == 745
    assert [designers[f"company/{name}"] for name in ("intel", "ati-technologies", "metax")] == [1934, 525, 6]


def test_the_mark_for_machine_learning_is_that_of_the_table(gathered: DatasetRows) -> None:
    facts = [row.record for row in gathered.rows if isinstance(row.record, ChipFacts)]
    assert sum(each.for_machine_learning for each in facts) == 161
    assert Counter(each.chip_type for each in facts)["cpu"] == 2698


@pytest.mark.parametrize(
    ("metric", "subject", "figure"),
    [
        ("chip-peak-tensor-fp16", "chip/nvidia-h100-sxm5-80gb", "989400000000000"),
        ("chip-memory-bandwidth", "chip/nvidia-a100-sxm4-80-gb", "2039000000000"),
        ("chip-internode-bandwidth", "chip/nvidia-h100-pcie", "400000000000"),
        ("chip-peak-int16", "chip/amd-radeon-rx-7900-xt", "103000000000000"),
        ("chip-die-area", "chip/amd-radeon-rx-7900-xtx", "529.0"),
        ("chip-release-price", "chip/amd-radeon-rx-7900-xtx", "999.00"),
        ("gpu-hour-price", "chip/google-tpu-v4", "1.77"),
        ("training-cost-amortised-updated", "model/grok-3", "507476933.25548834"),
        ("training-cost-hardware-acquisition", "model/alphastar", "4382888.796514472"),
    ],
)
def test_a_figure_is_as_the_file_has_it(
    observations: list[Observation], metric: str, subject: str, figure: str
) -> None:
    assert value(observations, metric, subject) == Decimal(figure)


def test_every_price_is_there_but_those_of_repeated_rows(observations: list[Observation]) -> None:
    table = pandas.read_csv(FOLDER / PRICES, dtype=str, keep_default_na=False).drop_duplicates()
    for metric, column in (
        ("chip-hour-price-on-demand", "Price per chip-hour (on-demand)"),
        ("chip-hour-price-1-year", "Price per chip-hour (1-year CUD)"),
        ("chip-hour-price-3-year", "Price per chip-hour (3-year CUD)"),
        ("chip-price", "Price (hardware purchase)"),
    ):
        cells = sorted(Decimal(cell) for cell in table[column] if cell)
        assert sorted(each.value for each in observations if each.metric == metric) == cells
    azure = [each for each in observations if "company/microsoft-azure" in each.partners]
    assert {each.metric for each in azure} >= {"chip-hour-price-on-demand", "chip-hour-price-3-year"}


def test_a_published_id_of_a_price_stays(observations: list[Observation]) -> None:
    name = "epoch-price-nvidia-h100-pcie-cudo-compute-2025-03-03-chip-hour-price-on-demand-f3ac4cc5"
    assert name in {each.id for each in observations}


def test_the_costs_are_those_that_the_curated_evidence_cites(observations: list[Observation]) -> None:
    with (ROOT / "data/curated/observations.csv").open(encoding="utf-8", newline="") as file:
        cited = {row["id"]: Decimal(row["value"]) for row in csv.DictReader(file) if row["value"]}
    metrics = ("training-cost-cloud-rental", "training-cost-hardware-acquisition")
    found = [round(value(observations, metric, "model/gpt-4") or 0) for metric in metrics]
    assert found == [cited["ev020-gpt-4-cloud"], cited["ev021-gpt-4-acquisition"]]


def test_no_two_observations_share_an_id(observations: list[Observation]) -> None:
    assert len({each.id for each in observations}) == len(observations)


Spoil = Callable[[str], str]


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (CHIPS, lambda text: text.replace("TDP (W)", "TDP (kW)", 1), ["chips.csv:1", "TDP (kW)", "TDP (W)"]),
        (CHIPS, lambda text: text.replace(",GPU,", ",QPU,", 1), ["Type", "'QPU'", "give it a meaning"]),
        (CHIPS, lambda text: text.replace(",TSMC,", ",Rapidus,", 1), ["Foundry", "'Rapidus'"]),
        (CHIPS, lambda text: text.replace("$999.00", "€999.00", 1), ["Release price (USD)", "US dollars"]),
        (CHIPS, lambda text: text.replace("5/7/2025 10:20am", "2025-05-07", 1), ["Last modified", "form"]),
        (PRICES, lambda text: text.replace("2010-11-09", "9.11.2010", 1), ["hardware_prices.csv:2", "date"]),
        (PRICES, lambda text: text.replace("499.00", "499 USD", 1), ["hardware_prices.csv:2", "number"]),
        (COSTS, lambda text: text.replace("Cloud_Cost", "Cloud_Cost,New", 1), ["model_costs.csv:1", "New"]),
        (UPDATED, lambda text: text + text.splitlines()[1] + "\n", ["model_costs_updated.csv:63", "line 2"]),
    ],
)
def test_a_spoilt_copy_is_refused_with_the_place_and_the_mend(
    copy: Path, file: str, spoil: Spoil, told: list[str]
) -> None:
    path = copy / file
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    intake = Intake(copy, read_aliases(copy))
    importers = {CHIPS: import_chips, PRICES: import_prices, COSTS: map_costs, UPDATED: map_costs}
    with pytest.raises(ClaimgraphError) as caught:  # noqa: PT012  # told by the one or the other
        importers[file](intake)
        intake.accounts()
    assert [each for each in told if each not in str(caught.value)] == []


def test_a_cost_of_a_model_that_no_row_describes_is_rejected(copy: Path, gathered: DatasetRows) -> None:
    path = copy / UPDATED
    path.write_text(path.read_text(encoding="utf-8").replace("Grok-3", "Grok-33"), encoding="utf-8")
    intake = Intake(copy, read_aliases(copy))
    intake.names.minted.update(gathered.minted)
    map_costs(intake)
    reason = "the model is not in all_ml_systems.csv, and nobody judged which model it is"
    assert intake.accounts()[UPDATED].rejected == {reason: 1}


def test_a_changed_file_fails_its_checksum(copy: Path) -> None:
    with (copy / PRICES).open("a", encoding="utf-8") as file:
        file.write("\n" + (copy / PRICES).read_text(encoding="utf-8").splitlines()[1])
    with pytest.raises(ClaimgraphError, match=r"hardware_prices\.csv: the SHA-256 .*\n.*592 rows read"):
        read_dataset_rows(copy, read_dataset(copy))
