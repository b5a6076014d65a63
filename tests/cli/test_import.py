"""Imports and forgets the folder that docs/tutorial.md shows, at the command line, in real processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import claimgraph
from claimgraph.generations import Generation, current_generation
from claimgraph.source_tree import default_source_tree
from tests.cli.test_cli import run
from tests.pipeline.test_user_datasets import MEASURED, put
from tests.support.source_trees import own_tables
from tests.support.waiting import PROGRAM_PATIENCE

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
        "Imported 4 row(s) as 49 triples into https://w3id.org/claimgraph/graph/my-claims." in result.stderr
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


def test_an_import_and_a_removal_killed_right_after_publishing_are_in_force_in_later_builds(
    command: Command, home: Path, folder: Path, generation: Generation, checkout: Path
) -> None:
    assert _run_killed_after_the_switch(checkout, home, "import", str(folder)) == -signal.SIGKILL
    published = current_generation(home).name
    assert published != generation.name
    command("build", "--force")
    assert current_generation(home).name == published
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == ["my-claims"]
    assert _run_killed_after_the_switch(checkout, home, "forget", "my-claims") == -signal.SIGKILL
    assert current_generation(home).name == generation.name
    command("build", "--force")
    assert current_generation(home).name == generation.name
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == []
    assert not [path for path in home.rglob("*") if ".staging-" in path.name or path.name == "pending.json"]


def test_an_import_killed_right_before_publishing_leaves_nothing_behind(
    command: Command, home: Path, folder: Path, generation: Generation, checkout: Path
) -> None:
    killed = _run_killed(_KILLED_BEFORE_THE_SWITCH, checkout, home, "import", str(folder))
    assert killed == -signal.SIGKILL
    assert current_generation(home).name == generation.name
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == []
    assert "Imported 4 row(s)" in command("import", str(folder)).stderr
    assert "my-claims" in current_generation(home).manifest["accounts"]
    assert not [path for path in home.rglob("*") if ".staging-" in path.name or path.name == "pending.json"]


_KILLED_BEFORE_THE_SWITCH = """
import os, signal, sys
from claimgraph.cli import main
def watch(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith("/current"):
        signal.raise_signal(signal.SIGKILL)
sys.addaudithook(watch)
main()
"""
_KILLED_AFTER_THE_SWITCH = """
import os, signal, sys
from claimgraph.cli import main
switched = []
def watch(event, arguments):
    if switched == [True]:
        switched.append(True)  # os.kill is watched, too
        os.kill(os.getpid(), signal.SIGKILL)
    if event == "os.rename" and str(arguments[1]).endswith("/current"):
        switched.append(True)
sys.addaudithook(watch)
main()
"""


def _run_killed_after_the_switch(checkout: Path, home: Path, *arguments: str) -> int:
    return _run_killed(_KILLED_AFTER_THE_SWITCH, checkout, home, *arguments)


def _run_killed(killing: str, checkout: Path, home: Path, *arguments: str) -> int:
    program = [sys.executable, "-c", killing, *arguments]
    environment = os.environ | {"PYTHONPATH": str(checkout / "api"), "CLAIMGRAPH_BUILD_FOLDER": str(home)}
    return subprocess.run(program, env=environment, timeout=PROGRAM_PATIENCE, check=False).returncode


def test_of_two_imports_at_once_the_second_waits_and_neither_is_lost(
    command: Command, home: Path, folder: Path, tmp_path: Path
) -> None:
    measured = tmp_path / "measured"
    measured.mkdir()
    put(measured / "observations.csv", MEASURED)
    with ThreadPoolExecutor() as executor:
        results = list(executor.map(lambda path: command("import", str(path)), (folder, measured)))
    assert [result.returncode for result in results] == [0, 0]
    waiting = [result.stderr for result in results if "Waiting for process" in result.stderr]
    assert len(waiting) == 1
    assert re.search(r"\(import of (my-claims|measured), since \d{4}-", waiting[0])
    assert json.loads(command("info", "--format", "json").stdout)["imports"] == ["measured", "my-claims"]
    assert {"measured", "my-claims"} <= current_generation(home).manifest["accounts"].keys()


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
