"""N-Triples are validated as the graph that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph, URIRef

from claimgraph.datasets import read_dataset
from claimgraph.namespaces import expand_iri
from claimgraph.pipeline import import_dataset
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.validation import (
    load_shape_rules,
    load_shapes,
    load_vocabulary,
    run_pyshacl,
    shape_rules_from_graphs,
    to_rdflib_graph,
    validate_graph,
    validate_ntriples,
)
from tests.support.pages_and_shapes import EMPTY, SHAPES, parse_turtle

PAGE = (
    "<https://example.org/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/Page> .\n"
)


def test_n_triples_and_a_graph_give_the_same_violations() -> None:
    data, shapes = parse_turtle(":p a :Page ; :number 12 . [] a :Page ."), parse_turtle(SHAPES)
    violations = validate_ntriples(data.serialize(format="nt"), shape_rules_from_graphs(shapes, EMPTY))
    assert violations == validate_graph(data, shapes, vocabulary=EMPTY, engine=run_pyshacl)
    assert len(violations) == 3


def test_what_only_the_context_describes_is_looked_up_and_not_reported() -> None:
    book = "<https://example.org/b> <https://example.org/page> <https://example.org/q> .\n"
    rules = shape_rules_from_graphs(parse_turtle(SHAPES), EMPTY)
    assert validate_ntriples(book, rules, context=PAGE) == []
    assert len(validate_ntriples(PAGE, rules)) == 1
    assert validate_ntriples(PAGE, rules, context=book.replace("/q>", "/p>")) == []


def test_what_data_and_context_both_describe_is_reported() -> None:
    page = PAGE.replace("/Page>", "/Other>")
    assert (
        len(validate_ntriples(page, shape_rules_from_graphs(parse_turtle(SHAPES), EMPTY), context=PAGE)) == 1
    )


def test_what_nothing_describes_is_reported() -> None:
    shape = ":S a sh:NodeShape ; sh:targetObjectsOf :page ; sh:property :P . :P sh:path :n ; sh:minCount 1 ."
    book = "<https://example.org/b> <https://example.org/page> <https://example.org/p> .\n"
    rules = shape_rules_from_graphs(parse_turtle(shape), EMPTY)
    assert [violation.focus for violation in validate_ntriples(book, rules)] == ["https://example.org/p"]


def test_line_ends_of_unicode_within_a_literal_end_no_line() -> None:
    text = '<https://example.org/x> <https://example.org/says> "\u2028<https://example.org/p> " .\n'
    assert validate_ntriples(text, shape_rules_from_graphs(parse_turtle(SHAPES), EMPTY), context=PAGE) == []


def test_the_digest_of_the_rules_is_that_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "shapes").mkdir()
    core = tmp_path / "ontology" / "core.ttl"
    core.write_text("<a:b> <a:c> 1 .")
    before = load_shape_rules(SourceTree(tmp_path)).digest
    assert load_shape_rules(SourceTree(tmp_path)).digest == before
    core.write_text("<a:b> <a:c> 2 .")
    assert load_shape_rules(SourceTree(tmp_path)).digest != before


def test_both_engines_find_the_same_violations_in_shipped_data_that_was_damaged() -> None:
    source_tree = default_source_tree()
    data = damage(to_rdflib_graph(read_shipped_tables()))
    violations = validate_graph(
        data, load_shapes(source_tree), vocabulary=load_vocabulary(source_tree), engine=run_pyshacl
    )
    assert len({violation.rule for violation in violations}) >= 6
    assert validate_ntriples(data.serialize(format="nt"), load_shape_rules(source_tree)) == violations


def read_shipped_tables() -> Iterator[Quad]:
    """Our own tables; pySHACL would take an hour for the data sets of others."""
    for folder in (
        default_source_tree().root / "data" / name for name in ("curated", "entities", "fabs", "sensitive")
    ):
        yield from parse(import_dataset(folder, read_dataset(folder)).text, format=RdfFormat.N_TRIPLES)


def damage(data: Graph) -> Graph:
    for predicate in (
        "cg:inSource",
        "cg:fabStatus",
        "cg:claimType",
        "cg:metric",
        "cg:assertsUnit",
        "cg:edtf",
    ):
        subject = min(data.subjects(URIRef(expand_iri(predicate))))
        data.remove((subject, URIRef(expand_iri(predicate)), None))
    return data
