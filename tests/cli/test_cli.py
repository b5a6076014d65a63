"""The command line as a person uses it: a real process, its output, its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.generations import Generation
from claimgraph.source_tree import default_source_tree
from tests.support.waiting import PROGRAM_PATIENCE

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?fab a <https://w3id.org/claimgraph/ns#Fab> }"


@pytest.fixture(scope="module")
def build_folder(generation: Generation) -> Path:
    return generation.folder.parents[1]


@pytest.fixture(scope="module")
def whole_folder(whole: Generation) -> Path:
    """For what reads all data sets: there are notes on each."""
    return whole.folder.parents[1]


def run(
    build_folder: Path, *arguments: str, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from claimgraph.cli import main; main()", *arguments]
    env = os.environ | {"CLAIMGRAPH_BUILD_FOLDER": str(build_folder), "NO_COLOR": "1"} | environment
    return subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        env=env,
        timeout=PROGRAM_PATIENCE,
        check=False,
    )


def test_a_query_given_as_text_file_or_standard_input_answers_the_same(
    build_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "count.rq"
    file.write_text(COUNT)
    answers = [
        run(build_folder, "query", COUNT, "--format", "csv").stdout,
        run(build_folder, "query", str(file), "--format", "csv").stdout,
        run(build_folder, "query", "-", "--format", "csv", text=COUNT).stdout,
    ]
    assert answers == ["n\n79\n"] * 3


def test_a_table_goes_to_stdout_and_messages_to_stderr(build_folder: Path) -> None:
    result = run(build_folder, "query", COUNT)
    assert "79" in result.stdout
    assert "1 row(s)" in result.stderr


@pytest.mark.parametrize(
    ("format_", "start"),
    [("turtle", "@prefix"), ("ttl", "@prefix"), ("nt", "<https"), ("jsonld", "[{"), ("rdf", "<?xml")],
)
def test_show_writes_each_format(build_folder: Path, format_: str, start: str) -> None:
    assert run(build_folder, "show", "nation/taiwan", "--format", format_).stdout.startswith(start)


@pytest.mark.parametrize(
    "name", ["musk-2025-all-chip-fabs-in-taiwan", "S18", "claim/musk-2025-all-chip-fabs-in-taiwan"]
)
def test_show_finds_a_claim_by_any_of_its_names(build_folder: Path, name: str) -> None:
    assert "All chip fabs in the world are in Taiwan" in run(build_folder, "show", name).stdout


def test_showing_a_name_that_cannot_be_an_iri_is_a_known_error(build_folder: Path) -> None:
    result = run(build_folder, "show", "100%")
    assert (result.returncode, "says nothing about" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", ["taiwan", "nation/taiwan", "country:TW", "/id/nation/taiwan"])
def test_show_finds_an_entity_by_any_of_its_names(build_folder: Path, name: str) -> None:
    assert "https://w3id.org/claimgraph/id/nation/taiwan" in run(build_folder, "show", name).stdout


def test_info_counts_graphs_and_rows(build_folder: Path, generation: Generation) -> None:
    info = json.loads(run(build_folder, "info", "--format", "json").stdout)
    assert info["generation"] == generation.name
    complete = {"read": 79, "imported": 79, "ignored": {}, "rejected": {}}
    assert info["accounts"]["fabs"]["fabs.csv"] == complete
    assert info["graphs"] == generation.manifest["graphs"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("query", "SELECT * WHERE {"), "Line 1, column 17"),
        (("query", "no-such-file.rq"), "no-such-file.rq: No such file"),
        (("query", "INSERT DATA { <x:a> <x:b> <x:c> }"), "read-only"),
        (("query", "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE"),
        (("show", "nation/atlantis"), "nation/atlantis"),
        (("show", "none-of-that-name"), "none-of-that-name"),
        (
            ("show", "hugging-face"),
            "'hugging-face' may mean 2 things: company/hugging-face, platform/hugging-face",
        ),
        (("query", COUNT, "--format", "ttl"), "cannot be written as 'ttl'"),
    ],
)
def test_a_known_error_is_one_clear_message_and_status_1(
    build_folder: Path, arguments: tuple[str, ...], problem: str
) -> None:
    assert_known_error(run(build_folder, *arguments), problem)


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("missing.ttl", "missing.ttl: No such file"),
        ("facts.csv", "facts.csv: no table has this name"),
    ],
)
def test_a_file_that_cannot_be_validated_is_one_clear_message_and_status_1(
    whole_folder: Path, file: str, problem: str
) -> None:
    assert_known_error(run(whole_folder, "validate", file), problem)


def assert_known_error(result: subprocess.CompletedProcess[str], problem: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert problem in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("quarry",),
        ("query",),
        ("query", COUNT, "--format", "pdf"),
        ("info", "--colour"),
        ("export", "x", "--format", "doc"),
    ],
)
def test_wrong_usage_is_status_2(build_folder: Path, arguments: tuple[str, ...]) -> None:
    result = run(build_folder, *arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_an_invalid_setting_is_named_in_the_error(build_folder: Path) -> None:
    result = run(build_folder, "info", CLAIMGRAPH_WORKERS="many")
    assert result.returncode == 1
    assert "workers" in result.stderr


def test_a_misspelt_setting_is_named_in_the_error(build_folder: Path) -> None:
    result = run(build_folder, "info", CLAIMGRAPH_WORKER="3")
    assert result.returncode == 1
    assert "unknown CLAIMGRAPH_WORKER. There are " in result.stderr


def test_a_duplicate_row_in_a_table_is_reported_with_file_line_and_column(
    whole_folder: Path, tmp_path: Path
) -> None:
    lines = (
        (default_source_tree().root / "data" / "fabs" / "fabs.csv")
        .read_text("utf-8")
        .splitlines(keepends=True)
    )
    (tmp_path / "fabs.csv").write_text("".join([*lines[:3], lines[1]]), "utf-8")
    result = run(whole_folder, "validate", str(tmp_path / "fabs.csv"))
    assert result.returncode == 1
    assert "fabs.csv:4: column 'id'" in result.stderr


def test_without_a_build_the_error_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path, "info")
    assert result.returncode == 1
    assert "claimgraph build" in result.stderr


def test_broken_turtle_is_reported_with_its_line(whole_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("@prefix cg: <https://w3id.org/claimgraph/ns#> .\ncg:a cg:b .\n")
    result = run(whole_folder, "validate", str(file))
    assert result.returncode == 1
    assert f"{file}:2:" in result.stderr


def test_turtle_that_violates_a_rule_is_reported_with_the_rule(whole_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "claim.ttl"
    file.write_text(
        "<https://w3id.org/claimgraph/id/claim/x> a <https://w3id.org/claimgraph/ns#Claim> .\n", "utf-8"
    )
    result = run(whole_folder, "validate", str(file), "--format", "json")
    assert result.returncode == 1
    assert "cgs:Claim-utterance" in {violation["rule"] for violation in json.loads(result.stdout)}


def test_the_shipped_data_conform_to_every_rule(whole_folder: Path) -> None:
    result = run(whole_folder, "validate")
    assert (result.returncode, result.stdout) == (0, "")
    assert "All rules hold." in result.stderr


def test_csv_results_can_be_read_back(build_folder: Path) -> None:
    query = (
        default_source_tree().root / "ontology" / "competency" / "CQ-03a-fabs-in-operation-by-nation.rq"
    ).as_posix()
    rows = list(csv.DictReader(io.StringIO(run(build_folder, "query", query, "--format", "csv").stdout)))
    assert sum(int(row["fabs"]) for row in rows) == 73
