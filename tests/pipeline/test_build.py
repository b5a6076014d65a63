"""The build: what it publishes, and that a failed one leaves the last good generation in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimgraph import generations, namespaces
from claimgraph.datasets import DatasetError
from claimgraph.errors import RowErrors
from claimgraph.generations import Generation, NoGenerationError
from claimgraph.model import Entity
from claimgraph.model.columns import columns
from claimgraph.pipeline import InvalidDataError, build
from claimgraph.pipeline.fingerprint import fingerprint
from claimgraph.pipeline.validate_files import check_files
from claimgraph.source_tree import Bundle, shipped
from claimgraph.validation import check, rules
from tests.support.source_trees import imported, memory, own_tables, spoil


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A copy of our own tables, to be spoilt."""
    return own_tables(tmp_path / "bundle")


def test_the_same_input_gives_the_same_bytes(bundle: Bundle, tmp_path: Path) -> None:
    once, again = (build(bundle, tmp_path / name).generation for name in ("once", "again"))
    assert once is not None
    assert again is not None
    assert again.name == once.name
    assert again.graph_file.read_bytes() == once.graph_file.read_bytes()


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


def test_an_unchanged_build_is_not_done_again(tmp_path: Path, bundle: Bundle) -> None:
    first, second = (build(bundle, tmp_path / "build") for _ in range(2))
    assert (first.unchanged, second.unchanged) == (False, True)
    assert first.generation is not None
    assert second.generation is not None
    assert second.generation.name == first.generation.name


def test_only_the_dataset_that_has_changed_is_read_and_checked_again(tmp_path: Path, bundle: Bundle) -> None:
    build(bundle, tmp_path / "build")
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",construction,")
    work = build(bundle, tmp_path / "build").work
    assert (work.imported, work.validated) == (["fabs"], ["fabs"])


def test_what_is_remembered_gives_the_bytes_that_a_build_from_nothing_gives(
    tmp_path: Path, bundle: Bundle
) -> None:
    build(bundle, tmp_path / "build")
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",construction,")
    remembered, anew = (
        build(bundle, tmp_path / "build").generation,
        build(bundle, tmp_path / "new").generation,
    )
    assert remembered is not None
    assert anew is not None
    assert remembered.graph_file.read_bytes() == anew.graph_file.read_bytes()


def test_a_dataset_is_checked_again_when_what_it_mentions_has_changed(tmp_path: Path, bundle: Bundle) -> None:
    build(bundle, tmp_path / "build")
    path = bundle.root / "data" / "entities" / "entities.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("person/elon-musk,")))
    with pytest.raises(InvalidDataError, match=r"utterances\.csv:\d+: column 'speaker'"):
        build(bundle, tmp_path / "build")


def test_a_changed_shape_checks_everything_again(tmp_path: Path, bundle: Bundle) -> None:
    build(bundle, tmp_path / "build")
    spoil(bundle, "shapes/Fab.ttl", "sh:maxInclusive 450", "sh:maxInclusive 449")
    work = build(bundle, tmp_path / "build").work
    assert (work.imported, work.validated) == ([], ["curated", "entities", "fabs", "sensitive"])


def test_a_spoilt_note_of_an_earlier_build_is_not_believed(tmp_path: Path, bundle: Bundle) -> None:
    first = build(bundle, tmp_path / "build").generation
    (tmp_path / "build" / "cache" / "import-fabs.nt").write_bytes(b"")
    (tmp_path / "build" / "last-build.json").unlink()
    report = build(bundle, tmp_path / "build")
    assert first is not None
    assert report.generation is not None
    assert (report.work.imported, report.generation.name) == (["fabs"], first.name)


def test_a_broken_row_stops_the_build_and_keeps_the_last_generation(tmp_path: Path, bundle: Bundle) -> None:
    good = build(bundle, tmp_path / "build").generation
    assert good is not None
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",Operating,")
    with pytest.raises(RowErrors, match=r"fabs\.csv:\d+: column 'status': 'Operating' is not a slug"):
        build(bundle, tmp_path / "build")
    assert generations.current(tmp_path / "build").name == good.name


def test_a_rule_that_is_broken_names_file_line_and_column(tmp_path: Path, bundle: Bundle) -> None:
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",dismantled,")
    spoil(bundle, "data/curated/utterances.csv", "person/elon-musk", "person/nobody-described")
    with pytest.raises(InvalidDataError) as raised:
        build(bundle, tmp_path / "build")
    places = "\n".join(each.where for each in raised.value.findings)
    assert "fabs.csv:2: column 'status'" in places
    assert "utterances.csv:" in places
    assert "column 'speaker'" in places
    with pytest.raises(NoGenerationError):
        generations.current(tmp_path / "build")


def test_a_sensitive_claim_must_be_in_a_sensitive_dataset(bundle: Bundle) -> None:
    spoil(bundle, "data/curated/claims.csv", ",false,", ",true,")
    with pytest.raises(RowErrors, match="column 'sensitive': differs from dataset 'curated'"):
        imported(bundle.root / "data" / "curated")


