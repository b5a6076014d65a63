"""The build: what it publishes, and that a failed one leaves the last good generation in use."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from claimgraph import namespaces
from claimgraph.datasets import DatasetError
from claimgraph.errors import RowErrors
from claimgraph.generations import Generation, NoGenerationError, current_generation
from claimgraph.model import Entity, columns_of
from claimgraph.pipeline import InvalidDataError, build, validate_files
from claimgraph.pipeline.fingerprint import fingerprint
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.validation import Violation, load_shape_rules, validate_ntriples
from tests.support.builds import build_generation, copy_build, copy_notes
from tests.support.source_trees import import_folder, incremental_build, own_tables, spoil


@pytest.fixture
def source_tree(tmp_path: Path) -> SourceTree:
    """A copy of our own tables, to be spoilt."""
    return own_tables(tmp_path / "bundle")


@pytest.fixture
def built(generation: Generation, tmp_path: Path) -> Path:
    """The folder in which these tables have been built once."""
    return copy_build(generation, tmp_path / "build")


def test_the_same_input_gives_the_same_bytes(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    again = build_generation(source_tree, tmp_path / "again")
    assert again.name == generation.name
    assert again.graph_file.read_bytes() == generation.graph_file.read_bytes()


def test_every_quad_has_a_named_graph_and_no_blank_node(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    assert all(line.endswith("> .") and f" <{namespaces.GRAPH}" in line for line in lines)
    assert not [line for line in lines if line.startswith("_:") or " _:" in line.partition('"')[0]]


def test_the_manifest_counts_what_is_there(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    for graph, entry in generation.manifest["graphs"].items():
        assert entry["triples"] == sum(line.endswith(f" <{graph}> .") for line in lines)


def test_only_the_sensitive_graph_is_withheld(generation: Generation) -> None:
    assert generation.withheld_graphs == {namespaces.GRAPH + "sensitive"}


def test_nothing_about_withheld_claims_stands_in_another_graph(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    names = ("ai-serves-control-of-citizens", "ai-threatens-personal-data", '"S23"', '"S24"')
    leaks = [line for line in lines if any(name in line for name in names) and "graph/sensitive" not in line]
    assert leaks == []


def test_an_unchanged_build_is_not_done_again(
    built: Path, source_tree: SourceTree, generation: Generation
) -> None:
    report = build(source_tree, built)
    assert (report.unchanged, report.seconds) == (True, {})
    assert report.generation is not None
    assert report.generation.name == generation.name


def test_only_the_dataset_that_has_changed_is_read_and_checked_again_and_gives_the_same_bytes(
    built: Path, tmp_path: Path, source_tree: SourceTree
) -> None:
    """The same as a build from nothing."""
    spoil(source_tree, "data/fabs/fabs.csv", ",operating,", ",construction,")
    report = build(source_tree, built)
    assert (report.work.imported, report.work.validated) == (["fabs"], ["fabs"])
    assert report.generation is not None
    anew = build_generation(source_tree, tmp_path / "new")
    assert report.generation.graph_file.read_bytes() == anew.graph_file.read_bytes()


def test_a_dataset_is_checked_again_when_what_it_mentions_has_changed(
    built: Path, source_tree: SourceTree
) -> None:
    path = source_tree.root / "data" / "entities" / "entities.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("person/elon-musk,")))
    with pytest.raises(InvalidDataError, match=r"utterances\.csv:\d+: column 'speaker'"):
        build(source_tree, built)


def test_a_changed_shape_checks_everything_again(built: Path, source_tree: SourceTree) -> None:
    spoil(source_tree, "shapes/Fab.ttl", "sh:maxInclusive 450", "sh:maxInclusive 449")
    work = build(source_tree, built).work
    assert (work.imported, work.validated) == ([], ["curated", "entities", "fabs", "sensitive"])


def test_a_spoilt_note_of_an_earlier_build_is_not_believed(
    built: Path, source_tree: SourceTree, generation: Generation
) -> None:
    (built / "cache" / "import-fabs.nt").write_bytes(b"")
    (built / "last-build.json").unlink()
    report = build(source_tree, built)
    assert report.generation is not None
    assert (report.work.imported, report.generation.name) == (["fabs"], generation.name)


def test_a_broken_row_stops_the_build_and_keeps_the_last_generation(
    built: Path, source_tree: SourceTree, generation: Generation
) -> None:
    spoil(source_tree, "data/fabs/fabs.csv", ",operating,", ",Operating,")
    with pytest.raises(RowErrors, match=r"fabs\.csv:\d+: column 'status': 'Operating' is not a slug"):
        build(source_tree, built)
    assert current_generation(built).name == generation.name


def test_a_rule_that_is_broken_names_file_line_and_column(
    tmp_path: Path, source_tree: SourceTree, generation: Generation
) -> None:
    spoil(source_tree, "data/fabs/fabs.csv", ",operating,", ",dismantled,")
    spoil(source_tree, "data/curated/utterances.csv", "person/elon-musk", "person/nobody-described")
    with pytest.raises(InvalidDataError) as raised:
        build(source_tree, copy_notes(generation, tmp_path / "build"))
    places = "\n".join(violation.place for violation in raised.value.violations)
    assert "fabs.csv:2: column 'status'" in places
    assert "utterances.csv:" in places
    assert "column 'speaker'" in places
    with pytest.raises(NoGenerationError):
        current_generation(tmp_path / "build")


def test_a_sensitive_claim_must_be_in_a_sensitive_dataset(source_tree: SourceTree) -> None:
    spoil(source_tree, "data/curated/claims.csv", ",false,", ",true,")
    with pytest.raises(RowErrors, match="column 'sensitive': differs from dataset 'curated'"):
        import_folder(source_tree.root / "data" / "curated")


def test_a_row_that_is_shown_cannot_name_a_withheld_claim(built: Path, source_tree: SourceTree) -> None:
    path = source_tree.root / "data" / "curated" / "utterances.csv"
    row = path.read_text("utf-8").splitlines()[1].split(",", 2)
    spoil(
        source_tree,
        "data/curated/utterances.csv",
        f"{row[0]},{row[1]},",
        f"{row[0]},seed-post-2025-ai-serves-control-of-citizens,",
    )
    with pytest.raises(RowErrors, match=r"utterances\.csv:2: .* names a withheld claim"):
        build(source_tree, built)


def test_inputs_have_changed_when_a_dataset_has_another_name(source_tree: SourceTree) -> None:
    data, before = source_tree.root / "data", fingerprint(source_tree)
    (data / "curated").rename(data / "curatee")  # the same place in the order of folders
    assert fingerprint(source_tree) != before


def test_inputs_have_changed_when_a_dataset_named_like_a_room_of_ours_has(source_tree: SourceTree) -> None:
    (source_tree.root / "data" / "fabs").rename(source_tree.root / "data" / "web")
    before = fingerprint(source_tree)
    (source_tree.root / "data" / "web" / "fabs.csv").write_text("")
    assert fingerprint(source_tree) != before


def test_the_same_id_twice_is_an_error_that_names_both_lines(source_tree: SourceTree) -> None:
    path = source_tree.root / "data" / "fabs" / "fabs.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), "utf-8")
    with pytest.raises(RowErrors, match=rf"fabs\.csv:{len(lines) + 1}: column 'id': .* is already in line 2"):
        import_folder(path.parent)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('reuse = "open"', 'reuse = "free"', "reuse"),
        ("licence =", "license =", "license"),
        ('title = "', 'title = ""x', "not TOML"),
    ],
)
def test_a_dataset_that_misdescribes_itself_is_refused(
    source_tree: SourceTree, old: str, new: str, problem: str
) -> None:
    spoil(source_tree, "data/curated/dataset.toml", old, new)
    with pytest.raises(DatasetError, match=problem):
        import_folder(source_tree.root / "data" / "curated")


def test_a_table_handed_in_is_checked_with_the_shipped_data(
    built: Path, tmp_path: Path, source_tree: SourceTree
) -> None:
    header, *rows = (
        (default_source_tree().root / "data" / "curated" / "claims.csv").read_text("utf-8").splitlines()
    )
    path = tmp_path / "claims.csv"
    path.write_text(
        "\n".join([header, rows[0], rows[1].replace(rows[1].split(",")[0], "nobody-said-this")]) + "\n"
    )
    violations = validate_files(source_tree, [path], incremental_build(built))
    assert {violation.violation.rule for violation in violations} >= {"cgs:Claim-utterance"}
    assert {violation.place.split(":")[1] for violation in violations} == {"3"}


def test_every_identifier_of_the_founding_tables_is_there(generation: Generation) -> None:
    text = generation.graph_file.read_text("utf-8")
    claims = [f"S{number:02}" for number in range(1, 25)] + ["S18b"]
    evidence = [f"EV{number:03}" for number in (*range(1, 7), *range(10, 24), *range(30, 38), *range(60, 67))]
    missing = [name for name in claims + evidence if f'"{name}"' not in text]
    assert missing == []


def test_checked_in_parts_the_findings_are_those_of_the_whole(
    tmp_path: Path, source_tree: SourceTree
) -> None:
    spoil(source_tree, "data/fabs/fabs.csv", ",operating,", ",dismantled,")
    spoil(source_tree, "data/curated/utterances.csv", "person/elon-musk", "person/nobody-described")
    spoil(source_tree, "data/curated/observations.csv", "nation/china", "nation/atlantis")
    spoil(source_tree, "data/entities/identifier_matches.csv", "Q30273328", "Q1")
    path = source_tree.root / "data" / "entities" / "entities.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("company/tsmc,")))
    graphs = incremental_build(tmp_path / "cache").import_datasets(source_tree)
    whole = validate_ntriples(
        b"".join(graph.text for graph in graphs).decode(), load_shape_rules(source_tree)
    )
    one_by_one = incremental_build(tmp_path / "cache").find_violations(graphs, load_shape_rules(source_tree))
    assert len(whole) > 5
    messages = {without_message(violation): violation.message for violation in whole}
    assert {without_message(located.violation) for located in one_by_one} == messages.keys()
    for located in one_by_one:  # advice on what would fit may follow
        assert located.violation.message.startswith(messages[without_message(located.violation)])


def without_message(violation: Violation) -> Violation:
    return replace(violation, message="")


def test_a_dataset_may_add_to_what_another_names_by_way_of_a_third(
    built: Path, source_tree: SourceTree
) -> None:
    add_dataset(source_tree, "adds", id="nation/china", part_of="region/example")
    add_dataset(source_tree, "names", id="region/example", name="Example")
    graphs = incremental_build(built).import_datasets(source_tree)
    assert incremental_build(built).find_violations(graphs, load_shape_rules(source_tree)) == []


def add_dataset(source_tree: SourceTree, slug: str, **cells: str) -> None:
    """A dataset of one entity."""
    folder = source_tree.root / "data" / slug
    folder.mkdir()
    shutil.copy(source_tree.root / "data" / "entities" / "dataset.toml", folder)
    names = columns_of(Entity)
    rows = (names, [cells.get(name, "") for name in names])
    (folder / "entities.csv").write_text("".join(",".join(row) + "\n" for row in rows))
