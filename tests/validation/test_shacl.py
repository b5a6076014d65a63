"""Validation reports rule, thing, path, value and message of each violation, whatever the engine."""

from __future__ import annotations

import pytest
from rdflib import SH, URIRef

from claimgraph.validation import (
    ShaclEngine,
    ShapesError,
    Violation,
    run_pyshacl,
    run_shifty,
    sparql_path,
    validate_graph,
)
from tests.support.pages_and_shapes import EMPTY, SHAPES, parse_turtle


def test_a_violation_names_rule_severity_thing_path_value_and_message() -> None:
    data = parse_turtle(":p a :Page ; :number 12 . :b :page :p .")
    page, number = "https://example.org/p", "https://example.org/number"
    assert validate_graph(data, parse_turtle(SHAPES), vocabulary=EMPTY) == [
        Violation("cgs:Page-number", "Violation", page, number, "12", "Too high.")
    ]


def test_violations_are_sorted_by_thing_then_rule() -> None:
    data = parse_turtle(":b a :Page ; :number 12 . :a a :Page .")
    violations = validate_graph(data, parse_turtle(SHAPES), vocabulary=EMPTY)
    assert [(violation.focus[-1], violation.rule, violation.severity) for violation in violations] == [
        ("a", "cgs:Page-part", "Warning"),
        ("b", "cgs:Page-number", "Violation"),
        ("b", "cgs:Page-part", "Warning"),
    ]


def test_things_that_only_the_vocabulary_describes_are_not_reported() -> None:
    vocabulary = parse_turtle(":p a :Page .")
    assert validate_graph(EMPTY, parse_turtle(SHAPES), vocabulary=vocabulary) == []


def test_vocabularies_are_reported_when_they_are_the_data() -> None:
    assert len(validate_graph(parse_turtle(":p a :Page ."), parse_turtle(SHAPES), vocabulary=EMPTY)) == 1


def test_subclasses_of_the_vocabulary_count() -> None:
    vocabulary = parse_turtle(":Cover <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Page .")
    assert (
        len(validate_graph(parse_turtle(":p a :Cover ."), parse_turtle(SHAPES), vocabulary=vocabulary)) == 1
    )


def test_validating_leaves_data_and_shapes_as_they_were() -> None:
    data, shapes = parse_turtle(":p a :Page ."), parse_turtle(SHAPES)
    before = len(data), len(shapes)
    validate_graph(data, shapes, vocabulary=parse_turtle(":q a :Page ."))
    assert (len(data), len(shapes)) == before


def test_a_blank_node_has_no_name_that_could_differ_between_runs() -> None:
    violation = validate_graph(parse_turtle("[] a :Page ."), parse_turtle(SHAPES), vocabulary=EMPTY)[0]
    assert violation.focus == "[]"


BROKEN = {
    run_pyshacl: "cgs:Page a sh:NodeShape ; sh:targetClass :Page ; sh:nodeKind sh:IRI , sh:Literal .",
    run_shifty: 'cgs:Page a sh:NodeShape ; sh:targetClass :Page ; sh:sparql [ sh:select "SELEC" ] .',
}


@pytest.mark.parametrize("engine", BROKEN, ids=lambda engine: engine.__name__)
def test_shapes_that_cannot_be_run_are_an_error_that_names_where_to_fix_them(engine: ShaclEngine) -> None:
    with pytest.raises(ShapesError, match=r"shapes/"):
        validate_graph(
            parse_turtle(":p a :Page ."), parse_turtle(BROKEN[engine]), vocabulary=EMPTY, engine=engine
        )


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
def test_paths_are_written_as_in_sparql(path: str, text: str) -> None:
    shapes = parse_turtle(f":rule sh:path {path} .")
    node = next(shapes.objects(URIRef("https://example.org/rule"), SH.path))
    assert sparql_path(shapes, node) == text
