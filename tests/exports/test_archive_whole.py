"""The open archive of everything shipped holds nothing of the data sets that may not be reused freely."""

from __future__ import annotations

import re
import zipfile

import pytest

from claimgraph import namespaces
from claimgraph.exports import write_archive
from claimgraph.generations import Generation

# Text of these graphs, as N-Quads writes it; a name that open graphs have, too, is nobody's.
TEXT = re.compile(r'^\S+ \S+ ("(?:[^"\\]|\\.)*")\S* <(\S+)> \.$', re.MULTILINE)


@pytest.fixture(scope="module")
def opened(whole: Generation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The members of the open archive."""
    path = write_archive(whole, "open", ["nq"], tmp_path_factory.mktemp("open") / "open.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def texts(nquads: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text, graph in TEXT.findall(nquads):
        found.setdefault(graph, set()).add(text)
    return found


def test_it_has_every_open_graph_and_no_other(whole: Generation, opened: dict[str, str]) -> None:
    graphs = {line.rsplit("<", 1)[1][:-3] for line in opened["data/claimgraph.nq"].splitlines()}
    manifest = whole.manifest["graphs"].items()
    free = {graph for graph, entry in manifest if entry["reuse"] == "open" and not entry["sensitive"]}
    assert graphs == free | {namespaces.GRAPH + "inferred"}  # reasoned anew


def test_no_text_is_in_it_that_only_a_graph_left_out_has(whole: Generation, opened: dict[str, str]) -> None:
    here, everywhere = texts(opened["data/claimgraph.nq"]), texts(whole.graph_file.read_text("utf-8"))
    names = ("eto-chip-explorer", "ncses-ai-coauthorship", "fabs", "sensitive")
    left_out = {namespaces.GRAPH + name for name in names}
    elsewhere = set().union(*(found for graph, found in everywhere.items() if graph not in left_out))
    only_there = set().union(*(everywhere[graph] for graph in left_out)) - elsewhere
    assert len(only_there) > 10_000
    assert set().union(*here.values()) & only_there == set()
