"""Validates N-Triples against the shapes without making a graph of them in Python."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import RdfFormat, parse
from rdflib import SH, Graph

from claimgraph.rdf import subject_tokens
from claimgraph.source_tree import SourceTree
from claimgraph.validation.rdf_files import read_ntriples, to_rdflib_graph
from claimgraph.validation.shacl import run_shifty_on_ntriples
from claimgraph.validation.violations import Violation, read_violations


@dataclass(frozen=True, slots=True)
class ShapeRules:
    """What data are validated against: the shapes, and the vocabulary in which they look up terms."""

    shapes_text: str
    vocabulary: str
    vocabulary_subjects: frozenset[str]  # as N-Triples writes them
    digest: str  # SHA-256 of the files that were read

    @property
    def shapes(self) -> Graph:
        """The shapes as a graph, made when it is asked for: nobody needs it where data break no rule."""
        return _parse_shapes(self.shapes_text)


def load_shape_rules(source_tree: SourceTree) -> ShapeRules:
    """Read the shapes and the vocabulary of a source tree.

    Raises:
        RdfFileError: A file of shapes or of the ontology cannot be read.
    """
    files = b"".join(path.read_bytes() for path in (*source_tree.shape_files, *source_tree.ontology_files))
    return _shape_rules(
        read_ntriples(source_tree.shape_files),
        read_ntriples(source_tree.ontology_files),
        hashlib.sha256(files).hexdigest(),
    )


def shape_rules_from_graphs(shapes: Graph, vocabulary: Graph, *, digest: str = "") -> ShapeRules:
    """Return the rules for shapes and a vocabulary that are in graphs already."""
    return _shape_rules(shapes.serialize(format="nt"), vocabulary.serialize(format="nt"), digest)


def _shape_rules(shapes: str, vocabulary: str, digest: str) -> ShapeRules:
    return ShapeRules(shapes, vocabulary, frozenset(subject_tokens(vocabulary)), digest)


@lru_cache(maxsize=4)
def _parse_shapes(text: str) -> Graph:
    return to_rdflib_graph(parse(text, format=RdfFormat.N_TRIPLES))


def validate_ntriples(data: str, rules: ShapeRules, *, context: str = "") -> list[Violation]:
    """Return the violations of the rules in `data`, sorted by thing and rule; an empty list: it conforms.

    `data` and `context` are N-Triples as Oxigraph writes them. `context` has what other data sets state
    about things that `data` mentions. As with the vocabulary, violations by things that it alone describes
    are not reported. Those by things that nothing describes are, and so are those by blank nodes.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    report = report_on_ntriples(data, rules, context=context)
    if (None, SH.result, None) not in report:
        return []  # without the shapes as a graph
    return [violation for _, violation in read_violations(report, rules.shapes)]


def report_on_ntriples(data: str, rules: ShapeRules, *, context: str = "") -> Graph:
    """Return the SHACL report of what `validate_ntriples` returns as violations.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    everything = "\n".join((data, context, rules.vocabulary))
    report = run_shifty_on_ntriples(everything, rules.shapes_text)
    results = [*report.objects(None, SH.result)]
    if not results:
        return report  # without a pass over all data
    elsewhere = (rules.vocabulary_subjects | subject_tokens(context)) - subject_tokens(data)
    for result in results:
        if f"<{report.value(result, SH.focusNode)}>" in elsewhere:
            report.remove((None, SH.result, result))
    return report
