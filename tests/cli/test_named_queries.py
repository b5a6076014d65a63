"""Queries with a name at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.queries import default_catalog
from tests.support.serving import publish_pages


@pytest.fixture(scope="module")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    publish_pages(folder)
    return folder


def query(build_folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from claimgraph.cli import main; main()", "query", *arguments]
    environment = os.environ | {"CLAIMGRAPH_BUILD_FOLDER": str(build_folder), "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_a_query_is_asked_by_its_name_with_values_for_its_parameters(build_folder: Path) -> None:
    arguments = ("--named", "claims_list", "--param", "topic=fabs", "--param", "word1=utopia")
    result = query(build_folder, *arguments, "--format", "csv")
    (row,) = result.stdout.splitlines()[1:]
    assert "All fabs are in Utopia." in row
    assert "All fabs are in Utopia." in query(build_folder, *arguments).stdout


def test_the_triples_of_a_named_query_are_turtle(build_folder: Path) -> None:
    result = query(build_folder, "--named", "describe_thing", "--param", "thing=nation/utopia")
    assert result.stdout.startswith("@prefix")


def test_the_list_says_what_each_query_takes(build_folder: Path) -> None:
    names = list(default_catalog().public_queries)
    listed = json.loads(query(build_folder, "--list", "--format", "json").stdout)["queries"]
    assert [entry["name"] for entry in listed] == names
    (row,) = [line for line in query(build_folder, "--list").stdout.splitlines() if "entities_index" in line]
    assert "[class]" in row


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--named", "claim_list"), "Did you mean claims_list"),
        (("--named", "is_described", "--param", "thing=cg:x"), "There is no query 'is_described'"),
        (("--named", "describe_thing"), "describe_thing needs a value for ?thing"),
        (("--named", "claims_list", "--param", "topik=x"), "claims_list has no parameter ?topik"),
        (("--named", "claims_list", "--param", "topic=a b"), "?topic of claims_list cannot be 'a b'"),
    ],
)
def test_a_wrong_name_or_value_is_an_error_that_names_it(
    build_folder: Path, arguments: tuple[str, ...], problem: str
) -> None:
    result = query(build_folder, *arguments)
    assert (result.returncode, problem in result.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ASK {}", "--named", "claims_list"),
        ("ASK {}", "--param", "topic=fabs"),
        ("--list", "--named", "claims_list"),
        ("--list", "--format", "csv"),
        ("--named", "claims_list", "--param", "fabs"),
        ("--named", "claims_list", "--param", "topic=a", "--param", "topic=b"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(build_folder: Path, arguments: tuple[str, ...]) -> None:
    result = query(build_folder, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
