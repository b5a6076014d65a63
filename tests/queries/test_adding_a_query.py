"""Adding a query is adding one file: in a copy of the package, it is found by every door at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from claimgraph.source_tree import default_source_tree
from tests.support.serving import publish_pages

ROOT = default_source_tree().root
QUERY = """\
#+ summary: Entities of a class that are in a nation
#+ params: ?class (IRI): such as cg:Company, ?nation (IRI of cg:Nation, optional)
#+ returns: ?entity (IRI of cg:Entity), ?name (literal); by IRI
#+ used by: none
#+ expose: yes
PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?entity ?name
WHERE {
  VALUES (?class ?nation) { (cg:Company <https://w3id.org/claimgraph/id/nation/taiwan>) }  # params
  ?entity a ?class ; rdfs:label ?name ; cg:headquarteredIn|cg:affiliatedWith ?nation .
}
ORDER BY ?entity ?name
"""
# Everything that a client of the server and of the command line gets to see of the new query.
ASK = """
import io, json, sys
from contextlib import redirect_stdout
from claimgraph.cli.commands import app
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from tests.support.serving import serving

def run(*arguments):
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")) as out:
        app(["query", *arguments], standalone_mode=False)
    out.flush()
    return out.buffer.getvalue().decode()

seen = {}
with serving(current_generation(Settings().build_folder)) as client:
    seen["list"] = [query["name"] for query in client.get("/queries").json()["queries"]]
    seen["csv"] = client.get("/queries/based_in.csv?class=cg:Company&nation=nation/utopia").text
    seen["json"] = client.get("/queries/based_in?class=cg:Company").json()["results"]["bindings"]
    seen["page"] = client.get("/queries/based_in.html?class=cg:Person").text
    seen["wrong"] = client.get("/queries/based_in.csv?class=Company").json()["detail"]
    seen["operation"] = client.get("/openapi.json").json()["paths"]["/queries/based_in"]["get"]
    seen["editor"] = client.get("/sparql", headers={"Accept": "text/html"}).text
seen["command"] = run("--named", "based_in", "--param", "class=cg:Person", "--format", "csv")
seen["commands"] = [query["name"] for query in json.loads(run("--list", "--format", "json"))["queries"]]
json.dump(seen, sys.stdout)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a copy of this package shows after one file was added to it."""
    copy, build_folder = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT / "api" / "claimgraph", copy / "api" / "claimgraph")
    for folder in ("ontology", "shapes", "data", "tests"):
        (copy / folder).symlink_to(ROOT / folder)
    (copy / "api" / "claimgraph" / "queries" / "based_in.rq").write_text(QUERY, "utf-8")
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
    shown: dict[str, object] = json.loads(result.stdout)
    return shown


def test_it_is_in_the_lists(seen: dict[str, list[str]]) -> None:
    assert "based_in" in seen["list"]
    assert "based_in" in seen["commands"]


def test_it_is_answered_in_data_formats(seen: dict[str, str]) -> None:
    acme = "https://w3id.org/claimgraph/id/company/acme"
    assert seen["csv"].split() == ["entity,name", f"{acme},Acme"]
    assert acme in json.dumps(seen["json"])


def test_it_has_a_page(seen: dict[str, str]) -> None:
    assert "<h1>Entities of a class that are in a nation</h1>" in seen["page"]
    assert 'href="/entities/person/ann"' in seen["page"]


def test_its_parameters_are_strict(seen: dict[str, str]) -> None:
    assert seen["wrong"].startswith("?class of based_in cannot be 'Company'. Expected: an IRI")


def test_it_has_an_operation(seen: dict[str, dict[str, object]]) -> None:
    assert seen["operation"]["summary"] == "Entities of a class that are in a nation"
    assert [parameter["name"] for parameter in seen["operation"]["parameters"]] == ["class", "nation"]  # type: ignore[attr-defined]


def test_it_is_an_example_of_the_editor(seen: dict[str, str]) -> None:
    assert "Entities of a class that are in a nation" in seen["editor"]


def test_it_is_a_command(seen: dict[str, str]) -> None:
    ann = "https://w3id.org/claimgraph/id/person/ann"
    assert seen["command"].splitlines() == ["entity,name", f"{ann},Ann <script>alert(1)</script>"]
