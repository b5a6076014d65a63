"""The ATOM Project's models: counts by region, compared with the files read another way."""

from collections import Counter
from collections.abc import Callable
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

FOLDER = default_source_tree().root / "data" / "atom-tracked-models"
PLACES = {"china": "nation/china", "eu": "region/europe", "us": "nation/us"}


@pytest.fixture(scope="module")
def dataset() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def counts(dataset: DatasetRows) -> dict[tuple[str | None, str], int]:
    """The counts by scope and place."""
    records = [row.record for row in dataset.rows if isinstance(row.record, Observation)]
    return {(record.scope, record.subjects[0]): int(record.value or 0) for record in records}


def test_the_accounts_add_up(dataset: DatasetRows) -> None:
    elsewhere = "The organisation is of another region than the three, or of none that is known"
    assert dataset.accounts["models.csv"] == FileAccount(1772, 1741, {elsewhere: 31})
    assert dataset.accounts["extra_models.csv"] == FileAccount(186, 114, {elsewhere: 72})
    assert dataset.accounts["organization_regions.csv"] == FileAccount(118, 118)


@pytest.mark.parametrize(("file", "scope"), [("models.csv", None), ("extra_models.csv", "Secondary list")])
def test_models_count_for_the_region_of_their_organisation(
    file: str, scope: str | None, counts: dict[tuple[str | None, str], int]
) -> None:
    regions = {row["hf_org"]: row["region"] for row in table(f"{FOLDER.name}/organization_regions.csv")}
    printed = Counter(regions[row["modelId"].split("/")[0]] for row in table(f"{FOLDER.name}/{file}"))
    assert {place: count for (of, place), count in counts.items() if of == scope} == {
        PLACES[region]: count for region, count in printed.items() if region in PLACES
    }


def test_the_two_lists_have_these_numbers(counts: dict[tuple[str | None, str], int]) -> None:
    assert counts == {
        (None, "nation/china"): 970,
        (None, "nation/us"): 708,
        (None, "region/europe"): 63,
        ("Secondary list", "nation/china"): 27,
        ("Secondary list", "nation/us"): 81,
        ("Secondary list", "region/europe"): 6,
    }


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        ("models.csv", lambda text: text.replace("modelId", "id", 1), "unknown columns ['id']"),
        (
            "models.csv",
            lambda text: text.replace("ai21labs/AI21-Jamba-Large-1.5", "AI21-Jamba", 1),
            "it is not organisation and model",
        ),
        ("organization_regions.csv", lambda text: text.replace("baidu,china", "baidu,asia"), "'asia' is not"),
        (
            "organization_regions.csv",
            lambda text: text.replace("baidu,china,\n", "").replace("baidu,china,\r\n", ""),
            "'baidu' has no region",
        ),
    ],
    ids=["column", "id", "region", "organisation"],
)
def test_a_spoiled_file_is_refused(tmp_path: Path, file: str, spoil: Callable[[str], str], told: str) -> None:
    copy = dataset_copy(FOLDER, tmp_path)
    (copy / file).write_text(spoil((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    assert [part for part in (told, "SHA-256") if part not in str(error.value)] == []
