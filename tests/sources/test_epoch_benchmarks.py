"""Epoch AI's benchmarks: every score compared with the files read another way."""

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_tables import table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "epoch-benchmarks"
# The score column of some files, and by how much its figures are multiplied: written down from the files.
SCORES = {
    "gpqa_diamond.csv": ("gpqa-diamond-score", "mean_score", 100),
    "swe_bench_verified.csv": ("swe-bench-verified-score", "mean_score", 100),
    "swe_bench_bash.csv": ("swe-bench-bash-score", "% Resolved", 100),
    "frontiermath.csv": ("frontiermath-score", "mean_score", 100),
    "cybench_external.csv": ("cybench-score", "Unguided % Solved", 100),
    "metr_time_horizons_external.csv": ("metr-time-horizon", "Time horizon", 1),
    "aider_polyglot_external.csv": ("aider-polyglot-score", "Percent correct", 1),
    "os_world_external.csv": ("osworld-score", "Score", 1),
    "hle_external.csv": ("humanitys-last-exam-score", "Accuracy", 100),
    "live_bench_external.csv": ("livebench-score", "Global average", 1),
    "webdev_arena_external.csv": ("webdev-arena-rating", "Arena Score", 1),
    "gdpval_external.csv": ("gdpval-score", "Win Rate (%)", 100),
    "geobench_external.csv": ("geobench-score", "ACW Avg Score", 1),
}
Scores = dict[str, list[Observation]]


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def scores(dataset: DatasetRows) -> Scores:
    """The observations by metric."""
    by_metric: Scores = defaultdict(list)
    for row in dataset.rows:
        if isinstance(row.record, Observation):
            by_metric[row.record.metric].append(row.record)
    return by_metric


@pytest.fixture(scope="module")
def versions() -> set[str]:
    """The versions that the judgements know."""
    return {row["name"] for row in table(f"{FOLDER.name}/aliases.csv")}


def version_of(record: Observation) -> str:
    return (record.method or "").removeprefix("Version ").partition(";")[0]


def test_the_accounts_add_up(dataset: DatasetRows) -> None:
    accounts = [dataset.accounts[file.path] for file in read_dataset(FOLDER).files]
    left_out: Counter[str] = Counter()
    for account in accounts:
        left_out.update({**account.ignored, **account.rejected})
    assert sum(account.read for account in accounts) == 1917
    assert sum(account.imported for account in accounts) == 1672
    assert sorted(left_out.values()) == [14, 19, 67, 145]


@pytest.mark.parametrize("file", SCORES)
def test_every_score_is_that_of_its_version_and_day(file: str, scores: Scores, versions: set[str]) -> None:
    metric, column, factor = SCORES[file]
    printed = {
        (row["Model version"].strip(), row["Release date"], Decimal(row[column]) * factor)
        for row in table(f"{FOLDER.name}/{file}")
        if row[column] and row["Model version"].strip() in versions
    }
    assert {
        (version_of(record), record.period.text if record.period else "", record.value)
        for record in scores[metric]
    } == printed


def test_every_benchmark_has_a_metric_of_its_own(scores: Scores) -> None:
    assert len(scores) == len(read_dataset(FOLDER).files) == 31
    assert {metric for metric, records in scores.items() if len({r.unit for r in records}) != 1} == set()


def test_versions_of_a_model_are_values_of_the_model(scores: Scores) -> None:
    of_o1 = [record for record in scores["gpqa-diamond-score"] if record.subjects == ("model/o1",)]
    assert {version_of(record) for record in of_o1} == {"o1-2024-12-17_high", "o1-2024-12-17_medium"}
    r1 = [version_of(r) for r in scores["gpqa-diamond-score"] if r.subjects == ("model/deepseek-r1",)]
    assert r1 == ["DeepSeek-R1"]  # R1 of May 2025 is another model


