"""RDF files of others are read strictly, or refused with place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.compare import isomorphic

from claimgraph.validation import (
    FORMAT_BY_EXTENSION,
    RdfFileError,
    read_ntriples,
    read_rdf_file,
    to_rdflib_graph,
)

TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c>"
CONTENTS = {
    ".ttl": f"{TRIPLE} .",
    ".nt": f"{TRIPLE} .",
    ".nq": f"{TRIPLE} <https://example.org/graph> .",
    ".trig": f"<https://example.org/graph> {{ {TRIPLE} }}",
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="https://example.org/">'
    '<r:Description r:about="https://example.org/a"><b r:resource="https://example.org/c"/></r:Description></r:RDF>',
    ".jsonld": '{"@id": "https://example.org/a", "https://example.org/b": {"@id": "https://example.org/c"}}',
}
CONTENTS[".xml"] = CONTENTS[".rdf"]


def write_file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("extension", FORMAT_BY_EXTENSION)
def test_every_format_reads_as_the_same_triple(extension: str, tmp_path: Path) -> None:
    for mark in ("", "\ufeff"):
        graph = read_rdf_file(write_file(tmp_path, f"file{extension}", mark + CONTENTS[extension]))
        assert list(graph) == [tuple(URIRef(f"https://example.org/{name}") for name in "abc")]


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        ("a.ttl", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", "2:13", "not a valid RDF object"),
        ("a.ttl", "\na:b a:c 1 .", "2:1", "Declare it at the top"),
        ("a.ttl", "<a> <a:c> 1 .", "1:1", "declare @base"),
        ("a.nt", '<a:b> <a:c> "caf\xe9" .'.encode("latin-1"), "1:", "Save the file as UTF-8"),
        ("a.nq", "<a:b> <a:c> .", "1:", "object of a triple"),
        ("a.jsonld", '{"@id": "a:b",\n "a:c": }', "2:", "Unexpected"),
        ("a.rdf", '<r:RDF xmlns:r="a:b">\n<r:a></r:b></r:RDF>', "2:", "ill-formed"),
    ],
)
def test_a_syntax_error_names_file_line_column_and_fix(
    name: str, content: str | bytes, place: str, message: str, tmp_path: Path
) -> None:
    path = write_file(tmp_path, name, content)
    with pytest.raises(RdfFileError) as caught:
        read_rdf_file(path)
    assert str(caught.value).startswith(f"{path}:{place}")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", r"'\.txt'.*\.ttl, \.nt, \.nq"),
        ("a.jsonld", '{"@context": "https://schema.org/", "name": "x"}', "never fetched"),
        ("a.ttl", "<a:b> <a:c> <<( <a:b> <a:c> <a:d> )>> .", r"RDF 1\.1"),
        ("a.ttl", "<a:b> <a:c> 'x'@ar--rtl .", r"RDF 1\.1"),
        ("a.rdf", "<html/>", "XML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    name: str, content: str, message: str, tmp_path: Path
) -> None:
    path = write_file(tmp_path, name, content)
    with pytest.raises(RdfFileError, match=message):
        read_rdf_file(path)
    with pytest.raises(RdfFileError, match=message):
        read_ntriples([path])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RdfFileError, match="No such file"):
        read_rdf_file(tmp_path / "missing.ttl")


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    first = read_rdf_file(write_file(tmp_path, "first.ttl", "_:x <a:b> 1 ."))
    second = read_rdf_file(write_file(tmp_path, "second.ttl", "_:x <a:b> 1 ."))
    assert len(first + second) == 2


def test_n_triples_of_files_say_what_their_graphs_say(tmp_path: Path) -> None:
    first = write_file(tmp_path, "first.ttl", "_:x <a:b> 01 , 'x'@en , [] , <a:c> . <a:a> <a:b> _:x .")
    second = write_file(tmp_path, "second.ttl", "_:x <a:b> 01 , 'two\u2028lines', 'x\\n\"y\"' .")
    graph = to_rdflib_graph(parse(read_ntriples([first, second]), format=RdfFormat.N_TRIPLES))
    assert isomorphic(graph, read_rdf_file(first) + read_rdf_file(second))


def test_literals_keep_their_lexical_forms(tmp_path: Path) -> None:
    lexical_forms = {"01", "2025-13-01", "plain", "1.50"}
    text = " , ".join(("01", '"2025-13-01"^^<http://www.w3.org/2001/XMLSchema#date>', '"plain"', "1.50"))
    graph = read_rdf_file(write_file(tmp_path, "file.ttl", f"<a:b> <a:c> {text} ."))
    assert {str(value) for value in graph.objects()} == lexical_forms


def test_triples_become_an_rdflib_graph() -> None:
    triple = Triple(NamedNode("a:b"), NamedNode("a:c"), Literal("x", language="en"))
    assert list(to_rdflib_graph([triple])) == [(URIRef("a:b"), URIRef("a:c"), RdflibLiteral("x", lang="en"))]
