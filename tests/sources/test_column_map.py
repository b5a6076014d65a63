"""A column map turns cells into records, and says where it cannot."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Observation
from claimgraph.sources import DatasetRows, read_dataset_rows

ABOUT = """
title = "Example"
description = "An example."
publisher = "Someone"
version = "1"
issued = 2026-11-22
licence = "CC0-1.0"
attribution = "Someone"
reuse = "open"

[[files]]
path = "{path}"
sha256 = "{sha256}"
imported = {imported}
ignored = {ignored}
rejected = {rejected}
"""
ALIASES = "name,entity,judgement,reason\nTaiwan,nation/taiwan,same,name\nTSMC,company/tsmc,same,name\n"
CAPACITY = """
[files.columns]
Country = { type = "entity" }
Year = { type = "period" }
Low = { type = "number", optional = true }
High = { type = "number", optional = true }

[files.columns.Power]
type = "number"
optional = true
power = 3
metric = "site-power"
unit = "unit:W"
low = "Low"
high = "High"
bounds = "stated-range"

[files.observation]
subjects = ["{Country}"]
period = "{Year}"
source = "someone-2025"
scope = "as of {Year}, in {Country}"
"""
HEADER = "Country,Year,Power,Low,High\n"


def read(
    folder: Path, content: str, column_map: str, *, path: str = "data.csv", counts: tuple[int, int, int]
) -> DatasetRows:
    """Import a data set of one file."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    imported, ignored, rejected = counts
    about = ABOUT.format(path=path, sha256=sha256, imported=imported, ignored=ignored, rejected=rejected)
    (folder / path).write_text(content, "utf-8")
    (folder / "aliases.csv").write_text(ALIASES, "utf-8")
    (folder / "dataset.toml").write_text(about + column_map, "utf-8")
    return read_dataset_rows(folder, read_dataset(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    folder.mkdir()
    return folder


def observations(rows: DatasetRows) -> list[Observation]:
    return [row.record for row in rows.rows if isinstance(row.record, Observation)]


def test_a_figure_with_its_bounds_becomes_an_observation(folder: Path) -> None:
    content = HEADER + "Taiwan,2025,1.5,1,2\n"
    (observation,) = observations(read(folder, content, CAPACITY, counts=(1, 0, 0)))
    assert (observation.value, observation.low, observation.high) == (Decimal(1500), Decimal(1), Decimal(2))
    assert observation.bounds == "stated-range"
    assert observation.id == "example-taiwan-site-power-2025"
    assert observation.source_text == "Power: 1.5; Low: 1; High: 2"
    assert observation.scope == "as of 2025, in nation/taiwan"


def test_bounds_without_an_estimate_are_kept_and_rows_without_figures_ignored(folder: Path) -> None:
    content = HEADER + "Taiwan,2024,,1,2\nTaiwan,2025,,,\n"
    rows = read(folder, content, CAPACITY, counts=(1, 1, 0))
    (observation,) = observations(rows)
    assert (observation.value, observation.low) == (None, Decimal(1))
    assert rows.accounts["data.csv"].ignored == {"the row gives no figure": 1}


def test_a_name_nobody_judged_stops_the_build_or_its_row(folder: Path) -> None:
    content = HEADER + "Taiwan,2025,1,,\nAtlantis,2025,1,,\n"
    with pytest.raises(
        ClaimgraphError, match=r"data\.csv:3: column 'Country': 'Atlantis' is no name we know"
    ):
        read(folder, content, CAPACITY, counts=(1, 0, 1))
    lenient = CAPACITY.replace('type = "entity"', 'type = "entity", unknown = "no such nation"')
    rows = read(folder, content, lenient, counts=(1, 0, 1))
    assert rows.accounts["data.csv"].rejected == {"no such nation": 1}
    assert rows.unresolved == {"Atlantis": ["data.csv:3"]}


def test_a_row_becomes_a_record_of_one_of_our_tables(folder: Path) -> None:
    column_map = """
[files.columns]
name = { type = "entity" }
names = { many = true }
place = { type = "number", parts = ["latitude", "longitude"] }
url = { type = "url", optional = true }

[[files.records]]
table = "entities.csv"

[files.records.fields]
id = "{name}"
alt_names = "{names}"
latitude = "{latitude}"
longitude = "{longitude}"
homepage = "{url}"
note = "See {url}"
"""
    content = '{"name": "TSMC", "names": ["B", "A", "B"], "place": [24.77, 121.0], "url": null}\n'
    rows = read(folder, content, column_map, path="data.jsonl", counts=(1, 0, 0))
    (entity,) = (row.record for row in rows.rows if isinstance(row.record, Entity))
    assert (entity.id, entity.alt_names) == ("company/tsmc", ("A", "B"))
    assert (str(entity.latitude), str(entity.longitude)) == ("24.77", "121.0")
    assert (entity.homepage, entity.note) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            '"{Country}"',
            '"{Land}"',
            r"observation\.subjects: no column \['Land'\] is read\. Columns: C",
        ),
        ('unit = "unit:W"\n', "", r"columns\.Power: give unit here or in observation"),
        ('low = "Low"', 'low = "Least"', r"columns\.Power: 'Least' is no column of type"),
        ('bounds = "stated-range"\n', "", r"columns\.Power: say in bounds what low and high are"),
        ('low = "Low"\n', "", r"columns\.Low: it is read and nothing uses it"),
        ('source = "someone-2025"\n', "", r"observation\.source: Field required"),
        ('Year = { type = "period" }', 'Year = { type = "yeer" }', r"columns\.Year\.type: Input should be"),
        ("power = 3", 'terms = { a = "b" }', r'terms: only for a column of type "text"'),
        ('{ type = "period" }', '{ ignored = "why", type = "period" }', "an ignored column has no other key"),
    ],
)
def test_a_map_that_cannot_be_meant_says_where(folder: Path, old: str, new: str, problem: str) -> None:
    assert old in CAPACITY
    with pytest.raises(ClaimgraphError, match=problem):
        read(folder, HEADER + "Taiwan,2025,1.5,1,2\n", CAPACITY.replace(old, new), counts=(0, 0, 0))


def test_a_field_that_cannot_hold_its_cell_is_named(folder: Path) -> None:
    column_map = CAPACITY.replace('period = "{Year}"', 'period = "{Year}"\nconfidence = "{Grade}"').replace(
        "[files.columns.Power]", 'Grade = { type = "text" }\n\n[files.columns.Power]'
    )
    content = "Country,Year,Power,Low,High,Grade\nTaiwan,2025,1,,,Very Sure\n"
    with pytest.raises(ClaimgraphError, match=r"data\.csv:2: column 'Grade': 'Very Sure' is not a slug"):
        read(folder, content, column_map, counts=(1, 0, 0))


def test_records_name_existing_tables_and_fill_what_they_require(folder: Path) -> None:
    column_map = """
[files.columns]
name = {}

[[files.records]]
table = "sources.csv"
fields = { id = "{name}", colour = "red" }

[[files.records]]
table = "things.csv"
fields = { id = "{name}" }
"""
    with pytest.raises(ClaimgraphError) as error:
        read(folder, "name\nx\n", column_map, counts=(1, 0, 0))
    for problem in (
        "records 1: sources.csv has no columns ['colour']",
        "records 1: fill in kind, publisher, publisher_as_printed, tier of sources.csv",
        "records 2: no table 'things.csv'",
    ):
        assert problem in str(error.value)
