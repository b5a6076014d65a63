"""A wheel, installed in a clean environment elsewhere, builds and serves the same graph.

Its build gets the notes of ours, which count only for the same data, code and versions: using them shows
that the wheel has all of these. What it gets no notes on, it does itself.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from claimgraph.generations import Generation
from claimgraph.source_tree import default_source_tree, is_checkout
from tests.support.builds import build_folder
from tests.support.waiting import PATIENCE, PROGRAM_PATIENCE, wait_until

ROOT = default_source_tree().root
ANEW = ("eto-chip-explorer", "fabs")  # one read by a module, one by the map of its columns


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `claimgraph` of an environment that has nothing but the wheel and the locked dependencies."""
    assert is_checkout()
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=PROGRAM_PATIENCE)
    venv.create(folder / "venv", with_pip=True)
    pip = [
        str(folder / "venv" / "bin" / "pip"),
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    subprocess.run(
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.lock")],
        check=True,
        timeout=PROGRAM_PATIENCE,
    )
    subprocess.run([*pip, "--no-deps", *map(str, folder.glob("*.whl"))], check=True, timeout=PROGRAM_PATIENCE)
    return folder / "venv" / "bin" / "claimgraph"


@pytest.fixture(scope="module")
def messages(
    command: Path, whole: Generation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """What a server started from the wheel, in an empty folder, says until it serves."""
    folder = tmp_path_factory.mktemp("elsewhere")
    built = folder / "build"
    copy_notes(build_folder(whole) / "cache", built / "cache")
    environment = {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "CLAIMGRAPH_PORT": "0",
        "CLAIMGRAPH_BUILD_FOLDER": str(built),
        "CLAIMGRAPH_QUERY_SECONDS": str(PATIENCE),
    }
    with subprocess.Popen(
        [command, "serve"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            yield list(until_it_serves(server.stderr))
        finally:
            server.terminate()


def copy_notes(notes: Path, folder: Path) -> None:
    """Copy the notes of a build, but none on the consistency of the ontology nor on the data sets in ANEW."""
    names = ("consistency-*", *(f"*-{name}.*" for name in ANEW))
    shutil.copytree(notes, folder, ignore=shutil.ignore_patterns(*names))


def until_it_serves(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if "http://" in line:
            return


@pytest.fixture(scope="module")
def address(messages: list[str]) -> str:
    address = next(word for word in messages[-1].split() if word.startswith("http://"))
    wait_until(lambda: listens(address))
    return address


def listens(address: str) -> bool:
    """Whether the server takes connections; it says its address a moment before."""
    url = httpx.URL(address)
    with socket.socket() as connection:
        return connection.connect_ex((url.host, url.port)) == 0


get = partial(httpx.get, timeout=PATIENCE)


def test_the_wheel_builds_the_same_generation(messages: list[str], whole: Generation) -> None:
    assert f"generation {whole.name} " in messages[-1]


def test_the_wheel_has_the_same_code_and_data(messages: list[str]) -> None:
    """No more is done anew than what it has no notes on."""
    (report,) = (message for message in messages if message.startswith("Built generation"))
    names = ", ".join(ANEW)
    assert f"imported: {names}; validated: {names})" in " ".join(report.split())


def test_the_wheel_serves_the_same_graph(address: str, whole: Generation) -> None:
    query = "SELECT (COUNT(*) AS ?triples) WHERE { ?subject ?predicate ?object }"
    response = get(f"{address}/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    quads = whole.graph_file.read_text("utf-8").splitlines()
    shown = {line.rpartition(" <")[0] for line in quads if "graph/sensitive> ." not in line}
    assert int(response.text.split()[1]) == len(shown)


def test_the_wheel_has_a_page_with_its_style(address: str) -> None:
    page = get(f"{address}/claims/musk-2025-all-chip-fabs-in-taiwan")
    assert page.status_code == 200
    assert "Elon Musk" in page.text
    assert get(f"{address}/openapi.json").json()["info"]["title"]
