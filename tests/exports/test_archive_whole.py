"""The archive of all shipped data: numbers as the server spells them; in the open one nothing restricted."""

from __future__ import annotations

import re
import zipfile

import pytest

from claimgraph import namespaces
from claimgraph.exports import write_archive
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

# Literals as N-Quads writes them, with their graph.
TEXT = re.compile(r'^\S+ \S+ ("(?:[^"\\]|\\.)*")\S* <(\S+)> \.$', re.MULTILINE)
NUMBER = re.compile(
    r'"([^"]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#((?:integer|decimal|double|int|long))>'
)


@pytest.fixture(scope="module")
def open_members(whole: Generation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The members of the open archive."""
    path = write_archive(whole, "open", ["nq"], tmp_path_factory.mktemp("open") / "open.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def texts_by_graph(nquads: str) -> dict[str, set[str]]:
    by_graph: dict[str, set[str]] = {}
    for text, graph in TEXT.findall(nquads):
        by_graph.setdefault(graph, set()).add(text)
    return by_graph


def test_the_open_archive_has_every_open_graph_and_no_other(
    whole: Generation, open_members: dict[str, str]
) -> None:
    graphs = {line.rsplit("<", 1)[1][:-3] for line in open_members["data/claimgraph.nq"].splitlines()}
    manifest = whole.manifest["graphs"].items()
    open_graphs = {graph for graph, entry in manifest if entry["reuse"] == "open" and not entry["sensitive"]}
    assert graphs == open_graphs | {namespaces.GRAPH + "inferred"}  # derived again


def test_no_text_of_an_excluded_graph_is_in_the_open_archive(
    whole: Generation, open_members: dict[str, str]
) -> None:
    exported, everywhere = (
        texts_by_graph(open_members["data/claimgraph.nq"]),
        texts_by_graph(whole.graph_file.read_text("utf-8")),
    )
    names = ("eto-chip-explorer", "ncses-ai-coauthorship", "fabs", "sensitive")
    excluded = {namespaces.GRAPH + name for name in names}
    elsewhere = set().union(*(texts for graph, texts in everywhere.items() if graph not in excluded))
    excluded_only = set().union(*(everywhere[graph] for graph in excluded)) - elsewhere
    assert len(excluded_only) > 10_000
    assert set().union(*exported.values()) & excluded_only == set()


def test_the_archive_spells_every_number_as_the_server_does(
    whole: Generation, whole_store: EmbeddedStore
) -> None:
    rows = whole_store.select(
        "SELECT DISTINCT (STR(?o) AS ?number) (DATATYPE(?o) AS ?type)"
        " WHERE { GRAPH ?g { ?s ?p ?o FILTER(isNumeric(?o)) } }"
    )
    answered = {(row["number"].value, row["type"].value.rpartition("#")[2]) for row in rows}
    stored = set(NUMBER.findall(whole.graph_file.read_text("utf-8")))
    assert len(answered) > 10_000
    assert stored == answered
