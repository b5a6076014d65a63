"""The archive of all shipped data: numbers as the server spells them; the open one rests on open data."""

from __future__ import annotations

import re
import zipfile

import pytest

from claimgraph import namespaces
from claimgraph.exports import write_archive
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

STATEMENT = re.compile(r"^<(\S+)> <(\S+)> <(\S+)> <(\S+)> \.$", re.MULTILINE)  # one that relates two things
# Literals as N-Quads writes them, with their graph.
TEXT = re.compile(r'^\S+ \S+ ("(?:[^"\\]|\\.)*")\S* <(\S+)> \.$', re.MULTILINE)
NUMBER = re.compile(
    r'"([^"]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#((?:integer|decimal|double|int|long))>'
)

# How the graph of assessments leads to what a verdict, a reading or a pair of claims is about or rests on.
RESTS_ON = (
    "cg:assesses",
    "cg:onProposition",
    "cg:readsEvidence",
    "cg:usesObservation",
    "cg:ofClaim",
    "cg:figureOf",
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
    in_part = {namespaces.GRAPH + name for name in ("inferred", "assessments")}  # what follows from open data
    assert graphs == open_graphs | in_part


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


def links_by_property(nquads: str, graph: str) -> dict[str, set[str]]:
    """The things to which a graph leads by each property, by short name."""
    links: dict[str, set[str]] = {}
    for _, predicate, thing, name in STATEMENT.findall(nquads):
        if name == namespaces.GRAPH + graph:
            links.setdefault(namespaces.compact_iri(predicate), set()).add(thing)
    return links


def test_no_assessment_of_the_open_archive_rests_on_what_the_archive_must_not_hold(
    whole: Generation, open_members: dict[str, str]
) -> None:
    archive = open_members["data/claimgraph.nq"]
    links = links_by_property(archive, "assessments")
    things = set().union(*(links[name] for name in RESTS_ON))
    restricted_graphs = {iri for iri, entry in whole.manifest["graphs"].items() if entry["reuse"] != "open"}
    computed = {namespaces.GRAPH + name for name in ("inferred", "assessments")}
    type_iri = namespaces.expand_iri("rdf:type")
    restricted = {
        subject
        for subject, predicate, _, graph in STATEMENT.findall(whole.graph_file.read_text("utf-8"))
        if predicate == type_iri and graph in restricted_graphs - computed
    }
    described = {subject for subject, predicate, *_ in STATEMENT.findall(archive) if predicate == type_iri}
    assert len(things) > 1000
    assert things & restricted == set()
    assert things - described == set()


def test_the_open_archive_has_most_assessments_and_each_says_that_it_is_open(
    whole: Generation, open_members: dict[str, str]
) -> None:
    def assessments(nquads: str) -> set[str]:
        kinds = {namespaces.expand_iri(name) for name in ("cg:Assessment", "cg:ClaimPair")}
        graph = namespaces.GRAPH + "assessments"
        return {
            subject for subject, _, kind, name in STATEMENT.findall(nquads) if kind in kinds and name == graph
        }

    archive = open_members["data/claimgraph.nq"]
    here, everywhere = assessments(archive), assessments(whole.graph_file.read_text("utf-8"))
    assert len(here) > len(everywhere) / 2
    assert here < everywhere
    links = links_by_property(archive, "assessments")
    assert links["cg:reuse"] == {namespaces.concept_iri("reuse", "open")}
    assert links["dcterms:license"] == {namespaces.licence_iri("CC-BY-4.0")}
