"""A new data set builds at once, says what is left to fill in, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from claimgraph.datasets import find_open_points, read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Observation
from claimgraph.pipeline import build
from claimgraph.pipeline.new_dataset import write_new_dataset
from claimgraph.source_tree import SourceTree
from claimgraph.sources import DatasetRows, read_dataset_rows
from tests.support.source_trees import own_tables

TODAY = date(2026, 11, 30)
COUNTED = '{ type = "count", metric = "ai-articles", unit = "papers" }'
PAPERS = 'Country,Year,AI papers,Remarks\nTaiwan,2021,1200,\nJapan,2022,"3400",estimate\n'


@pytest.fixture
def source_tree(tmp_path: Path) -> SourceTree:
    (tmp_path / "tree" / "data").mkdir(parents=True)
    return SourceTree(tmp_path / "tree")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.csv"
    path.write_text(PAPERS, "utf-8")
    return path


def rows_of(folder: Path) -> DatasetRows:
    return read_dataset_rows(folder, read_dataset(folder))


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    """Replace texts of dataset.toml, each of which is there."""
    path = folder / "dataset.toml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def map_columns(folder: Path) -> None:
    """Do what the remarks in dataset.toml propose."""
    todo = '{ ignored = "TODO: take the line above instead, or say why the column is left out" }'
    edit(
        folder,
        (f'"Country" = {todo}', '"Country" = { type = "entity" }'),
        (f'"Year" = {todo}', '"Year" = { type = "period" }'),
        (
            f'"AI papers" = {todo}',
            '"AI papers" = { type = "count", metric = "ai-articles", unit = "papers" }',
        ),
        (f'"Remarks" = {todo}', '"Remarks" = { ignored = "remarks on the method" }'),
        (
            '# [files.observation]\n# subjects = ["{Country}"]',
            '[files.observation]\nsubjects = ["{Country}"]',
        ),
        ('# period = "{…}"', 'period = "{Year}"'),
        ('# known_since = "…"', 'known_since = "2025-03"'),
        ('# source = "…"', 'source = "someone-2025-papers"'),
    )


def test_a_new_data_set_is_read_as_it_was_written(source_tree: SourceTree, papers: Path) -> None:
    folder = write_new_dataset(source_tree, "ai-papers", papers, TODAY)
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "aliases.csv",
        "dataset.toml",
        "papers.csv",
    ]
    assert (folder / "papers.csv").read_text("utf-8") == PAPERS
    account = rows_of(folder).accounts["papers.csv"]
    assert (account.read, account.ignored) == (2, {"no column is mapped to a record yet": 2})


def test_a_new_data_set_builds_and_the_build_lists_what_is_left(tmp_path: Path, papers: Path) -> None:
    tree = own_tables(tmp_path / "tree")
    folder = write_new_dataset(tree, "ai-papers", papers, TODAY)
    report = build(tree, tmp_path / "build")
    assert report.generation is not None
    assert report.open_points == [f"{folder}/dataset.toml:{point}" for point in find_open_points(folder)]
    again = build(tree, tmp_path / "build")
    assert (again.unchanged, again.open_points) == (True, report.open_points)


def test_each_column_and_each_guess_is_left_to_fill_in(source_tree: SourceTree, papers: Path) -> None:
    folder = write_new_dataset(source_tree, "ai-papers", papers, TODAY)
    keys = [point.key for point in find_open_points(folder)]
    assert keys == [
        *("description", "publisher", "version", "issued", "licence", "attribution", "reuse"),
        *('"Country"', '"Year"', '"AI papers"', '"Remarks"'),
    ]


def test_types_are_proposed_from_the_values(source_tree: SourceTree, papers: Path) -> None:
    text = (write_new_dataset(source_tree, "ai-papers", papers, TODAY) / "dataset.toml").read_text("utf-8")
    for proposal in (
        '# "Country" = { type = "text" } # 2 different values: "Taiwan", "Japan"',
        '# "Year" = { type = "period" }',
        '# "AI papers" = { type = "count" }',
        '# "Remarks" = { type = "text", optional = true }',
    ):
        assert proposal in text


def test_filling_in_leads_from_one_message_to_the_next(source_tree: SourceTree, papers: Path) -> None:
    folder = write_new_dataset(source_tree, "ai-papers", papers, TODAY)
    map_columns(folder)
    with pytest.raises(
        ClaimgraphError, match=r"'Taiwan' is no name we know in ai-papers\. Add a row for it to"
    ):
        rows_of(folder)
    judgements = "Taiwan,nation/taiwan,same,name\nJapan,nation/japan,same,name\n"
    (folder / "aliases.csv").write_text(f"name,entity,judgement,reason\n{judgements}", "utf-8")
    with pytest.raises(ClaimgraphError, match=r"imported 2, ignored 0, rejected 0; dataset\.toml expects"):
        rows_of(folder)
    edit(folder, ("imported = 0", "imported = 2"), ("ignored = 2", "ignored = 0"))
    records = [row.record for row in rows_of(folder).rows if isinstance(row.record, Observation)]
    assert [(record.id, record.subjects, str(record.value), record.source_text) for record in records] == [
        ("ai-papers-taiwan-ai-articles-2021", ("nation/taiwan",), "1200", "AI papers: 1200"),
        ("ai-papers-japan-ai-articles-2022", ("nation/japan",), "3400", "AI papers: 3400"),
    ]


def test_json_lines_are_described_too(source_tree: SourceTree, tmp_path: Path) -> None:
    path = tmp_path / "sites.jsonl"
    path.write_text(
        '{"name": "A", "tags": ["x"], "mw": 1.5}\n{"name": "B", "tags": [], "mw": null}\n', "utf-8"
    )
    folder = write_new_dataset(source_tree, "sites", path, TODAY)
    text = (folder / "dataset.toml").read_text("utf-8")
    assert '# "tags" = { type = "text", many = true, optional = true }' in text
    assert '# "mw" = { type = "number", optional = true }' in text
    assert rows_of(folder).accounts["sites.jsonl"].read == 2


def test_names_of_columns_are_kept_whatever_they_hold(source_tree: SourceTree, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text('"a ""b"" \\",#c,"two\nlines"\n1,2,3\n', "utf-8")
    folder = write_new_dataset(source_tree, "odd", path, TODAY)
    (file,) = read_dataset(folder).files
    assert list(file.columns) == ['a "b" \\', "#c", "two\nlines"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("AI papers", r"'AI papers' is no slug\. Use lower-case"),
        ("papers/..", "is no slug"),
        ("", "is no slug"),
        ("inferred", "'inferred' is taken by a graph"),
        ("kept", r"'kept' is taken .* nothing is overwritten"),
    ],
)
def test_a_name_that_does_not_do_is_refused(
    source_tree: SourceTree, papers: Path, name: str, problem: str
) -> None:
    (source_tree.root / "data" / "kept").mkdir()
    (source_tree.root / "data" / "kept" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(ClaimgraphError, match=problem):
        write_new_dataset(source_tree, name, papers, TODAY)
    assert [path.name for path in (source_tree.root / "data").iterdir()] == ["kept"]
    assert (source_tree.root / "data" / "kept" / "notes.txt").read_text("utf-8") == "mine"


def with_content(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


@pytest.mark.parametrize(
    ("file", "write", "problem"),
    [
        ("none.csv", lambda _: None, r"none\.csv: there is no such file\. Name the publisher's file"),
        ("folder.csv", lambda path: path.mkdir(), r"folder\.csv: is a folder"),
        ("papers.xlsx", with_content(b"x"), r"papers\.xlsx: only \.csv and \.jsonl files can be mapped"),
        ("aliases.csv", with_content(PAPERS.encode()), r"aliases\.csv: a file of this name means something"),
        ("claims.csv", with_content(PAPERS.encode()), r"claims\.csv: a file of this name means something"),
        ("papers.csv", with_content(b""), r"papers\.csv:1: a column has no name"),
        ("papers.csv", with_content(b"a,b\n"), r"papers\.csv: no row below its header"),
        ("papers.csv", with_content(b"a,,c\n1,2,3\n"), r"papers\.csv:1: a column has no name"),
        ("papers.csv", with_content(b"a,a\n1,2\n"), r"papers\.csv:1: columns named twice \['a'\]"),
        (
            "papers.csv",
            with_content(b"a;b\n1;2\n"),
            r"papers\.csv:1: the columns are separated by semicolons",
        ),
        ("papers.csv", with_content(b"a,b\n1\n"), r"papers\.csv:2: the row has 1 cells, the header 2"),
        ("papers.csv", with_content(b"a,b\n1,\xff\n"), r"papers\.csv:2: not UTF-8"),
        ("papers.csv", with_content(b'a,b\n1,"2\n'), r"papers\.csv:2: not CSV"),
        ("papers.jsonl", with_content(b""), r"papers\.jsonl: no row below"),
        ("papers.jsonl", with_content(b"[1]\n"), r"papers\.jsonl:1: the line is no JSON object"),
        ("papers.jsonl", with_content(b'{"a": 1}\n{"b": 1}\n'), r"papers\.jsonl:2: unknown columns \['b'\]"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(
    source_tree: SourceTree, tmp_path: Path, file: str, write: Callable[[Path], None], problem: str
) -> None:
    path = tmp_path / file
    write(path)
    with pytest.raises(ClaimgraphError, match=problem):
        write_new_dataset(source_tree, "papers", path, TODAY)
    assert list((source_tree.root / "data").iterdir()) == []
