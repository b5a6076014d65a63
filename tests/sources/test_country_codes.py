"""The country codes: nations, names, regions and identifiers, compared with the file read another way."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, IdentifierMatch
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_trees import dataset_copy

ROOT = default_source_tree().root
FOLDER = ROOT / "data/country-codes"
FILE = "country-codes.csv"


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, str]]:
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as file:
        return {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def nations(gathered: DatasetRows) -> dict[str, Entity]:
    entities = [row.record for row in gathered.rows if isinstance(row.record, Entity)]
    return {entity.iso_alpha2: entity for entity in entities if entity.iso_alpha2}


@pytest.fixture(scope="module")
def named() -> dict[str, dict[str, str]]:
    """The nations that data/entities describes, by alpha-2 code."""
    with (ROOT / "data/entities/entities.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso_alpha2"]: row for row in csv.DictReader(file) if row["id"].startswith("nation/")}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def test_each_row_is_a_nation_with_its_codes(
    nations: dict[str, Entity], printed: dict[str, dict[str, str]]
) -> None:
    found = {(code, each.iso_alpha3, each.identifiers) for code, each in nations.items()}
    expected = {
        (code, row["ISO3166-1-Alpha-3"], (f"m49:{int(row['M49']):03}",)) for code, row in printed.items()
    }
    assert found == expected
    assert len(found) == 249


def test_the_column_left_out_for_m49_holds_the_same_numbers(printed: dict[str, dict[str, str]]) -> None:
    assert all(row["ISO3166-1-numeric"] == row["M49"] for row in printed.values())


def test_namibia_s_code_is_no_missing_value(nations: dict[str, Entity]) -> None:
    assert nations["NA"].id == "nation/namibia"


def test_nations_that_entities_names_keep_their_id_and_name(
    nations: dict[str, Entity], named: dict[str, dict[str, str]]
) -> None:
    assert len(named) == 41
    for code, row in named.items():
        assert (nations[code].id, nations[code].name, nations[code].name_zh) == (row["id"], None, None)
    assert all(each.name and each.name_zh for code, each in nations.items() if code not in named)


def test_no_alternative_name_repeats_the_label_that_entities_gives(
    nations: dict[str, Entity], named: dict[str, dict[str, str]]
) -> None:
    again = [
        code
        for code, row in named.items()
        if {f"en:{row['name']}", f"zh:{row['name_zh']}"} & set(nations[code].alt_names_tagged)
    ]
    assert again == []


def test_labels_carry_no_article_and_no_footnote_mark(nations: dict[str, Entity]) -> None:
    labels = [
        label
        for each in nations.values()
        for label in (*each.names, *each.alt_names_tagged, each.name_zh or "")
    ]
    assert not [
        label for label in labels if "*" in label or "(la)" in label or ":the " in label or "(l')" in label
    ]
    assert "fr:Allemagne" in nations["DE"].names
    assert "es:Bolivia (Estado Plurinacional de)" in nations["BO"].names
    assert "en:Republic of Chile" in nations["CL"].alt_names_tagged
    assert nations["VA"].name_zh == "罗马教廷"


def test_names_without_a_unterm_form_are_the_official_ones(nations: dict[str, Entity]) -> None:
    assert nations["TW"].names == ("ar:تايوان", "es:Taiwán", "fr:Taïwan", "ru:Тайвань")
    assert nations["TW"].alt_names_tagged == ()


def test_a_nation_is_in_the_smallest_region_that_the_file_prints(
    gathered: DatasetRows, nations: dict[str, Entity], printed: dict[str, dict[str, str]]
) -> None:
    entities = {row.record.id: row.record for row in gathered.rows if isinstance(row.record, Entity)}
    for code, row in printed.items():
        regions, at = [], nations[code]
        while at.part_of:
            (larger,) = at.part_of
            at = entities[larger]
            regions.append((at.name or "World").removesuffix(" (UN M49)"))
        levels = ("Intermediate Region", "Sub-region", "Region", "Global")
        assert regions == [row[f"{level} Name"] for level in levels if row[f"{level} Name"]]


def test_no_nation_is_part_of_another(nations: dict[str, Entity]) -> None:
    assert all(part.startswith("region/") for each in nations.values() for part in each.part_of)


def test_matches_are_those_of_the_file_that_entities_lacks(
    gathered: DatasetRows, printed: dict[str, dict[str, str]], named: dict[str, dict[str, str]]
) -> None:
    found = {row.record.value for row in gathered.rows if isinstance(row.record, IdentifierMatch)}
    new = [row for code, row in printed.items() if code not in named]
    expected = {f"https://sws.geonames.org/{row['Geoname ID']}/" for row in new} | {
        row["wikidata_id"].replace("https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/")
        for row in new
        if row["wikidata_id"]
    }
    assert found == expected
    assert len(found) == 208 + 207  # Namibia has no Wikidata id


def test_no_match_has_the_id_of_another_one(gathered: DatasetRows) -> None:
    with (ROOT / "data/entities/identifier_matches.csv").open(encoding="utf-8", newline="") as file:
        others = {row["id"] for row in csv.DictReader(file)}
    assert not others & {row.record.id for row in gathered.rows if isinstance(row.record, IdentifierMatch)}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lambda text: text.replace("FIFA,", "FIFA 2,", 1),
            ["country-codes.csv:1", "FIFA 2", "missing columns"],
        ),
        (lambda text: text.replace(",NM,NA,", ",NM,,", 1), ["ISO3166-1-Alpha-2", "is not of the form"]),
        (lambda text: text.replace("In contention", "Disputed", 1), ["is_independent", "Disputed", "Known:"]),
        (
            lambda text: text.replace("Eastern Asia", "East Asia", 1),
            ["Sub-region Name", "East Asia", "Known:"],
        ),
        (
            lambda text: text.replace("wiki/Q889", "wiki/889", 1),
            ["country-codes.csv:2", "wikidata_id", "form"],
        ),
        (lambda text: text + text.splitlines(keepends=True)[-1], ["is already in line", "Keep one"]),
        (
            lambda text: "".join(text.splitlines(keepends=True)[:-1]),
            ["248 rows read", "expects imported 249"],
        ),
    ],
    ids=["column", "empty code", "status", "region", "identifier", "row twice", "country missing"],
)
def test_a_spoiled_file_is_refused(copy: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []


def test_a_region_with_another_code_is_refused(copy: Path) -> None:
    path = copy / FILE
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    rows[0]["Sub-region Code"] = "35"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(
        ClaimgraphError,
        match=r"country-codes\.csv:2.*Sub-region Code.*'35' is not the M49 code of Southern Asia",
    ):
        read_dataset_rows(copy, read_dataset(copy))
