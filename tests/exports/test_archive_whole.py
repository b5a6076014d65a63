"""The archive of all shipped data: numbers as the server spells them; the open one rests on open data."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

import pytest

from claimgraph import namespaces
from claimgraph.exports import write_archive
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

ASSESSMENTS = namespaces.GRAPH + "assessments"
STATEMENT = re.compile(rb"<(\S+)> <(\S+)> <(\S+)> <(\S+)> \.\n")  # one that relates two things
# Literals as N-Quads writes them, with their graph.
TEXT = re.compile(rb'\S+ \S+ ("(?:[^"\\]|\\.)*")\S* <(\S+)> \.\n')
NUMBER = re.compile(
    rb'"([^"]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#((?:integer|decimal|double|int|long))>'
)
Lines = Iterable[bytes]

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
def archived(whole: Generation, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The lines of the open archive."""
    path = write_archive(whole, "open", ["nq"], tmp_path_factory.mktemp("open") / "open.zip")
    with zipfile.ZipFile(path) as archive:
        return archive.read("data/claimgraph.nq").splitlines(keepends=True)


@pytest.fixture
def stored(whole: Generation) -> Iterator[Lines]:
    """The lines of everything shipped, read as they are asked for."""
    with whole.graph_file.open("rb") as file:
        yield file


def texts_by_graph(lines: Lines) -> dict[str, set[bytes]]:
    by_graph: dict[bytes, set[bytes]] = {}
    for match in filter(None, (TEXT.match(line) for line in lines if b'"' in line)):
        by_graph.setdefault(match[2], set()).add(match[1])
    return {graph.decode(): texts for graph, texts in by_graph.items()}


def statements(lines: Lines, part: str) -> Iterator[list[str]]:
    """The terms of the lines that relate two things and hold this part, such as a graph."""
    matches = (STATEMENT.match(line) for line in lines if part.encode() in line)
    return ([term.decode() for term in match.groups()] for match in matches if match)


def test_the_open_archive_has_every_open_graph_and_no_other(whole: Generation, archived: list[bytes]) -> None:
    graphs = {line.rsplit(b"<", 1)[1][:-4].decode() for line in archived}
    manifest = whole.manifest["graphs"].items()
    open_graphs = {graph for graph, entry in manifest if entry["reuse"] == "open" and not entry["sensitive"]}
    in_part = {namespaces.GRAPH + "inferred", ASSESSMENTS}  # what follows from open data
    assert graphs == open_graphs | in_part


def test_no_text_of_an_excluded_graph_is_in_the_open_archive(stored: Lines, archived: list[bytes]) -> None:
    exported, everywhere = texts_by_graph(archived), texts_by_graph(stored)
    names = ("eto-chip-explorer", "ncses-ai-coauthorship", "fabs", "sensitive")
    excluded = {namespaces.GRAPH + name for name in names}
    elsewhere = set().union(*(texts for graph, texts in everywhere.items() if graph not in excluded))
    excluded_only = set().union(*(everywhere[graph] for graph in excluded)) - elsewhere
    catalog = exported[
        namespaces.GRAPH + "catalog"
    ]  # which counts anew; by chance it comes to figures of theirs
    catalog -= {text for text in catalog if text.strip(b'"').isdigit()}
    assert len(excluded_only) > 10_000
    assert set().union(*exported.values()) & excluded_only == set()


def test_the_archive_spells_every_number_as_the_server_does(
    stored: Lines, whole_store: EmbeddedStore
) -> None:
    rows = whole_store.select(
        "SELECT DISTINCT (STR(?o) AS ?number) (DATATYPE(?o) AS ?type)"
        " WHERE { GRAPH ?g { ?s ?p ?o FILTER(isNumeric(?o)) } }"
    )
    answered = {(row["number"].value, row["type"].value.rpartition("#")[2]) for row in rows}
    numbers = {number for line in stored if b"^^" in line for number in NUMBER.findall(line)}
    assert len(answered) > 10_000
    assert {(number.decode(), kind.decode()) for number, kind in numbers} == answered


def links_by_property(lines: Lines, graph: str) -> dict[str, set[str]]:
    """The things to which a graph leads by each property, by short name."""
    links: dict[str, set[str]] = {}
    for _, predicate, thing, name in statements(lines, graph):
        if name == graph:
            links.setdefault(namespaces.compact_iri(predicate), set()).add(thing)
    return links


def test_no_assessment_of_the_open_archive_rests_on_what_the_archive_must_not_hold(
    whole: Generation, stored: Lines, archived: list[bytes]
) -> None:
    links = links_by_property(archived, ASSESSMENTS)
    things = set().union(*(links[name] for name in RESTS_ON))
    restricted_graphs = {iri for iri, entry in whole.manifest["graphs"].items() if entry["reuse"] != "open"}
    computed = {namespaces.GRAPH + "inferred", ASSESSMENTS}
    type_iri = namespaces.expand_iri("rdf:type")
    restricted = {
        subject
        for subject, predicate, _, graph in statements(stored, type_iri)
        if predicate == type_iri and graph in restricted_graphs - computed
    }
    described = {
        subject for subject, predicate, *_ in statements(archived, type_iri) if predicate == type_iri
    }
    assert len(things) > 1000
    assert things & restricted == set()
    assert things - described == set()


def test_the_open_archive_has_most_assessments_and_each_says_that_it_is_open(
    stored: Lines, archived: list[bytes]
) -> None:
    def assessments(lines: Lines) -> set[str]:
        kinds = {namespaces.expand_iri(name) for name in ("cg:Assessment", "cg:ClaimPair")}
        return {
            subject
            for subject, _, kind, graph in statements(lines, ASSESSMENTS)
            if kind in kinds and graph == ASSESSMENTS
        }

    here, everywhere = assessments(archived), assessments(stored)
    assert len(here) > len(everywhere) / 2
    assert here < everywhere
    links = links_by_property(archived, ASSESSMENTS)
    assert links["cg:reuse"] == {namespaces.concept_iri("reuse", "open")}
    assert links["dcterms:license"] == {namespaces.licence_iri("CC-BY-4.0")}
