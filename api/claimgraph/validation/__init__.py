"""Validates graphs against the shapes, and reads the RDF files to be validated."""

from claimgraph.validation.parallel import validate_in_parallel
from claimgraph.validation.rdf_files import (
    FORMAT_BY_EXTENSION,
    RdfFileError,
    load_shapes,
    load_vocabulary,
    read_ntriples,
    read_rdf_file,
    to_rdflib_graph,
)
from claimgraph.validation.reports import ReportedViolation, report_violations
from claimgraph.validation.shacl import ShaclEngine, ShapesError, run_pyshacl, run_shifty, validate_graph
from claimgraph.validation.shape_rules import (
    ShapeRules,
    load_shape_rules,
    shape_rules_from_graphs,
    validate_ntriples,
)
from claimgraph.validation.violations import Violation, sparql_path

__all__ = [
    "FORMAT_BY_EXTENSION",
    "RdfFileError",
    "ReportedViolation",
    "ShaclEngine",
    "ShapeRules",
    "ShapesError",
    "Violation",
    "load_shape_rules",
    "load_shapes",
    "load_vocabulary",
    "read_ntriples",
    "read_rdf_file",
    "report_violations",
    "run_pyshacl",
    "run_shifty",
    "shape_rules_from_graphs",
    "sparql_path",
    "to_rdflib_graph",
    "validate_graph",
    "validate_in_parallel",
    "validate_ntriples",
]
