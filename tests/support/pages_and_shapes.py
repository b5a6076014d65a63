"""A small vocabulary of books and pages with two shapes, for tests of validation."""

from __future__ import annotations

from rdflib import Graph

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


def parse_turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")