def test_the_mean_over_scorers_is_the_score_and_not_the_best_scorer(scores: Scores) -> None:
    record = next(r for r in scores["gpqa-diamond-score"] if r.subjects == ("model/deepseek-r1",))
    assert record.value is not None
    assert round(record.value, 1) == Decimal("69.2")
    row = next(r for r in table(f"{FOLDER.name}/gpqa_diamond.csv") if r["Model version"] == "DeepSeek-R1")
    assert float(row["Best score (across scorers)"]) == pytest.approx(0.717, abs=0.001)


def test_a_standard_error_becomes_an_interval_within_the_scale(scores: Scores) -> None:
    row = next(r for r in table(f"{FOLDER.name}/gpqa_diamond.csv") if r["Model version"] == "DeepSeek-R1")
    record = next(r for r in scores["gpqa-diamond-score"] if r.subjects == ("model/deepseek-r1",))
    assert float(record.low or 0) == pytest.approx(
        100 * (float(row["mean_score"]) - 1.96 * float(row["stderr"])), abs=1e-3
    )
    assert record.bounds == "interval-95"
    bounded = [r for records in scores.values() for r in records if r.low is not None]
    assert all(r.low <= r.value <= r.high for r in bounded if r.low and r.value and r.high)
    assert max(r.high or 0 for r in bounded if r.unit == "unit:PERCENT") <= 100


def test_the_two_editions_of_the_time_horizons_are_two_scopes(scores: Scores, versions: set[str]) -> None:
    editions = Counter(record.scope for record in scores["metr-time-horizon"])
    printed = Counter(
        row["METR version"] or "METR-Horizon-v1.0"
        for row in table(f"{FOLDER.name}/metr_time_horizons_external.csv")
        if row["Model version"] in versions
    )
    assert editions == printed
    assert set(editions) == {"METR-Horizon-v1.0", "METR-Horizon-v1.1"}


@pytest.mark.parametrize(
    ("part", "sides"), [("0.8", (6, 3)), ("0.9", (5, 4)), ("0.95", (2, 6)), ("1", (1, 6))]
)
def test_whether_r1_is_on_a_par_with_o1_depends_on_the_benchmark(
    part: str, sides: tuple[int, int], scores: Scores
) -> None:
    """On how many R1 has this part of o1's score, and on how many it has less even with the error of both."""
    enough = less = 0
    for records in scores.values():
        of_r1, of_o1 = (
            [r for r in records if r.subjects == (model,) and r.period and r.period.text <= "2025-01-20"]
            for model in ("model/deepseek-r1", "model/o1")
        )
        if of_r1 and of_o1:
            least = Decimal(part) * max(r.value or Decimal(0) for r in of_o1)
            surely = Decimal(part) * max(r.low or r.value or Decimal(0) for r in of_o1)
            enough += max(r.value or Decimal(0) for r in of_r1) >= least
            less += max(r.high or r.value or Decimal(0) for r in of_r1) < surely
    assert (enough, less) == sides


def test_the_best_american_version_is_ahead_of_the_best_of_deepseek(scores: Scores) -> None:
    day = "2025-09-30"
    by_version = {
        version_of(r): r for r in scores["otis-mock-aime-score"] if r.period and r.period.text <= day
    }
    assert round(by_version["gpt-5-2025-08-07_high"].value or 0, 1) == Decimal("91.4")
    assert round(by_version["DeepSeek-R1-0528"].value or 0, 1) == Decimal("66.4")
    assert max(by_version.values(), key=lambda r: r.value or 0) == by_version["gpt-5-2025-08-07_high"]


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (
            "gpqa_diamond.csv",
            lambda text: text.replace("mean_score", "score", 1),
            "unknown columns ['score']",
        ),
        (
            "metr_time_horizons_external.csv",
            lambda text: text.replace("718.80683", "12 hours"),
            "'12 hours' is not a number",
        ),
        (
            "hle_external.csv",
            lambda text: text.replace("2025-11-18", "November 2025", 1),
            "'November 2025' is not a date",
        ),
        ("vpct_external.csv", lambda text: text.replace("o1-2024-12-17_medium", "o9", 1), "rejected 2"),
    ],
    ids=["column", "score", "date", "version"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, file: str, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in (told, "SHA-256") if part not in str(error.value)] == []
