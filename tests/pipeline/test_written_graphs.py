"""Written graphs are published whole or not at all, and are part of every build."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from claimgraph.generations import (
    Generation,
    change_build_folder,
    check_store,
    current_generation,
    publish_generation,
)
from claimgraph.namespaces import GRAPH
from claimgraph.pipeline import build
from claimgraph.pipeline.user_datasets import IncomingFolderError, UserDatasets
from claimgraph.pipeline.written_graphs import (
    Change,
    InvalidChangeError,
    StaleChangeError,
    WrittenGraphError,
    publish_change,
)
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.stores import ChangedGraph, ChangeOutcome, Validation
from claimgraph.validation import ShapeRules, load_shape_rules
from tests.support.builds import build_folder, copy_build
from tests.support.interruptions import run_killed_at

MINE = "https://example.org/mine"
OLD, NEW = "<x:a> <x:p> <x:old> .\n", "<x:a> <x:p> <x:new> .\n<x:z> <x:p> <x:z> .\n"
SHIPPED = b"<x:a> <x:p> <x:b> <x:g> .\n<x:m> <x:p> <x:b> <x:g> .\n"
MANIFEST = {"graphs": {"x:g": {"sensitive": False, "triples": 2}}, "versions": {}, "accounts": {}}
STEP = 8  # of the calls to the system, at which a write is killed
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
INVALID = f"<https://w3id.org/claimgraph/id/claim/x> {TYPE} <https://w3id.org/claimgraph/ns#Claim> .\n"


@pytest.fixture(scope="module")
def rules() -> ShapeRules:
    return load_shape_rules(default_source_tree())


@pytest.fixture
def folder(tmp_path: Path, rules: ShapeRules) -> Path:
    """A build folder with a shipped graph and a written one."""
    home = tmp_path / "home"
    publish_generation(home, SHIPPED, MANIFEST)
    write(home, OLD, rules)
    return home


def change_of(home: Path, text: str | None, iri: str = MINE, data: str | None = None) -> Change:
    outcome = ChangeOutcome(
        (ChangedGraph(iri, existed=True, text=text, added=1, removed=1),),
        (Validation(iri, data, ""),) if data else (),
    )
    time = "2026-11-30T12:00:00+00:00"
    return Change(home, current_generation(home).name, outcome, "tester", "PUT", time, 50)


def write(home: Path, text: str | None, rules: ShapeRules, iri: str = MINE) -> None:
    publish_change(change_of(home, text, iri), rules)


def state_of(home: Path) -> tuple[bytes, bool, int]:
    """The written lines, whether the graph that is kept has the same, and the length of the journal."""
    generation = current_generation(home)  # which compares it with its name
    lines = [line for line in generation.graph_file.read_bytes().splitlines(keepends=True) if b"mine" in line]
    kept = b"".join(
        line.replace(b" .", b" <%s> ." % MINE.encode())
        for path in home.glob("written/*/graph.nt")
        for line in path.read_bytes().splitlines(keepends=True)
    )
    return b"".join(lines), kept == b"".join(lines), len([*home.glob("journal/*.json")])


def test_a_write_puts_its_lines_in_their_places_beside_the_others(folder: Path, rules: ShapeRules) -> None:
    write(folder, NEW, rules)
    lines = current_generation(folder).graph_file.read_text().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 4
    entry = current_generation(folder).manifest["graphs"][MINE]
    assert (entry["triples"], entry["reuse"], entry["written"]) == (2, "non-commercial", True)
    write(folder, None, rules)
    assert current_generation(folder).graph_file.read_bytes() == SHIPPED
    assert current_generation(folder).manifest == MANIFEST
    assert [part for part in check_store(folder) if part.problem] == []


@pytest.mark.parametrize(("text", "first"), [(NEW, 0), (None, STEP // 2)])
def test_whenever_a_write_is_killed_it_was_made_as_a_whole_or_not_at_all(
    folder: Path, rules: ShapeRules, tmp_path: Path, text: str | None, first: int
) -> None:
    before = state_of(folder)
    states = []
    for call in count(first, STEP):
        copy = Path(shutil.copytree(folder, tmp_path / f"killed-at-{call}"))
        change = change_of(copy, text)
        if not run_killed_at(lambda change=change: publish_change(change, rules), call):  # type: ignore[misc]
            break
        with change_build_folder(copy, "build"):  # as whoever comes next does
            states.append(state_of(copy))
        assert [part for part in check_store(copy) if part.problem] == []
        shutil.rmtree(copy)
    after = states[-1]
    assert (before[1:], after[1:]) == ((True, 1), (True, 2))
    switch = states.index(after)
    assert 0 < switch < len(states) - 1
    assert states == [before] * switch + [after] * (len(states) - switch)


def test_what_breaks_a_rule_changes_nothing(folder: Path, rules: ShapeRules) -> None:
    before = current_generation(folder).name, state_of(folder)
    with pytest.raises(InvalidChangeError, match="break rules in") as caught:
        publish_change(change_of(folder, INVALID, data=INVALID), rules)
    assert {reported.graph for reported in caught.value.violations} == {MINE}
    assert "ValidationReport" in caught.value.report
    assert (current_generation(folder).name, state_of(folder)) == before


def test_a_change_of_another_generation_is_refused(folder: Path, rules: ShapeRules) -> None:
    change = change_of(folder, NEW)
    write(folder, "", rules)
    with pytest.raises(StaleChangeError):
        publish_change(change, rules)


@pytest.fixture(scope="module")
def tree(generation: Generation) -> SourceTree:
    """The tree that the shared generation was built of."""
    return SourceTree(build_folder(generation).parent / "tree")


@pytest.fixture(scope="module")
def built(
    generation: Generation, tree: SourceTree, rules: ShapeRules, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A build folder in which a graph was written after a build, and then built again."""
    home = copy_build(generation, tmp_path_factory.mktemp("built") / "build")
    text = (
        "<https://w3id.org/claimgraph/id/nation/taiwan> "
        "<http://www.w3.org/2000/01/rdf-schema#seeAlso> <https://example.org/t> .\n"
    )
    write(home, text, rules)
    assert build(tree.with_imports(home), home).generation
    return home


def test_a_build_keeps_what_was_written_and_describes_it(built: Path, tree: SourceTree) -> None:
    generation = current_generation(built)
    assert f"<https://example.org/t> <{MINE}> .".encode() in generation.graph_file.read_bytes()
    catalogue = f"<{GRAPH}catalog> <http://www.w3.org/ns/dcat#dataset> <{MINE}>"
    assert catalogue in generation.graph_file.read_text()
    assert generation.manifest["graphs"][MINE]["written"] is True
    assert build(tree.with_imports(built), built).unchanged


def test_a_written_graph_and_an_import_cannot_have_one_name(
    built: Path, tree: SourceTree, rules: ShapeRules, tmp_path: Path
) -> None:
    write(built, OLD, rules, f"{GRAPH}notes")
    (tmp_path / "notes").mkdir()
    datasets = UserDatasets(tree, built)
    with pytest.raises(IncomingFolderError, match="was written over HTTP"):
        datasets.import_folder(tmp_path / "notes", date(2026, 11, 30))
    write(built, OLD, rules, f"{GRAPH}fabs")
    with pytest.raises(WrittenGraphError, match="there is a data set of this name now"):
        build(tree.with_imports(built), built)
    write(built, None, rules, f"{GRAPH}fabs")
