"""The build: what it publishes, and that a failed one leaves the last good generation in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimgraph import generations, iris
from claimgraph.build import InvalidDataError, build
from claimgraph.build.checking import check_files
from claimgraph.build.imports import import_dataset
from claimgraph.build.inputs import fingerprint
from claimgraph.bundle import Bundle, shipped
from claimgraph.datasets import DatasetError
from claimgraph.errors import RowErrors
from claimgraph.generations import Generation, NoGenerationError


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A copy of everything shipped, to be spoilt."""
    for name in ("ontology", "shapes", "data"):
        shutil.copytree(shipped().root / name, tmp_path / "bundle" / name)
    return Bundle(tmp_path / "bundle")


def spoil(bundle: Bundle, file: str, old: str, new: str) -> None:
    path = bundle.root / file
    text = path.read_text("utf-8")
    assert old in text, f"the shipped {file} no longer has {old!r}; the test needs another row"
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_input_gives_the_same_bytes(generation: Generation, tmp_path: Path) -> None:
    again = build(shipped(), tmp_path).generation
    assert again is not None
    assert again.name == generation.name
    assert again.graph_file.read_bytes() == generation.graph_file.read_bytes()


def test_every_quad_has_a_named_graph_and_no_blank_node(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    assert all(line.endswith("> .") and f" <{iris.GRAPH}" in line for line in lines)
    assert not [line for line in lines if line.startswith("_:") or " _:" in line.partition('"')[0]]


def test_the_manifest_counts_what_is_there(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    for graph, entry in generation.manifest["graphs"].items():
        assert entry["triples"] == sum(line.endswith(f" <{graph}> .") for line in lines)


def test_only_the_sensitive_graph_is_withheld(generation: Generation) -> None:
    assert generation.withheld_graphs == {iris.GRAPH + "sensitive"}


def test_nothing_about_withheld_claims_stands_in_another_graph(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    names = ("ai-serves-control-of-citizens", "ai-threatens-personal-data", '"S23"', '"S24"')
    leaks = [line for line in lines if any(name in line for name in names) and "graph/sensitive" not in line]
    assert leaks == []


def test_an_unchanged_build_is_not_done_again(tmp_path: Path, bundle: Bundle, generation: Generation) -> None:
    build_folder = tmp_path / "build"
    first = build(bundle, build_folder)
    second = build(bundle, build_folder)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert second.generation is not None
    assert second.generation.name == generation.name


def test_a_broken_row_stops_the_build_and_keeps_the_last_generation(
    tmp_path: Path, bundle: Bundle, generation: Generation
) -> None:
    shutil.copytree(generation.folder, tmp_path / "build" / "generations" / generation.name)
    (tmp_path / "build" / "current").write_text(generation.name)
    spoil(bundle, "data/fabs/fabs.csv", ",operating,", ",Operating,")
    with pytest.raises(RowErrors, match=r"fabs\.csv:\d+: column 'status': 'Operating' is not a slug"):
        build(bundle, tmp_path / "build")
    assert generations.current(tmp_path / "build").name == generation.name


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
        import_dataset(bundle.root / "data" / "curated")


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
        import_dataset(path.parent)


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
        import_dataset(bundle.root / "data" / "curated")


def test_a_table_handed_in_is_checked_with_the_shipped_data(tmp_path: Path) -> None:
    header, *rows = (shipped().root / "data" / "curated" / "claims.csv").read_text("utf-8").splitlines()
    path = tmp_path / "claims.csv"
    path.write_text(
        "\n".join([header, rows[0], rows[1].replace(rows[1].split(",")[0], "nobody-said-this")]) + "\n"
    )
    findings = check_files(shipped(), [path])
    assert {each.finding.rule for each in findings} >= {"cgs:Claim-utterance"}
    assert {each.where.split(":")[1] for each in findings} == {"3"}


def test_every_identifier_of_the_founding_tables_is_there(generation: Generation) -> None:
    text = generation.graph_file.read_text("utf-8")
    claims = [f"S{number:02}" for number in range(1, 25)] + ["S18b"]
    evidence = [f"EV{number:03}" for number in (*range(1, 7), *range(10, 24), *range(30, 38), *range(60, 67))]
    missing = [name for name in claims + evidence if f'"{name}"' not in text]
    assert missing == []
