"""The documents keep their promises: nothing is left out, links lead somewhere, examples are real."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import takewhile
from pathlib import Path
from pydoc import locate

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib.plugins.sparql import prepareQuery

from claimgraph.cli import app
from claimgraph.config import Settings
from claimgraph.datasets import Dataset
from claimgraph.exports import read_public_quads
from claimgraph.generations import Generation
from claimgraph.model import columns_of
from claimgraph.namespaces import CG
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import RECORD_TABLES
from claimgraph.stores import read_outline

ROOT = default_source_tree().root
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("**/*.md")),
    *sorted((ROOT / "data").glob("*/README.md")),
    ROOT / "bench" / "README.md",
]
COLUMNS = ROOT / "docs" / "reference" / "columns.md"
OPERATING = ROOT / "docs" / "guides" / "operate.md"
FENCE = re.compile(r"^ *```(\w+)?\n(.*?)^ *``` *$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FOLDERS = ("api", "bench", "data", "docs", "ontology", "requirements", "shapes", "tests")
FILE_NAME = re.compile(r"[\w.<>*/-]+\.(?:py|rq|ttl)")
# Files that are not in the repository: of an archive, of a publisher, or the reader's own.
FILES_ELSEWHERE = {
    "data/claimgraph.nq", "data/claimreview.json", "data/ttl/<graph>.ttl", "data/csv/<graph>/<table>.csv",
    "data/parquet/<graph>/<table>.parquet", "checks/*.rq",
    "data/epoch/", "data/country-codes.csv", "data/README.md",
    "question.rq", "fabs.rq", "api/claimgraph/queries/claims_by_speaker.rq", "claimgraph.toml",
}  # fmt: skip
COUNTED = {
    "claims": "Claim",
    "utterances": "Utterance",
    "propositions": "Proposition",
    "lines of evidence": "EvidenceLine",
    "judged relations": "ClaimRelation",
    "observations": "Observation",
    "metrics": "Metric",
    "entities": "Entity",
    "nations": "Nation",
    "models": "AIModel",
    "chips": "Chip",
    "data centres": "DataCenter",
    "fabs": "Fab",
}

document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def fenced(path: Path, language: str) -> list[str]:
    return [block for found, block in FENCE.findall(path.read_text("utf-8")) if found == language]


def prose(path: Path) -> str:
    return FENCE.sub("", path.read_text("utf-8"))


def section(path: Path, heading: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    rank = heading.count("#")
    found = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{rank}}} |\Z)", prose(path), re.DOTALL | re.MULTILINE
    )
    assert found, f"{path.name} has no heading {heading!r}"
    return found[1]


def first_cells(text: str) -> list[str]:
    """The code in the first column of a section's tables."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The fragments that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_every_column_is_explained_in_its_place(table: str) -> None:
    assert first_cells(section(COLUMNS, f"### {table}")) == list(columns_of(RECORD_TABLES[table]))


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_a_column_is_called_required_if_its_empty_cell_is_refused(table: str) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| yes \|", section(COLUMNS, f"### {table}"), re.MULTILINE)
    refused = [
        name for name, column in columns_of(RECORD_TABLES[table]).items() if not column.many | column.optional
    ]
    assert rows == refused


def test_every_key_of_a_dataset_is_explained() -> None:
    explained = first_cells(section(COLUMNS, "## dataset.toml"))
    assert explained == [name for name in Dataset.model_fields if name != "slug"]  # the slug is the folder


def test_the_heading_that_an_error_message_points_to_is_there() -> None:
    assert "| you know | write |" in section(COLUMNS, "## Dates")


@pytest.mark.parametrize(
    "command", [command.name or command.callback.__name__ for command in app.registered_commands]
)
def test_every_command_is_shown(command: str) -> None:
    assert any(f"claimgraph {command}" in path.read_text("utf-8") for path in DOCUMENTS)


def test_every_setting_is_explained_with_its_usual_value() -> None:
    rows = re.findall(
        r"^\| `CLAIMGRAPH_(\w+)` \| `(\w+)` \| ([^|]+) \|", section(OPERATING, "## Settings"), re.MULTILINE
    )
    assert [key for _, key, _ in rows] == list(Settings.model_fields)
    assert all(name == key.upper() for name, key, _ in rows)
    usual = [Settings.model_fields[key].default for _, key, _ in rows[1:]]  # the folder's is computed
    assert [value for _, _, value in rows[1:]] == [
        str(value).removesuffix(".0").replace("None", "none") for value in usual
    ]


