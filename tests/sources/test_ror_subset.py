"""The ROR subset: what it adds to organisations, held against the file and against data/entities."""

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_dataset_rows
from tests.support.source_trees import dataset_copy

DATA = default_source_tree().root / "data"
FOLDER = DATA / "ror-subset"
FILE = "ror_subset.jsonl"


@pytest.fixture(scope="module")
def organisations() -> dict[str, Entity]:
    rows = read_dataset_rows(FOLDER, read_dataset(FOLDER)).rows
    return {row.record.id: row.record for row in rows if isinstance(row.record, Entity)}


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, object]]:
    """The publisher's objects by our id, which data/entities gives by ROR id."""
    with (DATA / "entities/identifier_matches.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["value"]: row["entity"] for row in csv.DictReader(file) if row["authority"] == "ror"}
    objects = [json.loads(line) for line in (FOLDER / FILE).read_text("utf-8").split("\n") if line]
    return {ours[f"https://ror.org/{each['ror']}"]: each for each in objects}


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, str]]:
    with (DATA / "entities/entities.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def test_each_line_is_about_the_organisation_that_has_its_ror_id(
    organisations: dict[str, Entity], printed: dict[str, dict[str, object]]
) -> None:
    assert organisations.keys() == printed.keys()
    assert len(organisations) == 77
    for path, each in printed.items():
        assert set(organisations[path].alt_names) == set(each["names"])  # type: ignore[call-overload]
        assert organisations[path].place == each["city"]


def test_nothing_contradicts_data_entities(
    organisations: dict[str, Entity], described: dict[str, dict[str, str]]
) -> None:
    for path, each in organisations.items():
        row = described[path]
        assert (each.nation, each.place, each.homepage) == (row["nation"], row["place"], row["homepage"])
        assert (each.latitude, each.longitude) == (Decimal(row["latitude"]), Decimal(row["longitude"]))
        assert each.name is None


def test_the_wikidata_ids_left_out_are_the_matches_of_data_entities(
    printed: dict[str, dict[str, object]],
) -> None:
    with (DATA / "entities/identifier_matches.csv").open(encoding="utf-8", newline="") as file:
        matches = {
            (row["entity"], row["value"]) for row in csv.DictReader(file) if row["authority"] == "wikidata"
        }
    ids = {
        (path, f"http://www.wikidata.org/entity/{each['qid']}")
        for path, each in printed.items()
        if each["qid"]
    }
    assert len(ids) == 69
    assert ids <= matches


def test_coordinates_keep_the_digits_of_the_file(organisations: dict[str, Entity]) -> None:
    harvard = organisations["institution/harvard-university"]
    assert (str(harvard.latitude), str(harvard.longitude)) == ("42.3751", "-71.10561")


def _first(key: str, value: object) -> Callable[[str], str]:
    """Set a key of the first object."""

    def spoil(text: str) -> str:
        first, _, rest = text.partition("\n")
        return json.dumps(json.loads(first) | {key: value}) + "\n" + rest

    return spoil


def _without(key: str) -> Callable[[str], str]:
    def spoil(text: str) -> str:
        first, _, rest = text.partition("\n")
        return (
            json.dumps({name: value for name, value in json.loads(first).items() if name != key})
            + "\n"
            + rest
        )

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_first("employees", 3), [f"{FILE}:1", "unknown columns ['employees']", "tell the importer"]),
        (_without("city"), [f"{FILE}:1", "missing columns ['city']", "tell the importer"]),
        (
            _first("names", "Harvard University"),
            [f"{FILE}:1", "names", "is not a list", "If the publisher changed"],
        ),
        (_first("city", 7), [f"{FILE}:1", "city", "7 is not a text"]),
        (_first("city", ""), [f"{FILE}:1", "city", "the cell is empty"]),
        (_first("geo", [1.5, 2.5]), [f"{FILE}:1", "geo", "has 2 values instead of 3"]),
        (_first("geo", ["1.5", 2.5, 3]), [f"{FILE}:1", "geo", "'1.5' is not a number"]),
        (
            _first("types", ["archive"]),
            [f"{FILE}:1", "types", "'archive' is not a category we know", "Known:"],
        ),
        (_first("status", "withdrawn"), [f"{FILE}:1", "status", "'withdrawn' is not a category"]),
        (_first("country", "ZZ"), [f"{FILE}:1", "country", "'ZZ' is no name we know", "aliases.csv"]),
        (_first("label", "Hogwarts"), [f"{FILE}:1", "label", "'Hogwarts' is no name we know", "aliases.csv"]),
        (
            lambda text: text.replace('"ver": "1.65"', '"ver": "1.65", "ver": "1.66"', 1),
            ["columns named twice ['ver']"],
        ),
        (lambda text: text.replace("}", "", 1), [f"{FILE}:1", "not JSON", "again"]),
        (lambda text: "[]\n" + text, [f"{FILE}:1", "is no JSON object"]),
        (lambda text: text.replace("42.3751", "NaN", 1), [f"{FILE}:1", "NaN is no number"]),
        (
            lambda text: text + text.partition("\n")[0] + "\n",
            [f"{FILE}:78", "is already in line 1", "Keep one"],
        ),
        (lambda text: text.partition("\n")[2], ["76 rows read", "expects imported 77"]),
    ],
)
def test_a_spoiled_file_is_refused(copy: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []


def test_a_file_that_is_no_utf_8_is_refused(copy: Path) -> None:
    path = copy / FILE
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9", 1))
    with pytest.raises(ClaimgraphError, match="not UTF-8"):
        read_dataset_rows(copy, read_dataset(copy))