def test_a_row_that_is_shown_cannot_name_a_withheld_claim(tmp_path: Path, bundle: Bundle) -> None:
    path = bundle.root / "data" / "curated" / "utterances.csv"
    row = path.read_text("utf-8").splitlines()[1].split(",", 2)
    spoil(
        bundle,
        "data/curated/utterances.csv",
        f"{row[0]},{row[1]},",
        f"{row[0]},seed-post-2025-ai-serves-control-of-citizens,",
    )
    with pytest.raises(RowErrors, match=r"utterances\.csv:2: .* names a withheld claim"):
        build(bundle, tmp_path / "build")


def test_inputs_have_changed_when_a_dataset_has_another_name(bundle: Bundle) -> None:
    data, before = bundle.root / "data", fingerprint(bundle)
    (data / "curated").rename(data / "curatee")  # the same place in the order of folders
    assert fingerprint(bundle) != before


def test_inputs_have_changed_when_a_dataset_named_like_a_room_of_ours_has(bundle: Bundle) -> None:
    (bundle.root / "data" / "fabs").rename(bundle.root / "data" / "web")
    before = fingerprint(bundle)
    (bundle.root / "data" / "web" / "fabs.csv").write_text("")
    assert fingerprint(bundle) != before


def test_the_same_id_twice_is_an_error_that_names_both_lines(bundle: Bundle) -> None:
    path = bundle.root / "data" / "fabs" / "fabs.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), "utf-8")
    with pytest.raises(RowErrors, match=rf"fabs\.csv:{len(lines) + 1}: column 'id': .* is already in line 2"):
        imported(path.parent)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('reuse = "open"', 'reuse = "free"', "reuse"),
        ("licence =", "license =", "license"),
        ('title = "', 'title = ""x', "not TOML"),
    ],
)
def test_a_dataset_that_misdescribes_itself_is_refused(
    bundle: Bundle, old: str, new: str, problem: str
) -> None:
    spoil(bundle, "data/curated/dataset.toml", old, new)
    with pytest.raises(DatasetError, match=problem):
        imported(bundle.root / "data" / "curated")


def test_a_table_handed_in_is_checked_with_the_shipped_data(tmp_path: Path, bundle: Bundle) -> None:
    header, *rows = (shipped().root / "data" / "curated" / "claims.csv").read_text("utf-8").splitlines()
    path = tmp_path / "claims.csv"
    path.write_text(
        "\n".join([header, rows[0], rows[1].replace(rows[1].split(",")[0], "nobody-said-this")]) + "\n"
    )
    findings = check_files(bundle, [path], memory(tmp_path / "cache"))
    assert {each.finding.rule for each in findings} >= {"cgs:Claim-utterance"}
    assert {each.where.split(":")[1] for each in findings} == {"3"}


def test_every_identifier_of_the_founding_tables_is_there(generation: Generation) -> None:
    text = generation.graph_file.read_text("utf-8")
    claims = [f"S{number:02}" for number in range(1, 25)] + ["S18b"]
    evidence = [f"EV{number:03}" for number in (*range(1, 7), *range(10, 24), *range(30, 38), *range(60, 67))]
    missing = [name for name in claims + evidence if f'"{name}"' not in text]
    assert missing == []


def test_checked_in_parts_the_findings_are_those_of_the_whole(tmp_path: Path, bundle: Bundle) -> None:
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",dismantled,")
    spoil(bundle, "data/curated/utterances.csv", "person/elon-musk", "person/nobody-described")
    spoil(bundle, "data/curated/observations.csv", "nation/china", "nation/atlantis")
    spoil(bundle, "data/entities/identifier_matches.csv", "Q30273328", "Q1")
    path = bundle.root / "data" / "entities" / "entities.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("company/tsmc,")))
    parts = memory(tmp_path / "cache").parts(bundle)
    whole = check(b"".join(part.text for part in parts).decode(), rules(bundle))
    in_parts = [each.finding for each in memory(tmp_path / "cache").findings(parts, rules(bundle))]
    assert len(whole) > 5
    assert set(in_parts) == set(whole)


def test_a_dataset_may_add_to_what_another_names_by_way_of_a_third(tmp_path: Path, bundle: Bundle) -> None:
    add_dataset(bundle, "adds", id="nation/china", part_of="region/example")
    add_dataset(bundle, "names", id="region/example", name="Example")
    parts = memory(tmp_path / "cache").parts(bundle)
    assert memory(tmp_path / "cache").findings(parts, rules(bundle)) == []


def add_dataset(bundle: Bundle, slug: str, **cells: str) -> None:
    """A dataset of one entity."""
    folder = bundle.root / "data" / slug
    folder.mkdir()
    shutil.copy(bundle.root / "data" / "entities" / "dataset.toml", folder)
    names = columns(Entity)
    rows = (names, [cells.get(name, "") for name in names])
    (folder / "entities.csv").write_text("".join(",".join(row) + "\n" for row in rows))