def test_the_layers_are_those_that_are_enforced() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = [layer.split(" | ") for layer in contracts["contracts"][0]["layers"]]
    enforced = {(str(number), room) for number, rooms in enumerate(layers, 1) for room in rooms}
    told = re.findall(
        r"^\| (\d+) \| `(\w+)` \|", prose(ROOT / "docs" / "reference" / "architecture.md"), re.MULTILINE
    )
    assert set(told) == enforced


@document
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(prose(path)):
        if target.startswith("https://"):
            continue
        file, _, fragment = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), target
        assert not fragment or fragment in anchors(goal), target


@cache
def repository_files() -> frozenset[str]:
    """Files and folders, as paths from the root."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return frozenset(FOLDERS).union(path.relative_to(ROOT).as_posix() for path in paths)


def is_in_repository(name: str) -> bool:
    """True if a path, or the end of one, is there; `<Class>` and `*` stand for any name."""
    pattern = re.sub(r"\\\*|<\w+>", "[^/]+", re.escape(name.rstrip("/")))
    return any(re.search(rf"(^|/){pattern}$", path) for path in repository_files())


@document
def test_every_file_that_is_named_exists(path: Path) -> None:
    names = [name for name in CODE.findall(prose(path)) if name not in FILES_ELSEWHERE]
    paths = [name for name in names if re.fullmatch(rf"({'|'.join(FOLDERS)})/[\w.<>*/-]*", name)]
    files = [name for name in names if FILE_NAME.fullmatch(name) and name[0] not in "./"]
    assert [name for name in [*paths, *files] if not is_in_repository(name)] == []


@document
def test_every_module_and_function_that_is_named_exists(path: Path) -> None:
    names = re.findall(r"`(claimgraph(?:\.[a-z]\w*)+)`", prose(path))
    assert [name for name in names if name not in FILES_ELSEWHERE and locate(name) is None] == []


def members_by_class(generation: Generation) -> Counter[str]:
    """How many things the graph describes, by class of ours."""
    with generation.graph_file.open(encoding="utf-8") as lines:
        statements = {tuple(line.split(" ", 3)[:3]) for line in lines if "rdf-syntax-ns#type> <" in line}
    types = (found for _, _, found in statements if found.startswith(f"<{CG}"))
    return Counter(found[len(CG) + 1 : -1] for found in types)


@pytest.fixture(scope="module")
def members(whole: Generation) -> Counter[str]:
    return members_by_class(whole)


@pytest.mark.parametrize("noun", COUNTED)
def test_the_front_page_counts_right(noun: str, members: Counter[str]) -> None:
    found = re.search(rf"(about )?(\d[\d,]*) {noun}\b", section(ROOT / "README.md", "## What is in it"))
    assert found, f"README.md no longer counts {noun}"
    number = found[2].replace(",", "")
    zeros = len([*takewhile("0".__eq__, reversed(number))]) if found[1] else 0
    assert int(number) == round(members[COUNTED[noun]], -zeros)


@document
def test_every_fenced_block_says_its_language_and_ends(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"^ *```", FENCE.sub("", text), re.MULTILINE)
    assert "" not in [language for language, _ in FENCE.findall(text)]


@document
def test_every_query_can_be_read(path: Path) -> None:
    blocks = fenced(path, "sparql")
    assert len(blocks) == path.read_text("utf-8").count("```sparql")
    for block in blocks:
        prepareQuery(block)
        read_outline(block)  # refuses what our endpoint refuses


def test_there_are_queries_to_read() -> None:
    assert sum(len(fenced(path, "sparql")) for path in DOCUMENTS) > 1


@document
def test_every_triple_shown_is_in_the_graph(path: Path, generation: Generation) -> None:
    graph = {quad.triple for quad in read_public_quads(generation)}
    for block in fenced(path, "turtle"):
        quads = parse(block, format=RdfFormat.TURTLE)
        assert [str(quad.triple) for quad in quads if quad.triple not in graph] == []


def test_the_claim_walked_through_is_shown_in_turtle() -> None:
    assert fenced(ROOT / "docs" / "reference" / "model.md", "turtle")
