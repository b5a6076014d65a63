"""The commands about the ontology, as a person uses them: a real process, its output, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.waiting import PROGRAM_PATIENCE

needs_java = pytest.mark.peer("java")  # HermiT is a Java program
PREFIXES = """
@prefix cg:   <https://w3id.org/claimgraph/ns#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from claimgraph.cli import main; main()", "ontology", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1"} | environment,
        timeout=PROGRAM_PATIENCE,
        check=False,
    )


@needs_java
def test_the_hierarchy_goes_to_stdout_and_the_result_to_stderr() -> None:
    result = run("check", "--format", "json")
    assert result.returncode == 0
    assert {
        "class_": "https://w3id.org/claimgraph/ns#Company",
        "superclass": "https://w3id.org/claimgraph/ns#Organization",
        "stated": True,
    } in json.loads(result.stdout)["hierarchy"]
    assert "Consistent, and every class can have instances." in result.stderr


@needs_java
@pytest.mark.parametrize(
    ("axiom", "message"),
    [
        (
            "cg:FabNation a owl:Class ; rdfs:subClassOf cg:Fab , cg:Nation .",
            "No instance is possible of cg:FabNation",
        ),
        ("<urn:x> a cg:Fab , cg:Nation .", "The ontology is inconsistent"),
    ],
)
def test_axioms_that_exclude_each_other_fail_the_check(tmp_path: Path, axiom: str, message: str) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(PREFIXES + axiom)
    result = run("check", str(file))
    assert (result.returncode, message in result.stderr) == (1, True)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "absent.ttl"))
    assert (result.returncode, "absent.ttl: cannot be read" in result.stderr) == (1, True)


def test_without_java_the_check_says_what_it_skipped(tmp_path: Path) -> None:
    result = run("check", PATH=str(tmp_path))
    assert (result.returncode, result.stdout) == (0, "")
    assert "Skipped: consistency, unsatisfiable classes and the inferred hierarchy" in result.stderr


def test_the_export_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "claimgraph.ttl"
    result = run("export", str(file))
    assert (result.returncode, result.stdout) == (0, f"{file}\n")
    assert file.stat().st_size > 100_000
