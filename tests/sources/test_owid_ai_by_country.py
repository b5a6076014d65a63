"""Our World in Data on AI by nation: counts, sums and values, compared with the files read another way."""

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
from tests.support.source_tables import Table, table
from tests.support.source_trees import dataset_copy

FOLDER = default_source_tree().root / "data" / "owid-ai-by-country"
PUBLICATIONS = "annual-scholarly-publications-on-artificial-intelligence.csv"
INVESTMENT = "private-investment-in-artificial-intelligence-cset.csv"
FILED = "artificial-intelligence-patents-submitted.csv"
GRANTED = "artificial-intelligence-granted-patents-by-industry.csv"
SYSTEMS = "cumulative-number-of-large-scale-ai-systems-by-country.csv"
COSTS = "hardware-and-energy-cost-to-train-notable-ai-systems.csv"
GROUP = "Group of nations or of offices whose members the file does not name"
OFFICES = "Sum of the offices of a continent, which says nothing about its nations"
REPEATED = "Cost by Epoch AI in a revision that is not named; its own files have those of named revisions"
PROJECTED = "All (projected) (Projected)"
Figures = dict[tuple[str, str, str, str | None], Observation]  # by metric, subject, year and field


def _lines(file: str) -> Table:
    return table(f"{FOLDER.name}/{file}")


def _is_nation(line: dict[str, str]) -> bool:
    return len(line["Code"]) == 3


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> Figures:
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {
        (record.metric, record.subjects[0], record.period.text, record.scope): record
        for record in records
        if record.period
    }
    assert len(by_key) == len(records) == 6468
    return by_key


def _nation_sum(figures: Figures, metric: str, year: str) -> Decimal:
    values = [
        record.value
        for (its_metric, subject, its_year, _), record in figures.items()
        if its_metric == metric and subject.startswith("nation/") and its_year == year
    ]
    return sum((value for value in values if value is not None), Decimal())


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert {file: dataset.accounts[file] for file in dataset.accounts if "-" in file} == {
        PUBLICATIONS: FileAccount(1631, 1523, {GROUP: 108}),
        INVESTMENT: FileAccount(952, 952),
        FILED: FileAccount(357, 305, {GROUP: 22, OFFICES: 30}),
        GRANTED: FileAccount(352, 352),
        SYSTEMS: FileAccount(176, 168, {GROUP: 8}),
        COSTS: FileAccount(48, 0, {REPEATED: 48}),
    }


@pytest.mark.parametrize(
    ("file", "metric", "years"),
    [
        (PUBLICATIONS, "ai-publications-cset", ("2015", "2019", "2023")),
        (FILED, "ai-patent-families-filed-cset", ("2015", "2020")),
        (SYSTEMS, "large-scale-ai-systems", ("2019", "2025", "2026")),
    ],
)
def test_nations_add_up_to_what_the_file_has_of_them(
    figures: Figures, file: str, metric: str, years: tuple[str, ...]
) -> None:
    column = list(_lines(file)[0])[-1]
    for year in years:
        printed = [line for line in _lines(file) if line["Year"] == year and _is_nation(line)]
        assert _nation_sum(figures, metric, year) == sum(Decimal(line[column]) for line in printed)


def test_investment_is_what_was_measured_and_else_what_was_projected(figures: Figures) -> None:
    for year in ("2015", "2021", "2024", "2025"):
        printed = [line for line in _lines(INVESTMENT) if line["Year"] == year and _is_nation(line)]
        expected = sum(Decimal(line["All"] or line[PROJECTED]) for line in printed)
        assert _nation_sum(figures, "private-ai-investment-cset", year) == expected
    provisional = {key[2] for key, record in figures.items() if record.status == "provisional"}
    assert provisional == {"2025"}
    assert len([record for record in figures.values() if record.status]) == sum(
        not line["All"] for line in _lines(INVESTMENT)
    )


def test_amounts_are_in_prices_of_2021_as_their_round_digits_show(figures: Figures) -> None:
    amounts = [record for record in figures.values() if record.metric == "private-ai-investment-cset"]
    assert {record.price_year for record in amounts} == {2021}
    round_in = Counter(
        line["Year"] for line in _lines(INVESTMENT) if line["All"] and int(line["All"]) % 10_000 == 0
    )
    all_in = Counter(line["Year"] for line in _lines(INVESTMENT) if line["All"])
    assert round_in["2021"] == all_in["2021"]
    assert all(round_in[year] < all_in[year] / 4 for year in all_in if year != "2021")


