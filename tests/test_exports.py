"""Exports: the same bytes each time, nothing withheld, and tables that can be imported again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph.build.imports import import_dataset
from claimgraph.bundle import shipped
from claimgraph.exports import FORMATS, export
from claimgraph.exports.files import shown_quads
from claimgraph.generations import Generation
from claimgraph.importers.tables import read_folder


@pytest.fixture(scope="module")
def folder(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("exports")
    export(generation, target, list(FORMATS))
    return target


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_exports_are_the_same_bytes(generation: Generation, folder: Path, tmp_path: Path) -> None:
    export(generation, tmp_path, list(FORMATS))
    assert files(tmp_path) == files(folder)


def test_nothing_withheld_is_in_any_file(folder: Path) -> None:
    marks = (
        b"ai-serves-control-of-citizens",
        b"ai-threatens-personal-data",
        b"graph/sensitive",
        b"S23",
        b"S24",
    )
    assert [name for name, content in files(folder).items() if any(mark in content for mark in marks)] == []


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("claimgraph.nq", RdfFormat.N_QUADS),
        ("claimgraph.trig", RdfFormat.TRIG),
        ("claimgraph.jsonld", RdfFormat.JSON_LD),
    ],
)
def test_whole_exports_hold_every_quad(
    generation: Generation, folder: Path, name: str, format_: RdfFormat
) -> None:
    assert set(parse(path=str(folder / name), format=format_)) == set(shown_quads(generation))


def test_turtle_files_hold_every_triple_of_their_dataset(generation: Generation, folder: Path) -> None:
    found = {
        q.triple
        for path in (folder / "ttl").iterdir()
        for q in parse(path=str(path), format=RdfFormat.TURTLE)
    }
    assert found == {quad.triple for quad in shown_quads(generation)}


@pytest.mark.parametrize("dataset", ["curated", "entities", "fabs"])
def test_exported_tables_are_the_imported_ones(folder: Path, dataset: str) -> None:
    shipped_rows = import_dataset(shipped().root / "data" / dataset).rows
    exported_rows = read_folder(folder / "csv" / dataset)
    assert {row.record for row in exported_rows} == {row.record for row in shipped_rows}
