"""Checks data that are one long text of N-Triples, of which no graph is ever made in Python."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rdflib import Graph

from claimgraph.rdf import subject_tokens
from claimgraph.source_tree import SourceTree
from claimgraph.validation.rdf_files import load_shapes, load_vocabulary
from claimgraph.validation.shacl import run_shifty_on_ntriples
from claimgraph.validation.violations import Violation, read_violations


@dataclass(frozen=True, slots=True)
class ShapeRules:
    """What data are checked against: the shapes, and the vocabulary that they look things up in."""

    shapes: Graph
    shapes_text: str
    vocabulary: str
    described: frozenset[str]  # the vocabulary's subjects, written as in N-Triples
    digest: str  # SHA-256 of the files they were read from


def load_shape_rules(source_tree: SourceTree) -> ShapeRules:
    """The shapes and the vocabulary of a bundle."""
    files = b"".join(path.read_bytes() for path in (*source_tree.shape_files, *source_tree.ontology_files))
    return shape_rules_from_graphs(
        load_shapes(source_tree), load_vocabulary(source_tree), digest=hashlib.sha256(files).hexdigest()
    )


def shape_rules_from_graphs(shapes: Graph, vocabulary: Graph, *, digest: str = "") -> ShapeRules:
    """The same, from graphs."""
    text = vocabulary.serialize(format="nt")
    return ShapeRules(shapes, shapes.serialize(format="nt"), text, frozenset(subject_tokens(text)), digest)


def validate_ntriples(data: str, rules: ShapeRules, *, context: str = "") -> list[Violation]:
    """Check `data`, sorted by thing and rule; an empty list means that all rules hold.

    `data` and `context` are N-Triples as Oxigraph writes them: a triple a line, a blank between terms.
    `context` describes things that `data` mentions and other data sets describe. Like the vocabulary it is
    there to be looked things up in: things that it alone describes are not reported. Things that nobody
    describes are, and so are blank nodes.

    Raises:
        ShapesError: A shape is not one the engine can run.
    """
    everything = "\n".join((data, context, rules.vocabulary))
    found = read_violations(run_shifty_on_ntriples(everything, rules.shapes_text), rules.shapes)
    if not found:
        return []  # before a pass over all the data
    elsewhere = (rules.described | subject_tokens(context)) - subject_tokens(data)
    return [finding for focus, finding in found if f"<{focus}>" not in elsewhere]
