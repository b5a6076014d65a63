"""The chip counts of Epoch AI: every figure compared with the files read another way."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_trees import dataset_copy

DATA = default_source_tree().root / "data"
FOLDER = DATA / "epoch-ai-chip-counts"
OWNERS, SALES, INPUTS = "owners_csv_export", "csv_export", "data_inputs"
QUARTERS = f"{OWNERS}/nvidia_owners_quarters.csv"
TOTALS = f"{OWNERS}/nvidia_owners_cumulative_totals.csv"
PRICES = f"{INPUTS}/Nvidia annual prices.csv"
TIMELINES = f"{INPUTS}/xai_datacenter_timelines.csv"
LATE = ("named_other_owners_quarters_by_chip.csv", "Repeats a row of")

Row = dict[str, str]
Said = tuple[str, int]


def _rows(file: str) -> Iterator[tuple[int, Row]]:
    """The rows with their lines, for files in which no cell has a line break."""
    with (FOLDER / file).open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        yield from enumerate(reader, 2)


def _counts() -> list[str]:
    """The files that have medians of a simulation, found by their columns."""
    found = (path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.rglob("*.csv")))
    return [file for file in found if "Estimates generated" in (FOLDER / file).read_text("utf-8-sig")]


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(gathered: DatasetRows) -> list[Observation]:
    return [row.record for row in gathered.rows if isinstance(row.record, Observation)]


@pytest.fixture(scope="module")
def said(gathered: DatasetRows) -> dict[Said, dict[str, Observation]]:
    """The observations of each line of each file, by unit."""
    lines: dict[Said, dict[str, Observation]] = {}
    for row in gathered.rows:
        if isinstance(row.record, Observation):
            lines.setdefault((row.file_name, row.line), {})[row.record.unit] = row.record
    return lines


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def test_every_row_of_every_file_has_one_fate(gathered: DatasetRows) -> None:
    files = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*_*/*.csv")}
    files |= {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("coreweave/*.csv")}
    accounts = {file: gathered.accounts[file] for file in files}
    assert len(files) == 46
    assert {file: each.read for file, each in accounts.items()} == {
        file: len(list(_rows(file))) for file in files
    }
    assert all(
        each.read == each.imported + sum(each.ignored.values()) + sum(each.rejected.values())
        for each in accounts.values()
    )
    left = {file: each.read - each.imported for file, each in accounts.items() if each.read != each.imported}
    assert left == {f"{INPUTS}/{LATE[0]}": 7}
    assert gathered.unresolved == {}


def _tails(row: Row, part: str) -> tuple[Decimal, ...] | None:
    """Median, 5th and 95th percentile of the columns whose names hold a part, however they are spelt."""
    columns = [name for name in row if part.lower() in name.lower()]
    low, high = (next((name for name in columns if end in name), None) for end in ("(5th", "(95th"))
    median = next((name for name in columns if "percentile" not in name), None)
    return tuple(Decimal(row[name]) for name in (median, low, high)) if median and low and high else None


@pytest.mark.parametrize("file", _counts())
def test_each_figure_of_a_count_is_an_observation_with_its_bounds(
    said: dict[Said, dict[str, Observation]], file: str
) -> None:
    for line, row in _rows(file):
        expected = {
            "chips": _tails(row, "number of units"),
            "h100-equivalents": _tails(row, "h100e"),
            "unit:MegaW": _tails(row, "power in mw"),
        }
        if not expected["unit:MegaW"]:
            expected["unit:W"] = _tails(row, "total tdp")
        found = {unit: (each.value, each.low, each.high) for unit, each in said[file, line].items()}
        assert found == {unit: tails for unit, tails in expected.items() if tails}, row["Name"]


@pytest.mark.parametrize("file", _counts())
def test_period_mark_and_day_of_the_estimate_are_those_of_the_row(
    said: dict[Said, dict[str, Observation]], file: str
) -> None:
    form = "%Y-%m-%d" if "nvidia_fiscal" in file else "%m/%d/%Y"
    for line, row in _rows(file):
        days = [datetime.strptime(row[name], form).date() for name in ("Start date", "End date")]
        month, day, year = row["Notes"].rpartition(": ")[2].partition(" ")[0].split("-")
        incomplete = row.get("Incomplete") == "checked" or "Incomplete:" in row["Notes"]
        for each in said[file, line].values():
            assert each.period
            assert (each.period.earliest, each.period.latest) == tuple(days)
            assert each.status == ("provisional" if incomplete else None)
            assert each.known_since
            assert each.known_since.text == f"{year}-{month}-{day}"
            assert each.metric.endswith(_scope(file))
            assert each.bounds == "percentiles-5-95"


def _scope(file: str) -> str:
    if "owners" in file or "nvidia_other" in file:
        return "-acquired" if "cumulative" in file else "-acquired-in-quarter"
    if "cumulative" in file:
        return "-sold"
    return "-sold-in-fiscal-quarter" if "fiscal" in file else "-sold-in-quarter"


def test_each_owner_and_quarter_of_nvidia_has_its_h100_equivalents(observations: list[Observation]) -> None:
    slugs = {name: f"company/{name.lower()}" for name in ("Microsoft", "Meta", "Amazon", "Google", "Oracle")}
    slugs["China"] = "unnamed/chinese-owners-in-chip-counts"
    for file, metric in ((QUARTERS, "ai-compute-acquired-in-quarter"), (TOTALS, "ai-compute-acquired")):
        expected = {
            (slugs[row["Owner"]], datetime.strptime(row["End date"], "%m/%d/%Y").date()): Decimal(
                row["Compute estimate in H100e (median)"]
            )
            for _, row in _rows(file)
        }
        found = {
            (each.subjects[0], each.period.latest): each.value
            for each in observations
            if each.metric == metric
            and each.partners == ("company/nvidia",)
            and each.subjects[0] in slugs.values()
            and each.period
        }
        assert len(expected) == 102
        assert found == expected


def _figures(each: Observation) -> list[str | None]:
    numbers = [None if value is None else str(value) for value in (each.value, each.low, each.high)]
    return [*numbers, each.status]


def test_spot_values(observations: list[Observation]) -> None:
    by_id = {each.id.removeprefix("epoch-chip-counts-"): each for each in observations}
    china = by_id["ai-compute-acquired-chinese-owners-in-chip-counts-nvidia-2022-01-01-2025-12-31"]
    assert _figures(china) == ["401698", "324871", "496849", None]
    late = by_id["ai-compute-acquired-chinese-owners-in-chip-counts-nvidia-2022-01-01-2026-03-31"]
    assert _figures(late) == ["401698", "324871", "496849", "provisional"]
    trainium = by_id["ai-chip-power-sold-amazon-2024-01-01-2024-03-31"]
    assert (trainium.value, trainium.unit) == (Decimal("40.5"), "unit:MegaW")
    assert trainium.source_text == "Power in MW (median): 40.5 (5th percentile 21.3, 95th 82.4)"
    xai = by_id["ai-compute-acquired-xai-nvidia-2023-01-01-2025-12-31"]
    assert _figures(xai) == ["553714", None, None, None]
    revenue = by_id["company-revenue-nvidia-2022-01-31-2022-05-01"]
    assert (revenue.value, revenue.unit) == (Decimal(8290000000), "unit:CCY_USD")
    share = by_id["chip-revenue-share-nvidia-nvidia-h100-h200-2024-01-29-2024-04-28"]
    assert _figures(share) == ["88", None, None, None]
    assert share.source_text == "H100: 0.88"
    tpu = by_id["tpu-generation-share-broadcom-google-tpu-v5e-2023-10-30-2024-02-04"]
    assert _figures(tpu) == [None, "35", "60", None]
    assert tpu.bounds == "stated-range"
    mix = by_id["chip-production-share-amd-amd-instinct-mi300x-2024-01-01-2024-03-31"]
    assert _figures(mix) == [None, "45", "60", None]
    price = by_id["chip-price-assumed-nvidia-gb300-2025"]
    assert _figures(price) == [None, "30000", "45000", None]
    assert price.note is None
    assert "stub" in (by_id["chip-price-assumed-nvidia-a100-2022"].note or "")
    assert "server price" in (by_id["chip-price-assumed-nvidia-h100-2023"].note or "")
    assert by_id["site-chips-colossus-2-nvidia-b300-2026-05-13"].status == "planned"
    assert by_id["site-compute-colossus-1-2025-07-22"].value == 275796


def test_the_three_kinds_of_other_owners_and_china_are_no_nation_and_not_one(
    gathered: DatasetRows, observations: list[Observation]
) -> None:
    unnamed = {row.record.id for row in gathered.rows if isinstance(row.record, Entity)}
    subjects = Counter(each.subjects[0] for each in observations if each.subjects[0].startswith("unnamed/"))
    assert len(subjects) == 4
    assert set(subjects) <= unnamed
    assert not any("nation/" in path for each in observations for path in (*each.subjects, *each.partners))
    others = {each.subjects[0]: each.scope for each in observations if "/other-" in each.subjects[0]}
    assert len(set(others.values())) == 3


def test_files_of_sales_mean_both_chips_by_h100() -> None:
    """Owners and the rest of them add up to it, but for the medians of a simulation."""
    total = {
        row["End date"]: int(row["Number of Units"])
        for _, row in _rows(f"{SALES}/nvidia_calendar_quarter_chip_timelines.csv")
        if row["Chip type"] == "H100"
    }
    added: Counter[str] = Counter()
    for file in (
        f"{OWNERS}/nvidia_owners_quarters_by_chip.csv",
        f"{INPUTS}/nvidia_other_quarters_by_chip.csv",
    ):
        for _, row in _rows(file):
            if row["Chip type"] == "H100/H200":
                added[row["End date"]] += int(row["Number of Units"])
    assert added.keys() == total.keys()
    assert all(abs(added[day] / total[day] - 1) < 0.03 for day in total)


def test_columns_left_out_follow_from_the_others() -> None:
    for _, row in _rows(f"{INPUTS}/Nvidia quarterly revenue.csv"):
        total, centres, compute = (
            float(row[name]) for name in ("total_revenue", "dc_revenue", "compute_revenue")
        )
        assert float(row["dc_share"]) == pytest.approx(centres / total, abs=0.001)
        assert float(row["compute_share_of_dc"]) == pytest.approx(compute / centres, abs=0.002)
    with (FOLDER / PRICES).open(encoding="utf-8", newline="") as file:
        for cells in list(csv.reader(file))[1:]:
            for at in (6, 10, 14):
                mean = cells[at].strip("$").replace(",", "")
                assert not mean or abs(float(mean) - (float(cells[at - 2]) * float(cells[at - 1])) ** 0.5) < 1


def _first_number_with_unit(text: str) -> str:
    head, first, rest = text.split("\n", 2)
    return "\n".join([head, first.replace(",14769,", ",14769 H100e,", 1), rest])


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (QUARTERS, lambda text: text.replace("Notes", "Notes,Region", 1), [f"{QUARTERS}:1", "Region"]),
        (
            TOTALS,
            lambda text: text.replace("Power in MW (median)", "Power in GW (median)", 1),
            [f"{TOTALS}:1", "GW"],
        ),
        (TOTALS, lambda text: text.replace(",18.74,", ",18.84,", 1), ["Power in MW (median)", "are not"]),
        (QUARTERS, _first_number_with_unit, ["H100e (median)", "is not a number"]),
        (
            QUARTERS,
            lambda text: text.replace(",Meta,", ",Metaverse,", 1),
            [":3", "Owner", "no name we know", "aliases.csv"],
        ),
        (
            f"{OWNERS}/nvidia_owners_quarters_by_chip.csv",
            lambda text: text.replace(",A100,", ",A200,", 1),
            ["Chip type", "'A200'"],
        ),
        (
            f"{OWNERS}/nvidia_owners_OTHER_cumulative_totals.csv",
            lambda text: text.replace("Oracle, China, xAI", "Oracle, xAI", 1),
            ["Owner", "which others"],
        ),
        (
            QUARTERS,
            lambda text: "\n".join(line for line in text.splitlines() if ",China," not in line) + "\n",
            ["imported 85", "imported 102"],
        ),
        (QUARTERS, lambda text: text + text.splitlines(keepends=True)[-1], ["is already in line"]),
        (QUARTERS, lambda text: text.replace("3/31/2022", "6/30/2022", 1), ["End date", "not a quarter"]),
        (QUARTERS, lambda text: text.replace("14769,8717", "14769,18717", 1), ["between its percentiles"]),
        (
            f"{INPUTS}/{LATE[0]}",
            lambda text: text.replace("350000.0", "350001.0", 1),
            ["Chip type", "not the same"],
        ),
        (PRICES, lambda text: text.replace("10000,20000", "10000,", 1), ["A100 low", "one end"]),
        (PRICES, lambda text: text.replace("A100 low", "A100 low (EUR)", 1), ["EUR"]),
        (TIMELINES, lambda text: text.replace("Power (MW)", "Power (kW)", 1), [f"{TIMELINES}:1", "kW"]),
        (
            f"{INPUTS}/amd_production_mix_per_quarter.csv",
            lambda text: text.replace("0.01,0.05", "1,5", 1),
            ["share_high", "fraction"],
        ),
    ],
    ids=[
        "column",
        "unit in header",
        "megawatts",
        "unit in cell",
        "owner",
        "chip",
        "others",
        "china gone",
        "row twice",
        "quarter",
        "order",
        "repeat",
        "range",
        "currency",
        "power",
        "percent",
    ],
)
def test_a_spoiled_file_is_refused(
    copy: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    path = copy / file
    text = path.read_text("utf-8")
    spoiled = spoil(text)
    assert spoiled != text
    path.write_text(spoiled, "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
