"""Imports and forgets the folder that docs/tutorial.md shows, at the command line, in real processes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import claimgraph
from claimgraph.generations import Generation, current_generation
from claimgraph.source_tree import default_source_tree
from tests.cli.test_cli import run
from tests.support.source_trees import own_tables

Command = Callable[..., subprocess.CompletedProcess[str]]
_TABLE = re.compile(r"^`(\w+\.csv)`\n\n```csv\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with our own tables only: with all shipped data each command would take half a minute."""
    root = tmp_path_factory.mktemp("checkout")
    own_tables(root)
    shutil.copytree(Path(claimgraph.__file__).parent, root / "api" / "claimgraph")
    return root


@pytest.fixture
def home(generation: Generation, tmp_path: Path) -> Path:
    """A build folder of that checkout."""
    return Path(shutil.copytree(generation.folder.parents[1], tmp_path / "build"))


@pytest.fixture
def command(checkout: Path, home: Path) -> Command:
    return lambda *arguments: run(home, *arguments, PYTHONPATH=str(checkout / "api"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that docs/tutorial.md shows."""
    folder = tmp_path / "my-claims"
    folder.mkdir()
    for name, text in _TABLE.findall(
        (default_source_tree().root / "docs" / "tutorial.md").read_text("utf-8")
    ):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_folder_in_the_tutorial_is_imported_assessed_kept_listed_and_removed(
    command: Command, home: Path, folder: Path, generation: Generation
) -> None:
    result = command("import", str(folder))
    assert (result.returncode, result.stdout) == (0, "")
    assert "imported: my-claims; validated: my-claims)." in result.stderr
    assert (
        "Imported 4 row(s) as 48 triples into https://w3id.org/claimgraph/graph/my-claims." in result.stderr
    )
    assert _without_day(command("check", "X001", "--explain").stdout) == _without_day(tutorial_output())
    computed = command("show", "assessment/example-2026-us-models-computed", "--format", "nt").stdout
    assert "verdict/contradicted" in computed
    assert "is up to date" in command("build").stderr
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == ["my-claims"]
    assert re.search(r"^ my-claims +│ 4 +│ \d{4}-\d\d-\d\d", command("info").stdout, re.MULTILINE)
    assert "Forgot my-claims." in command("forget", "my-claims").stderr
    assert current_generation(home).name == generation.name
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == []


def tutorial_output() -> str:
    """What docs/tutorial.md shows as the answer to its `check`."""
    text = (default_source_tree().root / "docs" / "tutorial.md").read_text("utf-8")
    return text.partition("$ claimgraph check X001 --explain\n")[2].partition("$ ")[0]


def _without_day(output: str) -> str:
    return re.sub(r"as of \d{4}-\d\d-\d\d", "as of today", output)


def test_a_folder_that_violates_a_rule_is_reported_and_changes_nothing(
    command: Command, home: Path, folder: Path, generation: Generation
) -> None:
    path = folder / "quantity_propositions.csv"
    path.write_text(path.read_text("utf-8").replace("notable-ai-models", "noted-ai-models"), "utf-8")
    result = command("import", str(folder), "--name", "mine")
    assert (result.returncode, result.stdout) == (1, "")
    assert f"{path}:2: column 'metric': cgs:Quantity-metric" in result.stderr
    assert "Traceback" not in result.stderr
    assert current_generation(home).name == generation.name
    result = command("forget", "mine")
    assert (result.returncode, "Nothing has been imported." in result.stderr) == (1, True)
