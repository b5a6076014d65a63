"""Checks data that are one long text of N-Triples, of which no graph is ever made in Python."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rdflib import Graph

from claimgraph.source_tree import Bundle
from claimgraph.validation.rdf_files import shapes_graph, vocabulary_graph
from claimgraph.validation.shacl import shifty_report
from claimgraph.validation.violations import Finding, findings


@dataclass(frozen=True, slots=True)
class Rules:
    """What data are checked against: the shapes, and the vocabulary that they look things up in."""

    shapes: Graph
    shapes_text: str
    vocabulary: str
    described: frozenset[str]  # the vocabulary's subjects, written as in N-Triples
    digest: str  # SHA-256 of the files they were read from


def rules(bundle: Bundle) -> Rules:
    """The shapes and the vocabulary of a bundle."""
    files = b"".join(path.read_bytes() for path in (*bundle.shape_files, *bundle.ontology_files))
    return rules_of(shapes_graph(bundle), vocabulary_graph(bundle), digest=hashlib.sha256(files).hexdigest())


def rules_of(shapes: Graph, vocabulary: Graph, *, digest: str = "") -> Rules:
    """The same, from graphs."""
    text = vocabulary.serialize(format="nt")
    return Rules(shapes, shapes.serialize(format="nt"), text, frozenset(_subjects(text)), digest)


def check(data: str, rules: Rules, *, context: str = "") -> list[Finding]:
    """Check `data`, sorted by thing and rule; an empty list means that all rules hold.

    `data` and `context` are N-Triples as Oxigraph writes them: a triple a line, a blank between terms.
    `context` describes things that `data` mentions and other data sets describe. Like the vocabulary it is
    there to be looked things up in: things that it alone describes are not reported. Things that nobody
    describes are, and so are blank nodes.

    Raises:
        ShapesError: A shape is not one the engine can run.
    """
    everything = "\n".join((data, context, rules.vocabulary))
    found = findings(shifty_report(everything, rules.shapes_text), rules.shapes)
    if not found:
        return []  # before a pass over all the data
    elsewhere = (rules.described | _subjects(context)) - _subjects(data)
    return [finding for focus, finding in found if f"<{focus}>" not in elsewhere]


def _subjects(text: str) -> set[str]:
    # never splitlines: literals may hold the other line ends of Unicode
    return {line.partition(" ")[0] for line in text.split("\n")}
