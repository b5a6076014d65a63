"""Checks a graph against the shapes and reads the files to be checked; imports neither stores nor web."""

from claimgraph.validation.parallel import check_together
from claimgraph.validation.rdf_files import graph_of, read_rdf, shapes_graph, vocabulary_graph
from claimgraph.validation.shacl import pyshacl, shifty, validate
from claimgraph.validation.texts import Rules, check, rules, rules_of
from claimgraph.validation.violations import Finding

__all__ = [
    "Finding",
    "Rules",
    "check",
    "check_together",
    "graph_of",
    "pyshacl",
    "read_rdf",
    "rules",
    "rules_of",
    "shapes_graph",
    "shifty",
    "validate",
    "vocabulary_graph",
]
