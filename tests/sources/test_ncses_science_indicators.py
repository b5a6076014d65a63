"""NCSES' tables of articles, partners, patents and money, compared with the files read another way."""

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

FOLDER = default_source_tree().root / "data" / "ncses-science-indicators"
GROUP = "Group of nations whose members the table does not name, or counts in rows of their own"
SHARE = "international-article-partner-share-ncses"
Figures = dict[tuple[str, tuple[str, ...], str], Observation]  # by metric, subject and partner, and period


def _lines(number: str) -> Table:
    return table(f"{FOLDER.name}/{number}.csv")


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def figures(dataset: DatasetRows) -> Figures:
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_key = {
        (record.metric, record.subjects + record.partners, record.period.text): record
        for record in records
        if record.period
    }
    assert len(by_key) == len(records) == 4423
    return by_key


def _value(figures: Figures, metric: str, subject: str, period: str, *partners: str) -> Decimal:
    value = figures[metric, (subject, *partners), period].value
    assert value is not None
    return value


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    accounts = {file: account for file, account in dataset.accounts.items() if file[0].isdigit()}
    assert accounts == {
        "10001.csv": FileAccount(235, 188, {"heading without figures": 47}),
        "10004.csv": FileAccount(14, 14),
        "10005.csv": FileAccount(14, 14),
        "10564.csv": FileAccount(144, 130, {GROUP: 14}),
        "10578.csv": FileAccount(14, 7, {GROUP: 7}),
        "6208.csv": FileAccount(14, 6, {GROUP: 8}),
    }


def test_there_is_a_figure_for_each_place_and_period(figures: Figures) -> None:
    not_available = sum(
        value == "NA"
        for line in _lines("6208")
        if line["country_or_region_level_3"] or line["country_or_region_full_path"] == "Total"
        for value in line.values()
    )
    assert Counter(key[0] for key in figures) == {
        "articles-ncses": 47 * 20,
        "multi-institution-articles-ncses": 47 * 20,
        "domestic-articles-ncses": 47 * 20,
        "international-articles-ncses": 47 * 20,
        SHARE: 28 * 10,
        "granted-ai-patents-ncses": 130,
        "ai-venture-capital-ncses": 6 * 21 - not_available,
        "venture-capital-ncses": 7 * 20,
    }


@pytest.mark.parametrize(
    ("metric", "ending"),
    [
        ("articles-ncses", "Total articles"),
        ("multi-institution-articles-ncses", "With multiple institutions"),
        ("domestic-articles-ncses", "With domestic institutions only"),
        ("international-articles-ncses", "With international institutions"),
    ],
)
def test_articles_of_nations_add_up_to_those_of_the_file(figures: Figures, metric: str, ending: str) -> None:
    path = "region_country_or_economy_full_path"
    for year in ("2003", "2014", "2022"):
        printed = [
            int(line[f"field_{year}"])
            for line in _lines("10001")
            if line[path].endswith(ending) and not line[path].startswith("World -> Total")
        ]
        values = [
            record.value
            for (its_metric, places, period), record in figures.items()
            if its_metric == metric and period == year and places[0].startswith("nation/") and record.value
        ]
        assert sum(values) == sum(printed)


@pytest.mark.parametrize(
    ("metric", "places", "period", "value"),
    [
        ("articles-ncses", ["region/world"], "2022", "3344037"),
        ("articles-ncses", ["nation/canada"], "2003", "50401"),
        ("international-articles-ncses", ["nation/us"], "2021", "246438"),
        ("international-articles-ncses", ["nation/china"], "2019", "149358"),
        (SHARE, ["nation/us", "nation/china"], "2021", "24.27"),
        (SHARE, ["nation/china", "nation/us"], "2021", "35.61"),
        (SHARE, ["nation/iran", "nation/us"], "2003", "27.66"),
        ("granted-ai-patents-ncses", ["region/world"], "2000/2022", "190038"),
        ("granted-ai-patents-ncses", ["region/china-with-hong-kong"], "2000/2022", "91436"),
        ("granted-ai-patents-ncses", ["nation/us"], "2000/2022", "41507"),
        ("granted-ai-patents-ncses", ["region/eu-27"], "2000/2022", "9845"),
        ("ai-venture-capital-ncses", ["nation/china"], "2020", "16923000000"),
        ("ai-venture-capital-ncses", ["nation/us"], "2000", "272000000"),
        ("venture-capital-ncses", ["region/china-with-hong-kong"], "2022", "88303000000"),
        ("venture-capital-ncses", ["nation/uk"], "2021", "39331000000"),
    ],
)
def test_a_figure_is_as_printed(
    figures: Figures, metric: str, places: list[str], period: str, value: str
) -> None:
    assert figures[metric, tuple(places), period].value == Decimal(value)


def test_joint_articles_are_as_many_from_either_side(figures: Figures) -> None:
    def joint(subject: str, partner: str, year: str) -> Decimal:
        articles = _value(figures, "international-articles-ncses", subject, year)
        return articles * _value(figures, SHARE, subject, year, partner) / 100

    for year in ("2003", "2019", "2021"):
        from_us, from_china = (
            joint("nation/us", "nation/china", year),
            joint("nation/china", "nation/us", year),
        )
        assert abs(from_us - from_china) < from_us / 1000
    assert [round(joint("nation/china", "nation/us", year)) for year in ("2019", "2021")] == [62432, 59794]


def test_patents_of_nations_and_offices_add_up_to_those_of_the_world(figures: Figures) -> None:
    nations = [
        record.value
        for (metric, places, _), record in figures.items()
        if metric == "granted-ai-patents-ncses" and places[0] not in ("region/world", "region/eu-27")
        if record.value is not None
    ]
    offices = 50 + 4  # European Patent Office, World Intellectual Property Organization
    difference = sum(nations, Decimal(offices)) - 190038
    assert abs(difference) < len(nations) / 2  # each is rounded to a whole patent


def test_less_than_half_a_patent_is_not_none(figures: Figures) -> None:
    rounded = [record for record in figures.values() if record.bounds == "rounding"]
    printed = [
        line for line in _lines("10564") if line["value"] == "0" and "Yugoslavia" not in line["time_period"]
    ]
    assert len(rounded) == len(printed) > 0
    assert {(record.value, record.low, record.high) for record in rounded} == {(0, 0, Decimal("0.5"))}


def test_what_is_not_available_is_no_observation(figures: Figures) -> None:
    canada = {key[2] for key in figures if key[:2] == ("ai-venture-capital-ncses", ("nation/canada",))}
    assert "2001" in canada
    assert not {"2000", "2002", "2004"} & canada


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        ("10001.csv", lambda text: text.replace("field_2003", "field_2002"), ["field_2002"]),
        (
            "10004.csv",
            lambda text: text.replace("24.27", "42.27"),
            ["joint articles, where 10004.csv makes"],
        ),
        ("10005.csv", lambda text: text.replace("China", "Cathay"), ["'Cathay' is no name we know"]),
        ("10564.csv", lambda text: text.replace(",91436", ",91436.5"), ["is not a count"]),
        ("10564.csv", lambda text: text.replace("-> Other Europe,", "-> Far Europe,"), ["'Far Europe'"]),
        ("6208.csv", lambda text: text.replace(",NA,", ",,", 1), ["the cell is empty"]),
        ("10578.csv", lambda text: text.replace("Total -> China", "World -> China"), ["is at the top"]),
    ],
    ids=["column", "sides", "nation", "count", "group", "empty", "path"],
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
