"""Data centres mapped in OpenStreetMap: counts by nation, compared with the file read another way."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Bridge, Observation
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows, read_record_table
from claimgraph.sources.intake import FileAccount
from tests.support.source_tables import table
from tests.support.source_trees import dataset_copy

DATA = default_source_tree().root / "data"
FOLDER = DATA / "data-centre-counts"
FILE = "osm_data_centres_by_country.csv"


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def counts(dataset: DatasetRows) -> dict[str, Decimal | None]:
    """The counts by nation."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    by_nation = {record.subjects[0]: record.value for record in records}
    assert len(by_nation) == len(records) == 114
    return by_nation


def test_the_account_adds_up(dataset: DatasetRows) -> None:
    assert dataset.accounts[FILE] == FileAccount(115, 114, rejected={"the place of these is not known": 1})


def test_counts_add_up_to_those_of_the_file_but_for_unknown_places(counts: dict[str, Decimal | None]) -> None:
    lines = table(f"{FOLDER.name}/{FILE}")
    assert sum(int(line["facilities"]) for line in lines) == 4638
    unknown = sum(int(line["facilities"]) for line in lines if line["country"] == "UNKNOWN")
    assert sum(count for count in counts.values() if count is not None) == 4638 - unknown


@pytest.mark.parametrize(
    ("nation", "count"),
    [
        ("nation/us", 1733),
        ("nation/france", 374),
        ("nation/germany", 293),
        ("nation/uk", 265),
        ("nation/netherlands", 162),
        ("nation/australia", 133),
        ("nation/japan", 123),
        ("nation/china", 118),
    ],
)
def test_a_count_is_as_printed(counts: dict[str, Decimal | None], nation: str, count: int) -> None:
    assert counts[nation] == count


def test_what_volunteers_mapped_is_compared_with_nothing() -> None:
    bridges = [row.record for row in read_record_table(DATA / "curated" / "bridges.csv", Bridge)]
    kinds = {
        bridge.kind
        for bridge in bridges
        if isinstance(bridge, Bridge)
        and "data-centres-mapped-osm" in (bridge.claimed_metric, bridge.measured_metric)
    }
    assert kinds == {"differs-in-kind"}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("openstreetmap,US", "peeringdb,US"), ["'peeringdb' is not a category"]),
        (lambda text: text.replace("US,1733", "US,about 1733"), ["is not a number"]),
        (lambda text: text.replace("openstreetmap,FR", "openstreetmap,US"), ["is already in line"]),
        (lambda text: text.replace("openstreetmap,FR", "openstreetmap,XF"), ["rejected 2"]),
        (lambda text: text.replace("facilities", "sites"), ["sites"]),
    ],
    ids=["source", "count", "twice", "nation", "column"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, spoil: Callable[[str], str], told: list[str]) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    path = copy / FILE
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in [*told, "SHA-256"] if part not in str(error.value)] == []
