"""ROBOT finds the exported ontology in the profiles OWL 2 RL and OWL 2 DL.

`make robot` fetches ROBOT; without it, the tests are skipped.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from claimgraph.exports import write_ontology
from claimgraph.source_tree import default_source_tree
from tests.support.waiting import PROGRAM_PATIENCE

ROOT = default_source_tree().root
LISTED = (ROOT / "requirements" / "robot" / "robot.sha256").read_text("utf-8").splitlines()
JARS = [ROOT / "build" / "robot" / line.split()[1] for line in LISTED]
RESTRICTION = """
<https://w3id.org/claimgraph/ns#Fab> <http://www.w3.org/2000/01/rdf-schema#subClassOf> [
    a <http://www.w3.org/2002/07/owl#Restriction> ;
    <http://www.w3.org/2002/07/owl#onProperty> <https://w3id.org/claimgraph/ns#operatedBy> ;
    <http://www.w3.org/2002/07/owl#someValuesFrom> <https://w3id.org/claimgraph/ns#Organization> ] .
"""

pytestmark = [
    pytest.mark.peer("java"),
    pytest.mark.slow,
    pytest.mark.skipif(not all(jar.exists() for jar in JARS), reason="ROBOT is missing: run `make robot`"),
]


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("profiles") / "claimgraph.ttl"
    write_ontology(default_source_tree().ontology_files, file)
    return file


def violations(file: Path, profile: str) -> str:
    """What ROBOT reports; empty if the ontology is in the profile."""
    report = file.with_suffix(f".{profile}.txt")
    classpath = os.pathsep.join(map(str, JARS))
    robot = ["java", "-cp", classpath, "org.obolibrary.robot.CommandLineInterface", "validate-profile"]
    arguments = ["--profile", profile, "--input", str(file), "--output", str(report)]
    result = subprocess.run(
        [*robot, *arguments], capture_output=True, text=True, timeout=PROGRAM_PATIENCE, check=False
    )
    return report.read_text("utf-8") + result.stdout if result.returncode else ""


@pytest.mark.parametrize("profile", ["RL", "DL"])
def test_the_ontology_is_in_the_profile(ontology: Path, profile: str) -> None:
    assert violations(ontology, profile) == ""


def test_an_axiom_beyond_owl_2_rl_is_reported(ontology: Path, tmp_path: Path) -> None:
    beyond = tmp_path / "beyond.ttl"
    beyond.write_text(ontology.read_text("utf-8") + RESTRICTION, encoding="utf-8")
    assert "Use of non-superclass expression" in violations(beyond, "RL")
