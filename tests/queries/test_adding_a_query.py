"""Adding a query is adding one file: the guide's one, in a copy of the package, is found by every door."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest

from claimgraph.source_tree import default_source_tree
from tests.support.serving import publish_pages

ROOT = default_source_tree().root
GUIDE = (ROOT / "docs" / "guides" / "add-a-query.md").read_text("utf-8")
NAME = "claims_by_speaker"
# Everything that a client of the server and of the command line gets to see of the new query.
ASK = """
import io, json, sys
from contextlib import redirect_stdout
from claimgraph.cli.commands import app
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from tests.support.serving import serve_generation

def run(*arguments):
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")) as out:
        app(["query", *arguments], standalone_mode=False)
    out.flush()
    return out.buffer.getvalue().decode()

seen = {}
address = "/queries/claims_by_speaker"
with serve_generation(current_generation(Settings().build_folder)) as client:
    seen["list"] = [query["name"] for query in client.get("/queries").json()["queries"]]
    seen["csv"] = client.get(address + ".csv?speaker=person/ann&since=2025-03-31").text
    seen["json"] = client.get(address + "?speaker=person/ann&since=2025-04-01").json()
    seen["page"] = client.get(address + ".html?speaker=person/ann").text
    seen["wrong"] = client.get(address + ".csv?speaker=ann").json()["detail"]
    seen["operation"] = client.get("/openapi.json").json()["paths"][address]["get"]
    seen["editor"] = client.get("/sparql", headers={"Accept": "text/html"}).text
seen["command"] = run("--named", "claims_by_speaker", "--param", "speaker=person/ann", "--format", "csv")
seen["commands"] = [query["name"] for query in json.loads(run("--list", "--format", "json"))["queries"]]
json.dump(seen, sys.stdout)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of this package shows after one file was added to it."""
    copy, build_folder = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT / "api" / "claimgraph", copy / "api" / "claimgraph")
    for folder in ("ontology", "shapes", "data", "tests"):
        (copy / folder).symlink_to(ROOT / folder)
    query = re.findall(r"```sparql\n(.*?)```", GUIDE, re.DOTALL)[0]  # its first example
    (copy / "api" / "claimgraph" / "queries" / f"{NAME}.rq").write_text(query, "utf-8")
    publish_pages(build_folder)
    environment = {
        "CLAIMGRAPH_BUILD_FOLDER": str(build_folder),
        "PYTHONPATH": f"{copy / 'api'}{os.pathsep}{copy}",
    }
    result = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=copy,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    shown: dict[str, Any] = json.loads(result.stdout)
    return shown


def test_it_is_in_the_lists(seen: dict[str, list[str]]) -> None:
    assert NAME in seen["list"]
    assert NAME in seen["commands"]


def test_it_is_answered_in_data_formats(seen: dict[str, Any]) -> None:
    row = "https://w3id.org/claimgraph/id/claim/all-fabs,All fabs are in Utopia.,2025-03"
    assert seen["csv"].splitlines() == ["claim,text,said", row]
    assert seen["json"]["results"]["bindings"] == []  # nothing was said after that day


def test_it_has_a_page(seen: dict[str, str]) -> None:
    assert "<h1>Claims that somebody made on a day or later</h1>" in seen["page"]
    assert 'href="/claims/all-fabs"' in seen["page"]
    assert '<input id="param-since" name="since" type="date"' in seen["page"]


def test_its_parameters_are_strict(seen: dict[str, str]) -> None:
    assert seen["wrong"].startswith(f"?speaker of {NAME} cannot be 'ann'. Expected: a cg:Entity")


def test_it_has_an_operation(seen: dict[str, Any]) -> None:
    assert seen["operation"]["summary"] == "Claims that somebody made on a day or later"
    speaker, since = seen["operation"]["parameters"]
    assert (speaker["name"], speaker["required"], speaker["example"]) == ("speaker", True, "person/elon-musk")
    assert (since["name"], since["required"], since["schema"]) == (
        "since",
        False,
        {"type": "string", "format": "date"},
    )


def test_it_is_an_example_of_the_editor(seen: dict[str, str]) -> None:
    assert "Claims that somebody made on a day or later" in seen["editor"]


def test_it_is_a_command(seen: dict[str, str]) -> None:
    header, row = seen["command"].splitlines()
    assert (header, row.split(",")[1]) == ("claim,text,said", "All fabs are in Utopia.")
