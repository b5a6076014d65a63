"""The NCSES tables on AI articles and patents, compared with the files read another way."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_trees import dataset_copy

ROOT = default_source_tree().root
FOLDER = ROOT / "data/ncses-ai-coauthorship"
NATION = "region_country_or_economy"
YEARS = [f"field_{year}" for year in range(2003, 2023)]
ALL_YEARS = "2003/2022"
Values = dict[tuple[str, str, str, str], Decimal | None]
Spoil = Callable[[Path], None]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(number: str) -> list[dict[str, str]]:
    return table(FOLDER / f"{number}.csv")


def square(number: str, name: str) -> dict[tuple[str, str], str]:
    """The figures of a matrix by the names of row and column, the latter by its place."""
    rows = printed(number)
    names = [row[name] for row in rows]
    cells = [list(row.values())[3:] for row in rows]
    return {(names[i], names[j]): cells[i][j] for j in range(len(names)) for i in range(j)}


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def observations(gathered: DatasetRows) -> list[Observation]:
    return [row.record for row in gathered.rows if isinstance(row.record, Observation)]


@pytest.fixture(scope="module")
def values(observations: list[Observation]) -> Values:
    """Value by metric, subjects, period and scope: four things that no two observations share."""
    found = {
        (
            each.metric,
            "|".join(each.subjects),
            each.period.text if each.period else "",
            each.scope or "",
        ): each.value
        for each in observations
    }
    assert len(found) == len(observations)
    return found


@pytest.fixture(scope="module")
def entity_of() -> dict[str, str]:
    """The entity of each name, from aliases.csv."""
    rows = table(FOLDER / "aliases.csv")
    return {row["name"]: row["entity"] for row in rows if row["judgement"] == "same"}


def plain(name: str) -> str:
    return re.sub(r"<sup>.</sup>", "", html.unescape(name))


# ---- every figure is there, under its name and year ----


def test_the_figures_of_each_nation_and_year_are_those_of_the_columns(
    values: Values, entity_of: dict[str, str]
) -> None:
    metrics = {
        "Total articles": "ai-articles-ncses",
        "With multiple institutions": "multi-institution-ai-articles-ncses",
        "With domestic institutions only": "domestic-ai-articles-ncses",
        "With international institutions": "international-ai-articles-ncses",
    }
    expected = {}
    for row in printed("10067"):
        levels = [row[f"{NATION}_level_{level}"] for level in range(1, 5) if row[f"{NATION}_level_{level}"]]
        name = next(level for level in reversed(levels) if level not in metrics)
        if name != "Unassigned" and levels[-1] in metrics:
            for year in YEARS:
                key = (metrics[levels[-1]], entity_of[plain(name)], year[-4:], "")
                expected[key] = Decimal(row[year])
    assert len(expected) == 180 * 4 * 20
    assert {key: values[key] for key in expected} == expected


def test_regions_that_only_the_file_without_years_has_get_their_20_years_in_order(
    values: Values, entity_of: dict[str, str]
) -> None:
    groups = defaultdict(list)
    for row in printed("9968"):
        groups[plain(row["time_period"].split(" -> ")[-1])].append(Decimal(row["value"]))
    del groups["Unassigned"]
    found = {
        name: [values["ai-articles-ncses", entity_of[name], year[-4:], ""] for year in YEARS]
        for name in groups
    }
    assert found == groups
    assert found["Africa"][0] == 93
    assert found["EU-27"][-1] == 18471


def test_totals_of_20_years_are_those_printed_and_the_sums_of_the_years(
    values: Values, entity_of: dict[str, str]
) -> None:
    for row in printed("10059")[:-1]:
        entity = entity_of[row[NATION]]
        total = values["ai-articles-ncses", entity, ALL_YEARS, ""]
        assert total == Decimal(row["number_of_papers_whole_"])
        assert total == sum(values["ai-articles-ncses", entity, year[-4:], ""] or 0 for year in YEARS)
        fractional = values["ai-articles-fractional-ncses", entity, ALL_YEARS, ""]
        assert fractional == Decimal(row["number_of_papers_fractional_"])


def test_institutions_have_their_totals_both_ways_of_counting(
    values: Values, gathered: DatasetRows, entity_of: dict[str, str]
) -> None:
    minted = {name: entity for entity, (name, _) in gathered.minted.items()}
    rows = printed("10064")
    for row in rows:
        entity = entity_of.get(row["institution"]) or minted[row["institution"]]
        for column, metric in (
            ("number_of_papers_whole_", "ai-articles-institutions-ncses"),
            ("number_of_papers_fractional_", "ai-articles-fractional-institutions-ncses"),
            (
                "papers_involving_multiple_institutions_whole_",
                "multi-institution-ai-articles-institutions-ncses",
            ),
            ("papers_involving_only_domestic_institutions_whole_", "domestic-ai-articles-institutions-ncses"),
            (
                "papers_involving_international_institutions_whole_",
                "international-ai-articles-institutions-ncses",
            ),
        ):
            assert values[metric, entity, ALL_YEARS, ""] == Decimal(row[column])
    assert len(rows) == 100


@pytest.mark.parametrize(
    ("number", "name", "figure", "rank"),
    [
        ("10059", NATION, "number_of_papers_whole_", "rank"),
        ("10061", NATION, "degree", "degree_rank_"),
        ("10061", NATION, "strength", "strength_rank_"),
        ("10063", NATION, "degree", "degree_rank_"),
        ("10064", "institution", "number_of_papers_whole_", "rank"),
        ("10066", "institution", "degree", "degree_rank_"),
        ("10066", "institution", "strength", "strength_rank_"),
        ("10066", "institution", "betweenness_centrality", "betweenness_centrality_rank_"),
    ],
)
def test_a_rank_that_is_left_out_is_the_place_among_the_figures_that_are_imported(
    number: str, name: str, figure: str, rank: str
) -> None:
    rows = [row for row in printed(number) if row[name] not in ("World", "Unassigned")]
    figures = [Decimal(row[figure]) for row in rows]
    places = [1 + sum(more > own for more in figures) for own in figures]
    assert places == [int(row[rank]) for row in rows]


@pytest.mark.parametrize(
    ("number", "metric", "most"),
    [
        ("10060", "coauthored-ai-papers-ncses", 13631),
        ("10062", "ai-collaboration-index-ncses", Decimal("30.42")),
    ],
)
def test_each_two_nations_have_one_figure(
    number: str,
    metric: str,
    most: Decimal,
    values: Values,
    entity_of: dict[str, str],
) -> None:
    expected = {
        (metric, "|".join(sorted([entity_of[one], entity_of[other]])), ALL_YEARS, ""): Decimal(cell)
        for (one, other), cell in square(number, NATION).items()
    }
    assert {key: value for key, value in values.items() if key[0] == metric} == expected
    assert len(expected) == 60 * 59 / 2
    assert max(expected.values()) == most


def test_no_joint_article_of_two_nations_is_a_true_zero_because_small_counts_and_index_are_printed() -> None:
    articles, index = square("10060", NATION), square("10062", NATION)
    assert {pair for pair, cell in articles.items() if cell == "0"} == {
        pair for pair, cell in index.items() if cell == "0.0"
    }
    assert set(range(1, 10)) <= {int(cell) for cell in articles.values()}


def test_a_zero_between_institutions_is_below_50_and_no_value(observations: list[Observation]) -> None:
    metric = "coauthored-ai-papers-institutions-ncses"
    found = Counter(
        (each.value, each.low, each.high, each.bounds, each.status)
        for each in observations
        if each.metric == metric
    )
    cells = square("10065", "institution").values()
    below = (None, Decimal(0), Decimal(49), "threshold", "below-threshold")
    assert found[below] == sum(cell == "0" for cell in cells) == 3260
    del found[below]
    assert found == Counter((Decimal(cell), None, None, None, None) for cell in cells if cell != "0")


def test_degree_and_strength_are_those_of_the_pairs_from_the_threshold_on(
    values: Values,
) -> None:
    """Which also proves the thresholds: 400 for nations, 50 for institutions."""
    for pairs, network, least in (
        ("coauthored-ai-papers-ncses", "ai-network", 400),
        ("coauthored-ai-papers-institutions-ncses", "ai-institution-network", 50),
    ):
        links = defaultdict(list)
        for (metric, subjects, _, _), value in values.items():
            if metric == pairs and value and value >= least:
                for subject in subjects.split("|"):
                    links[subject].append(value)
        degree = {key[1]: value for key, value in values.items() if key[0] == f"{network}-degree-ncses"}
        assert degree == {subject: len(found) for subject, found in links.items()}
        strength = {key[1]: value for key, value in values.items() if key[0] == f"{network}-strength-ncses"}
        assert strength == {subject: sum(found) for subject, found in links.items()}


@pytest.mark.parametrize(
    ("metric", "entity", "value"),
    [
        ("ai-network-betweenness-ncses", "nation/us", "232"),
        ("ai-network-pagerank-rank-ncses", "nation/uk", "3"),
        ("ai-network-eigenvector-rank-ncses", "nation/china", "1"),
        ("above-expected-ai-partners", "nation/us", "3"),
        ("ai-index-network-strength-ncses", "nation/slovakia", "70"),
        ("ai-index-network-closeness-rank-ncses", "nation/us", "59"),
        ("ai-index-network-pagerank-ncses", "nation/uk", "0.01"),
        ("ai-institution-network-betweenness-ncses", "institution/chinese-academy-of-sciences", "1853.85"),
        ("ai-institution-network-closeness-ncses", "institution/cnrs", "0.38"),
    ],
)
def test_network_indicators_are_as_printed(metric: str, entity: str, value: str, values: Values) -> None:
    assert values[metric, entity, ALL_YEARS, ""] == Decimal(value)


def test_patents_are_counted_by_category_and_china_with_hong_kong_is_no_nation(
    values: Values, entity_of: dict[str, str]
) -> None:
    ending = {
        "AI techniques": "technique",
        "Functional applications": "application",
        "Application fields": "field",
    }
    expected = {
        (
            f"granted-ai-patents-by-{ending[row['category_level_1']]}-ncses",
            entity_of[column],
            "2000/2022",
            row["category_level_2"],
        ): Decimal(row[column])
        for row in printed("10565")
        for column in ("field_united_states", "field_china", "field_japan", "field_south_korea")
        if row["category_level_2"]
    }
    assert {key: value for key, value in values.items() if "patents" in key[0]} == expected
    assert entity_of["field_china"] == "region/china-with-hong-kong" != entity_of["China"]
    assert len(expected) == 36 * 4


# ---- it agrees with what was curated by hand, and with what is known of the names ----


def test_figures_that_were_curated_from_the_same_tables_are_the_same(
    values: Values,
) -> None:
    curated = {
        (row["metric"], "|".join(sorted(row["subjects"].split("|"))), row["period"], ""): row["value"]
        for row in table(ROOT / "data/curated/observations.csv")
        if row["source"].startswith("ncses-")
    }
    both = curated.keys() & values.keys()
    assert {key: values[key] for key in both} == {key: Decimal(curated[key]) for key in both}
    assert len(both) == 11
    assert values["coauthored-ai-papers-ncses", "nation/china|nation/us", ALL_YEARS, ""] == 13631


def test_an_institution_we_knew_is_in_the_part_of_the_world_that_the_table_has_it_in(
    gathered: DatasetRows, entity_of: dict[str, str]
) -> None:
    known: dict[str, str] = {}
    for file in sorted(ROOT.glob("data/*/entities.csv")):
        known |= {row["id"]: row["nation"] for row in table(file)}
    entities = [row.record for row in gathered.rows if isinstance(row.record, Entity)]
    group = {each.id: each.part_of[0] for each in entities if each.id.startswith("nation/")}
    rows = [row for row in printed("10064") if row["institution"] in entity_of]
    nations = {row["institution"]: known[entity_of[row["institution"]]] for row in rows}
    placed = {name: nation for name, nation in nations.items() if nation in group}
    assert {name: group[nation] for name, nation in placed.items()} == {
        row["institution"]: entity_of[row["region"]] for row in rows if row["institution"] in placed
    }
    assert len(placed) > 25


def test_every_row_is_accounted_for(gathered: DatasetRows) -> None:
    for number in (
        "9968",
        "10059",
        "10060",
        "10061",
        "10062",
        "10063",
        "10064",
        "10065",
        "10066",
        "10067",
        "10565",
    ):
        account = gathered.accounts[f"{number}.csv"]
        assert account.read == len(printed(number))
        assert account.read == account.imported + sum(account.ignored.values())
    assert gathered.accounts["9968.csv"].ignored == {
        "articles of no known place (Unassigned)": 20,
        "same figure in 10067, whose columns name the years: imported from there": 3600,
    }
    assert gathered.unresolved == {}


# ---- broken copies are noticed ----


def replace(file: str, old: str, new: str) -> Spoil:
    """Put `new` for the first `old`, which has to be there."""

    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def edited(file: str, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Spoil:
    def spoil(folder: Path) -> None:
        rows = edit(table(folder / file))
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    return spoil


def without(file: str, column: str, name: str) -> Spoil:
    """Leave out the rows of a nation or institution."""
    return edited(file, lambda rows: [row for row in rows if name not in row[column].split(" -> ")])


def swapped(file: str, one: int, other: int, column: str) -> Spoil:
    """Exchange the cells that two lines have in a column."""

    def edit(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        first, second = rows[one - 2], rows[other - 2]
        first[column], second[column] = second[column], first[column]
        return rows

    return edited(file, edit)


def twice(file: str, line: int, at: int) -> Spoil:
    """Repeat a line further down."""

    def spoil(folder: Path) -> None:
        lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
        lines.insert(at - 1, lines[line - 1])
        (folder / file).write_text("".join(lines), encoding="utf-8")

    return spoil


SPOILT: dict[str, tuple[Spoil, list[str]]] = {
    "new column": (
        replace("10059.csv", "table_id,", "remarks,table_id,"),
        ["10059.csv:1", "unknown columns ['remarks']"],
    ),
    "changed unit in the header": (
        replace("10059.csv", "number_of_papers_whole_", "thousands_of_papers_whole_"),
        ["10059.csv:1", "thousands_of_papers_whole_", "missing columns ['number_of_papers_whole_']"],
    ),
    "changed unit in a cell": (
        replace("10064.csv", ",16571,", ",16.571 thousand,"),
        ["10064.csv:2", "'number_of_papers_whole_'", "'16.571 thousand' is not a number"],
    ),
    "unknown kind of articles": (
        replace(
            "10067.csv", "World -> Total articles -> With multiple", "World -> Total articles -> With several"
        ),
        ["10067.csv:4", "With several institutions", "give it a meaning in the importer"],
    ),
    "unknown category of patents": (
        replace("10565.csv", "AI techniques,Fuzzy logic", "AI techniques,Warm logic"),
        ["10565.csv:6", "'category_level_2'", "'Warm logic'"],
    ),
    "category of another dimension": (
        replace("10565.csv", "AI techniques,Fuzzy logic", "AI techniques,Military"),
        ["10565.csv:6", "'Military' is no category of this dimension"],
    ),
    "unknown nation": (
        replace("10061.csv", "r001,United States", "r001,Atlantis"),
        ["10061.csv:2", "'Atlantis' is no name we know", "aliases.csv"],
    ),
    "nation missing in the totals": (
        without("10059.csv", NATION, "Brazil"),
        ["10059.csv", "no row for nation/brazil", "10067.csv has"],
    ),
    "nation missing in the years": (
        without("10067.csv", f"{NATION}_full_path", "Brazil"),
        ["10059.csv:17", "10067.csv has no such figures for Brazil"],
    ),
    "nation missing where rows tell the year": (
        without("9968.csv", "time_period", "Brazil"),
        ["9968.csv", "no rows for nation/brazil, which 10067.csv has"],
    ),
    "year missing where rows tell the year": (
        replace("9968.csv", "9968,r020,World,123402\n", ""),
        ["9968.csv:21", "'r021' stands in place 20"],
    ),
    "years in another order": (
        swapped("9968.csv", 2, 3, "value"),
        ["9968.csv:2", "'value'", "8375 for 2003, where 10067.csv has 10011"],
    ),
    "row missing in a matrix": (
        without("10060.csv", NATION, "Brazil"),
        ["10060.csv:1", "no row for the columns ['brazil']", "Take the publisher's file again"],
    ),
    "column missing in a matrix": (
        edited("10062.csv", lambda rows: [{key: row[key] for key in row if key != "brazil"} for row in rows]),
        ["10062.csv:1", "no column for the rows ['Brazil']"],
    ),
    "new column in a matrix": (
        edited("10065.csv", lambda rows: [row | {"atlantis_u_": "0"} for row in rows]),
        ["10065.csv:1", "no row for the columns ['atlantis_u_']"],
    ),
    "figure that its mirror denies": (
        replace("10060.csv", "Argentina,0,0,26", "Argentina,0,0,27"),
        ["10060.csv:4", "'argentina'", "line 3 has 'australia: 27'"],
    ),
    "figure on the diagonal": (
        replace("10060.csv", "Algeria,0,", "Algeria,7,"),
        ["10060.csv:2", "'algeria'", "7 on the diagonal"],
    ),
    "figure below the threshold": (
        replace("10065.csv", "Beihang U.,0,51,", "Beihang U.,0,12,"),
        ["10065.csv:2", "'beijing_institute_of_technology'", "below the 50"],
    ),
    "institution missing that others need": (
        without("10064.csv", "institution", "CNRS"),
        ["10065.csv:8", "'CNRS' is no institution of 10064.csv"],
    ),
    "row twice": (
        twice("10063.csv", 2, 4),
        ["10063.csv:4", "'China' is already in line 2", "Keep one of the rows"],
    ),
    "row twice in the years": (
        twice("10067.csv", 3, 5),
        ["10067.csv:5", "is already in line 3"],
    ),
    "heading with a figure": (
        replace("10067.csv", "World,World,,,,1,,", "World,World,,,,1,5,"),
        ["10067.csv:2", "'field_2003'", "a heading has a figure"],
    ),
    "figure that is gone": (
        replace("10067.csv", ",2,10011,", ",2,,"),
        ["10067.csv:3", "'field_2003'", "the cell is empty"],
    ),
    "total that the years deny": (
        replace("10059.csv", ",274096,", ",274097,"),
        ["10059.csv:3", "'number_of_papers_whole_'", "274097", "add up to 274096"],
    ),
    "wrong checksum": (
        replace("10066.csv", "1853.85", "1853.86"),
        ["10066.csv: the SHA-256 is", "dataset.toml says"],
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


@pytest.mark.parametrize("case", SPOILT)
def test_a_broken_copy_is_refused_with_place_and_mend(case: str, copy: Path) -> None:
    spoil, expected = SPOILT[case]
    spoil(copy)
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in expected if part not in str(error.value)] == []
