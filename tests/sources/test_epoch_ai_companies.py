"""Epoch AI's companies: money, staff and use, compared with the files read another way."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
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

FOLDER = default_source_tree().root / "data" / "epoch-ai-companies"
ROUNDS, REVENUE, STAFF, USAGE, SPENDING = (
    f"ai_companies_{name}.csv"
    for name in ("funding_rounds", "revenue_reports", "staff_reports", "usage_reports", "compute_spend")
)
COMPANIES = {
    "Anthropic": "company/anthropic",
    "DeepSeek": "company/deepseek",
    "Google": "company/google",
    "Meta": "company/meta",
    "Mistral AI": "company/mistral-ai",
    "OpenAI": "company/openai",
    "xAI": "company/xai",
}
Figures = Counter[tuple[str, str, Decimal]]


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(dataset: DatasetRows) -> list[Observation]:
    return [row.record for row in dataset.rows if isinstance(row.record, Observation)]


def figures(observations: list[Observation], *metrics: str) -> Figures:
    """Count the figures of some metrics by subject and period."""
    return Counter(
        (record.subjects[0], record.period.text if record.period else "", record.value or Decimal(0))
        for record in observations
        if record.metric in metrics
    )


def iso(day: str) -> str:
    return datetime.strptime(day, "%m/%d/%Y").date().isoformat() if day else ""


def test_the_accounts_add_up(dataset: DatasetRows) -> None:
    shown = "Left out of Epoch AI's chart"
    accounts = {file: account for file, account in dataset.accounts.items() if file.startswith("ai_")}
    assert accounts == {
        "ai_companies.csv": FileAccount(
            7, 0, {"No figure: names a company and the day of its founding, which no claim turns on": 7}
        ),
        SPENDING: FileAccount(11, 8, {f"{shown}, or a rate and no amount of a year": 3}),
        ROUNDS: FileAccount(
            36,
            34,
            {
                f"{shown}, and another row has the company, day and equity of this round": 1,
                "No figure": 1,
            },
        ),
        REVENUE: FileAccount(32, 32),
        STAFF: FileAccount(42, 41, {}, {"Of which part of the company is not said": 1}),
        USAGE: FileAccount(
            44,
            39,
            {f"{shown}: of a part of the users, or over another time than the others": 3, "No figure": 2},
        ),
    }


@pytest.mark.parametrize(
    ("column", "metric", "total"),
    [
        ("Funding (equity)", "company-equity-raised", Decimal("235188300000")),
        ("Funding (debt)", "company-debt-raised", Decimal("9140000000")),
        ("Valuation (post-money)", "company-valuation", Decimal("2855734000000")),
    ],
)
def test_every_amount_of_a_round_is_that_of_its_row(
    observations: list[Observation], column: str, metric: str, total: Decimal
) -> None:
    printed = Counter(
        (COMPANIES[row["Company"]], iso(row["Close date"]), Decimal(row[column]))
        for row in table(f"{FOLDER.name}/{ROUNDS}")
        if row[column] and row["Id"] != "June 2024 Series B"
    )
    assert figures(observations, metric) == printed
    assert sum(value * times for (_, _, value), times in printed.items()) == total


def test_a_number_that_the_spreadsheet_wrote_with_an_exponent_is_exact(
    observations: list[Observation],
) -> None:
    printed = {record.source_text: record.value for record in observations}
    assert printed["Valuation (post-money): 1.57E+11"] == 157_000_000_000
    assert printed["Funding (equity): 1E+11"] == 100_000_000_000


def test_rounds_in_talks_are_planned_and_have_no_day(observations: list[Observation]) -> None:
    planned = [record for record in observations if record.status == "planned" and not record.period]
    assert Counter(record.metric for record in planned) == {
        "company-equity-raised": 4,
        "company-valuation": 3,
    }


def test_every_revenue_is_that_of_its_row(observations: list[Observation]) -> None:
    printed = Counter(
        (COMPANIES[row["Company"]], iso(row["Date"]), Decimal(row["Revenue amount (normalize to annual)"]))
        for row in table(f"{FOLDER.name}/{REVENUE}")
    )
    assert figures(observations, "company-annualised-revenue") == printed


def test_staff_of_a_part_is_never_that_of_the_company(observations: list[Observation]) -> None:
    staff = [record for record in observations if record.metric == "company-staff"]
    assert max(record.value or 0 for record in staff if record.subjects == ("company/openai",)) == 3000
    assert {record.subjects[0] for record in staff if record.scope is None} == {
        *(COMPANIES[name] for name in ("Anthropic", "DeepSeek", "Mistral AI", "OpenAI", "xAI")),
        "company/google-deepmind",
    }
    assert Counter(record.scope for record in staff if record.subjects == ("company/meta",)) == {"FAIR": 3}


def test_users_are_counted_by_the_time_in_which_they_are_active(observations: list[Observation]) -> None:
    printed = Counter(
        row["Active users time period"].lower()
        for row in table(f"{FOLDER.name}/{USAGE}")
        if row["Active users"] and row["Exclude from graph view"] != "TRUE"
    )
    counted = Counter(
        record.metric.removesuffix("-active-users")
        for record in observations
        if record.metric.endswith("-active-users")
    )
    assert counted == printed == {"monthly": 13, "weekly": 10, "daily": 5}
    weekly = figures(observations, "weekly-active-users")
    assert weekly["company/openai", "2025-10-06", Decimal(800_000_000)] == 1


def test_an_amount_reported_before_its_year_was_over_is_a_plan(observations: list[Observation]) -> None:
    spending = [record for record in observations if record.metric == "company-compute-spending"]
    measured = {record.id for record in spending if record.status is None}
    assert measured == {
        "epoch-companies-openai-openai-2022-compute-plus-data-company-compute-spending",
        "epoch-companies-anthropic-anthropic-2024-training-company-compute-spending",
    }
    assert sum(record.value or 0 for record in spending) == 26_501_000_000


def test_nothing_was_known_before_the_last_day_that_the_files_speak_of(
    observations: list[Observation],
) -> None:
    assert {record.known_since.text for record in observations if record.known_since} == {"2025-12-23"}
    assert len(observations) == 188


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (ROUNDS, lambda text: text.replace("10/2/2024,Closed", "2024-10-02,Closed"), ["Close date"]),
        (ROUNDS, lambda text: text.replace("1.57E+11", "157B"), ["'157B' is not a number"]),
        (ROUNDS, lambda text: text.replace("Closed", "Rumoured", 1), ["'Rumoured' is not a category"]),
        (REVENUE, lambda text: text.replace("28000000,,,", "28000000,monthly,,"), ["'monthly' stands in a"]),
        (STAFF, lambda text: text.replace("OpenAI,52,", "ClosedAI,52,"), ["'ClosedAI' is no name we know"]),
        (USAGE, lambda text: text.replace("50000000,Weekly", "50000000,"), ["users go with a time"]),
        (SPENDING, lambda text: text.replace("R&D cloud compute,Year", "Chips,Year", 1), ["'Chips' is not"]),
    ],
    ids=["date", "amount", "status", "trailing column", "company", "time", "purpose"],
)
def test_a_spoiled_file_is_refused(
    tmp_path: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
