"""Checks a graph against the shapes and reads the files to be checked; imports neither stores nor web."""

from claimgraph.validation.parallel import validate_in_parallel
from claimgraph.validation.rdf_files import load_shapes, load_vocabulary, read_rdf_file, to_rdflib_graph
from claimgraph.validation.shacl import run_pyshacl, run_shifty, validate_graph
from claimgraph.validation.shape_rules import (
    ShapeRules,
    load_shape_rules,
    shape_rules_from_graphs,
    validate_ntriples,
)
from claimgraph.validation.violations import Violation

__all__ = [
    "ShapeRules",
    "Violation",
    "load_shape_rules",
    "load_shapes",
    "load_vocabulary",
    "read_rdf_file",
    "run_pyshacl",
    "run_shifty",
    "shape_rules_from_graphs",
    "to_rdflib_graph",
    "validate_graph",
    "validate_in_parallel",
    "validate_ntriples",
]
