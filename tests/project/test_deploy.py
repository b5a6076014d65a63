"""The files of deploy/ are read by the programs that they are for, as far as these run anywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.config import Settings
from claimgraph.source_tree import default_source_tree

DEPLOY = default_source_tree().root / "deploy"
FILES = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()]


@pytest.mark.peer("systemd-analyze")
def test_systemd_reads_the_unit_without_a_warning(tmp_path: Path) -> None:
    text = (DEPLOY / "claimgraph.service").read_text("utf-8")
    program = "/opt/claimgraph/bin/claimgraph"
    assert text.count(program) == 1
    unit = tmp_path / "claimgraph.service"
    unit.write_text(text.replace(program, sys.executable))
    result = run("systemd-analyze", "verify", "--man=no", str(unit))
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


@pytest.mark.peer("systemd-analyze")
def test_the_unit_leaves_little_exposed() -> None:
    result = run("systemd-analyze", "security", "--offline=true", str(DEPLOY / "claimgraph.service"))
    exposure = re.findall(r"Overall exposure level for claimgraph.service: ([\d.]+)", result.stdout)
    assert float(exposure[0]) <= 2.5, result.stdout


@pytest.mark.skipif(not shutil.which("hadolint"), reason="the linter for container files is no part of CI")
def test_the_container_file_passes_its_linter() -> None:
    result = run("hadolint", str(DEPLOY / "Containerfile"))
    assert (result.returncode, result.stdout) == (0, "")


def test_the_container_file_copies_what_is_there_and_runs_as_nobody_else() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert (DEPLOY.parent / "requirements" / "run.lock").exists()
    assert "COPY requirements/run.lock" in text
    instructions = [line.split()[0] for line in text.splitlines() if re.match(r"[A-Z]+ ", line)]
    assert instructions.index("USER") < instructions.index("ENTRYPOINT")
    assert "USER 10001\n" in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_named_exists(path: Path) -> None:
    known = {f"CLAIMGRAPH_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"CLAIMGRAPH_[A-Z_]+", path.read_text("utf-8"))) <= known


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
