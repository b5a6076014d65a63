"""Findings say which rule, thing, place and value; files that cannot be read say where and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import SH, Graph, URIRef
from rdflib import Literal as RdflibLiteral

from claimgraph.datasets import read_dataset
from claimgraph.namespaces import expand_iri
from claimgraph.pipeline.dataset_graph import import_dataset
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.validation import (
    FORMAT_BY_EXTENSION,
    RdfFileError,
    ShaclEngine,
    ShapesError,
    Violation,
    load_shape_rules,
    load_shapes,
    load_vocabulary,
    read_rdf_file,
    run_pyshacl,
    run_shifty,
    shape_rules_from_graphs,
    sparql_path,
    to_rdflib_graph,
    validate_graph,
    validate_ntriples,
)

PREFIXES = """
@prefix : <https://example.org/> .
@prefix cgs: <https://w3id.org/claimgraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = """
cgs:Page a sh:NodeShape ; sh:targetClass :Page ; sh:property cgs:Page-part , cgs:Page-number .
cgs:Page-part a sh:PropertyShape ; sh:path [ sh:inversePath :page ] ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "No book has this page." .
cgs:Page-number a sh:PropertyShape ; sh:path :number ; sh:maxInclusive 9 ; sh:message "Too high." .
"""
EMPTY = Graph()


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_finding_names_rule_severity_thing_path_value_and_message() -> None:
    data = turtle(":p a :Page ; :number 12 . :b :page :p .")
    page, number = "https://example.org/p", "https://example.org/number"
    assert validate_graph(data, turtle(SHAPES), vocabulary=EMPTY) == [
        Violation("cgs:Page-number", "Violation", page, number, "12", "Too high.")
    ]


def test_findings_are_sorted_by_thing_then_rule() -> None:
    data = turtle(":b a :Page ; :number 12 . :a a :Page .")
    found = validate_graph(data, turtle(SHAPES), vocabulary=EMPTY)
    assert [(each.focus[-1], each.rule, each.severity) for each in found] == [
        ("a", "cgs:Page-part", "Warning"),
        ("b", "cgs:Page-number", "Violation"),
        ("b", "cgs:Page-part", "Warning"),
    ]


def test_things_that_only_the_vocabulary_describes_are_not_reported() -> None:
    vocabulary = turtle(":p a :Page .")
    assert validate_graph(EMPTY, turtle(SHAPES), vocabulary=vocabulary) == []


def test_vocabularies_are_reported_when_they_are_the_data() -> None:
    assert len(validate_graph(turtle(":p a :Page ."), turtle(SHAPES), vocabulary=EMPTY)) == 1


def test_subclasses_of_the_vocabulary_count() -> None:
    vocabulary = turtle(":Cover <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Page .")
    assert len(validate_graph(turtle(":p a :Cover ."), turtle(SHAPES), vocabulary=vocabulary)) == 1


def test_validating_leaves_data_and_shapes_as_they_were() -> None:
    data, shapes = turtle(":p a :Page ."), turtle(SHAPES)
    before = len(data), len(shapes)
    validate_graph(data, shapes, vocabulary=turtle(":q a :Page ."))
    assert (len(data), len(shapes)) == before


def test_a_blank_node_has_no_name_that_could_differ_between_runs() -> None:
    finding = validate_graph(turtle("[] a :Page ."), turtle(SHAPES), vocabulary=EMPTY)[0]
    assert finding.focus == "[]"


BROKEN = {
    run_pyshacl: "cgs:Page a sh:NodeShape ; sh:targetClass :Page ; sh:nodeKind sh:IRI , sh:Literal .",
    run_shifty: 'cgs:Page a sh:NodeShape ; sh:targetClass :Page ; sh:sparql [ sh:select "SELEC" ] .',
}


@pytest.mark.parametrize("engine", BROKEN, ids=lambda engine: engine.__name__)
def test_shapes_that_cannot_be_run_are_an_error_of_ours(engine: ShaclEngine) -> None:
    with pytest.raises(ShapesError, match=r"shapes/"):
        validate_graph(turtle(":p a :Page ."), turtle(BROKEN[engine]), vocabulary=EMPTY, engine=engine)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sh:path", "sh:path"),
        ("[ sh:inversePath sh:path ]", "^sh:path"),
        ("( sh:path [ sh:inversePath sh:class ] )", "sh:path/^sh:class"),
        ("[ sh:alternativePath ( sh:path sh:class ) ]", "(sh:path|sh:class)"),
        ("[ sh:oneOrMorePath [ sh:inversePath sh:path ] ]", "(^sh:path)+"),
    ],
)
def test_paths_read_as_in_sparql(path: str, text: str) -> None:
    shapes = turtle(f":rule sh:path {path} .")
    node = next(shapes.objects(URIRef("https://example.org/rule"), SH.path))
    assert sparql_path(shapes, node) == text


TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c>"
CONTENTS = {
    ".ttl": f"{TRIPLE} .",
    ".nt": f"{TRIPLE} .",
    ".nq": f"{TRIPLE} <https://example.org/graph> .",
    ".trig": f"<https://example.org/graph> {{ {TRIPLE} }}",
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="https://example.org/">'
    '<r:TripleIndex r:about="https://example.org/a"><b r:resource="https://example.org/c"/></r:TripleIndex></r:RDF>',
    ".jsonld": '{"@id": "https://example.org/a", "https://example.org/b": {"@id": "https://example.org/c"}}',
}
CONTENTS[".xml"] = CONTENTS[".rdf"]


@pytest.mark.parametrize("extension", FORMAT_BY_EXTENSION)
def test_every_format_reads_as_the_same_triple(extension: str, tmp_path: Path) -> None:
    graph = read_rdf_file(written(tmp_path, f"file{extension}", CONTENTS[extension]))
    assert list(graph) == [tuple(URIRef(f"https://example.org/{name}") for name in "abc")]


@pytest.mark.parametrize(
    ("name", "content", "place", "says"),
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
def test_a_syntax_error_names_file_line_and_column_and_the_mend(
    name: str, content: str | bytes, place: str, says: str, tmp_path: Path
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(RdfFileError) as caught:
        read_rdf_file(path)
    assert str(caught.value).startswith(f"{path}:{place}")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", r"'\.txt'.*\.ttl, \.nt, \.nq"),
        ("a.jsonld", '{"@context": "https://schema.org/", "name": "x"}', "never fetched"),
        ("a.ttl", "<a:b> <a:c> <<( <a:b> <a:c> <a:d> )>> .", r"RDF 1\.1"),
        ("a.ttl", "<a:b> <a:c> 'x'@ar--rtl .", r"RDF 1\.1"),
        ("a.rdf", "<html/>", "XML"),
    ],
)
def test_a_file_we_do_not_read_says_why(name: str, content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(RdfFileError, match=says):
        read_rdf_file(written(tmp_path, name, content))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(RdfFileError, match="No such file"):
        read_rdf_file(tmp_path / "missing.ttl")


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    one = read_rdf_file(written(tmp_path, "one.ttl", "_:x <a:b> 1 ."))
    two = read_rdf_file(written(tmp_path, "two.ttl", "_:x <a:b> 1 ."))
    assert len(one + two) == 2


def test_literals_keep_the_characters_they_were_written_with(tmp_path: Path) -> None:
    written_so = {"01", "2025-13-01", "plain", "1.50"}
    text = " , ".join(("01", '"2025-13-01"^^<http://www.w3.org/2001/XMLSchema#date>', '"plain"', "1.50"))
    graph = read_rdf_file(written(tmp_path, "file.ttl", f"<a:b> <a:c> {text} ."))
    assert {str(value) for value in graph.objects()} == written_so


def test_triples_become_a_graph() -> None:
    triple = Triple(NamedNode("a:b"), NamedNode("a:c"), Literal("x", language="en"))
    assert list(to_rdflib_graph([triple])) == [(URIRef("a:b"), URIRef("a:c"), RdflibLiteral("x", lang="en"))]


PAGE = (
    "<https://example.org/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/Page> .\n"
)


def test_text_and_graph_give_the_same_findings() -> None:
    data, shapes = turtle(":p a :Page ; :number 12 . [] a :Page ."), turtle(SHAPES)
    found = validate_ntriples(data.serialize(format="nt"), shape_rules_from_graphs(shapes, EMPTY))
    assert found == validate_graph(data, shapes, vocabulary=EMPTY, engine=run_pyshacl)
    assert len(found) == 3


def test_what_only_the_context_describes_is_looked_up_and_not_reported() -> None:
    book = "<https://example.org/b> <https://example.org/page> <https://example.org/q> .\n"
    rules = shape_rules_from_graphs(turtle(SHAPES), EMPTY)
    assert validate_ntriples(book, rules, context=PAGE) == []
    assert len(validate_ntriples(PAGE, rules)) == 1
    assert validate_ntriples(PAGE, rules, context=book.replace("/q>", "/p>")) == []


def test_what_data_and_context_both_describe_is_reported() -> None:
    named = PAGE.replace("/Page>", "/Other>")
    assert len(validate_ntriples(named, shape_rules_from_graphs(turtle(SHAPES), EMPTY), context=PAGE)) == 1


def test_what_nobody_describes_is_reported() -> None:
    rule = ":S a sh:NodeShape ; sh:targetObjectsOf :page ; sh:property :P . :P sh:path :n ; sh:minCount 1 ."
    book = "<https://example.org/b> <https://example.org/page> <https://example.org/p> .\n"
    assert [each.focus for each in validate_ntriples(book, shape_rules_from_graphs(turtle(rule), EMPTY))] == [
        "https://example.org/p"
    ]


def test_line_ends_of_unicode_within_a_text_end_no_line() -> None:
    described = '<https://example.org/x> <https://example.org/says> "\u2028<https://example.org/p> " .\n'
    assert validate_ntriples(described, shape_rules_from_graphs(turtle(SHAPES), EMPTY), context=PAGE) == []


def test_the_digest_of_the_rules_is_that_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "shapes").mkdir()
    core = written(tmp_path / "ontology", "core.ttl", "<a:b> <a:c> 1 .")
    before = load_shape_rules(SourceTree(tmp_path)).digest
    assert load_shape_rules(SourceTree(tmp_path)).digest == before
    core.write_text("<a:b> <a:c> 2 .")
    assert load_shape_rules(SourceTree(tmp_path)).digest != before


def test_text_is_held_to_what_pyshacl_finds_in_the_shipped_data_once_it_is_spoilt() -> None:
    source_tree = default_source_tree()
    data = spoilt(to_rdflib_graph(shipped_triples()))
    found = validate_graph(
        data, load_shapes(source_tree), vocabulary=load_vocabulary(source_tree), engine=run_pyshacl
    )
    assert len({finding.rule for finding in found}) >= 6
    assert validate_ntriples(data.serialize(format="nt"), load_shape_rules(source_tree)) == found


def shipped_triples() -> Iterator[Quad]:
    """What the tables say that curators wrote; pySHACL would take an hour for the data sets of others."""
    for folder in (
        default_source_tree().root / "data" / name for name in ("curated", "entities", "fabs", "sensitive")
    ):
        yield from parse(import_dataset(folder, read_dataset(folder)).text, format=RdfFormat.N_TRIPLES)


def spoilt(data: Graph) -> Graph:
    for predicate in ("cg:inSource", "cg:fabStatus", "cg:claimType", "cg:metric", "qudt:hasUnit", "cg:edtf"):
        victim = min(data.subjects(URIRef(expand_iri(predicate))))
        data.remove((victim, URIRef(expand_iri(predicate)), None))
    return data