@pytest.mark.parametrize(
    ("metric", "subject", "year", "value"),
    [
        ("ai-publications-cset", "nation/china", "2023", "103493"),
        ("ai-publications-cset", "nation/us", "2023", "50039"),
        ("ai-publications-cset", "region/world", "2023", "403897"),
        ("ai-publications-cset", "nation/taiwan", "2015", "1663"),
        ("ai-publications-cset", "region/eu-27", "2023", "55764"),
        ("ai-publications-cset", "region/owid-europe", "2023", "94510"),
        ("private-ai-investment-cset", "nation/us", "2024", "148345083627"),
        ("private-ai-investment-cset", "nation/china", "2025", "11123520661"),
        ("ai-patent-families-filed-cset", "nation/china", "2020", "66276"),
        ("ai-patent-families-filed-cset", "region/world", "2020", "98650"),
        ("large-scale-ai-systems", "nation/us", "2025", "214"),
        ("large-scale-ai-systems", "region/world", "2026", "489"),
        ("large-scale-ai-systems", "nation/bulgaria", "2024", "0"),
    ],
)
def test_a_figure_is_as_printed(figures: Figures, metric: str, subject: str, year: str, value: str) -> None:
    assert figures[metric, subject, year, None].value == Decimal(value)


def test_each_field_of_granted_patents_is_a_scope(figures: Figures) -> None:
    fields = {key[3] for key in figures if key[3]}
    assert len(fields) == 10
    for field in fields:
        column = f"Patent applications granted - Field: {field}"
        expected = sum(int(line[column]) for line in _lines(GRANTED) if line["Entity"] != "World")
        values = [
            record.value
            for key, record in figures.items()
            if key[3] == field and key[1].startswith("nation/") and record.value is not None
        ]
        assert sum(values) == expected


def test_no_group_that_overlaps_with_nations_has_a_figure_but_the_union(figures: Figures) -> None:
    places = {key[1] for key in figures if not key[1].startswith("nation/")}
    continents = {"africa", "asia", "europe", "north-america", "oceania", "south-america"}
    assert places == {f"region/owid-{name}" for name in continents} | {
        "region/eu-27",
        "region/kosovo",
        "region/world",
    }


def test_what_was_known_is_not_known_before_it_was_released(figures: Figures) -> None:
    known = {(record.metric, record.known_since.text) for record in figures.values() if record.known_since}
    assert ("granted-ai-patents-by-field-cset", "2024/2024-11-29") in known
    assert {text for metric, text in known if "granted" not in metric} == {"2026/2026-05-08"}


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        (PUBLICATIONS, lambda text: text.replace("Entity,Code,Year,All", "Entity,Code,Year,Some"), ["Some"]),
        (PUBLICATIONS, lambda text: text.replace("China,CHN", "Cathay,CHN", 1), ["'Cathay' is no name"]),
        (PUBLICATIONS, lambda text: text.replace("NATO (CSET)", "BRICS (CSET)", 1), ["'BRICS (CSET)'"]),
        (PUBLICATIONS, lambda text: text.replace(",2023,103493", ",2023-24,103493"), ["is not of the form"]),
        (
            INVESTMENT,
            lambda text: text.replace("13876362142,13876362142", "13876362142,13876362143"),
            ["is projected where"],
        ),
        (INVESTMENT, lambda text: text.replace(",11123520661", ","), ["the row has no figure"]),
        (FILED, lambda text: text.replace("China,CHN,2020,66276", "China,CHN,2019,66276"), ["already in"]),
        (SYSTEMS, lambda text: text.replace("USA,2025,214", "USA,2025,214.5"), ["is not a count"]),
    ],
    ids=["column", "nation", "group", "year", "projection", "empty", "twice", "count"],
)
def test_a_spoiled_file_is_refused(
    tmp_path: Path, file: str, spoil: Callable[[str], str], told: list[str]
) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / file
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
